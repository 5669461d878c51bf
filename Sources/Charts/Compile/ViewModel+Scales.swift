// Which scales there are, and what their domains are made of. Follows Vega-Lite's `src/compile/scale/parse.ts` and
// `domain.ts`.

extension ViewModel {
  /// Makes the scales of this view and of those below.
  func buildScales() {
    buildTypes()
    buildDomains()
    buildProperties()
    buildRanges()
  }

  // MARK: - Types

  private func buildTypes() {
    if let unit {
      for channel in Channel.scaled {
        guard let def = unit.spec[channel]?.scaleBearer, !def.isScaleOff else { continue }
        let hasOffset = channel.offset.map { unit.spec.hasNestedOffset(channel, $0) } ?? false
        let type = ScaleType.of(def, unit: unit.spec, hasOffset: hasOffset, config: config)
        scales[channel] = ScaleModel(
          channel: channel, type: type, isTypeWritten: def.scale.text(.type) == type.rawValue, measure: def.type)
      }
      return
    }
    var shared: [Channel: ScaleModel] = [:]
    for child in children {
      child.buildTypes()
      for channel in Channel.scaled {
        guard let scale = child.scales[channel] else { continue }
        if scaleResolution[channel] == nil { scaleResolution[channel] = standardResolution(channel) }
        guard scaleResolution[channel] == .shared else { continue }
        guard let other = shared[channel] else {
          shared[channel] = ScaleModel(
            channel: channel, type: scale.type, isTypeWritten: scale.isTypeWritten, measure: scale.measure)
          continue
        }
        guard other.type.isCompatible(with: scale.type) else {
          scaleResolution[channel] = .independent
          shared[channel] = nil
          continue
        }
        if scale.isTypeWritten != other.isTypeWritten {
          if scale.isTypeWritten { (other.type, other.isTypeWritten) = (scale.type, true) }
        } else if scale.type.rank > other.type.rank {
          other.type = scale.type
        }
      }
    }
    for channel in Channel.scaled {
      guard let scale = shared[channel], scaleResolution[channel] == .shared else { continue }
      scales[channel] = scale
      for child in children { child.scales[channel]?.isMerged = true }
    }
  }

  // MARK: - Domains

  private func buildDomains() {
    if let unit {
      for (channel, scale) in scales {
        (scale.domains, scale.isDomainWritten) = domains(of: channel, unit)
      }
      return
    }
    for child in children { child.buildDomains() }
    for (channel, scale) in scales {
      for child in children {
        guard let own = child.scales[channel] else { continue }
        if scale.domains.isEmpty, !scale.isDomainWritten {
          (scale.domains, scale.isDomainWritten) = (own.domains, own.isDomainWritten)
        } else if own.isDomainWritten, !scale.isDomainWritten {
          (scale.domains, scale.isDomainWritten) = (own.domains, true)
        } else if own.isDomainWritten == scale.isDomainWritten {
          // Panels of a unit give the same rows, those of all of them.
          let known = Set(scale.domains.compactMap(\.identity))
          scale.domains += own.domains.filter { $0.identity.map { !known.contains($0) } ?? true }
        }
      }
    }
  }

  private func domains(of channel: Channel, _ unit: UnitModel) -> ([ScaleDomain], Bool) {
    if channel.isPosition, let second = channel.secondary, unit.spec[second]?.scaleBearer != nil {
      let (end, isEndWritten) = domains(single: second, scale: channel, unit)
      guard unit.spec[channel]?.scaleBearer != nil else { return (end, isEndWritten) }
      let (start, isStartWritten) = domains(single: channel, scale: channel, unit)
      if isStartWritten != isEndWritten { return isStartWritten ? (start, true) : (end, true) }
      return (start + end, isStartWritten)
    }
    return domains(single: channel, scale: channel, unit)
  }

  private func domains(single channel: Channel, scale scaleChannel: Channel, _ unit: UnitModel) -> ([ScaleDomain], Bool)
  {
    guard let def = unit.spec[channel]?.scaleBearer, let type = scale(scaleChannel)?.type else { return ([], false) }
    let whole = scales[scaleChannel]?.isMerged ?? false ? unit.whole : nil
    func columns(_ name: String, sort: DomainSort? = nil, isRaw: Bool = false) -> ScaleDomain {
      let tables = whole ?? (unit.raw, unit.scaleTable)
      return .columns(
        ScaleDomain.Columns(
          key: isRaw ? unit.rawIdentity : path + "/main", part: whole == nil ? unit.part : "",
          tables: [isRaw ? tables.raw : tables.scaleTable], column: name, sort: sort))
    }
    if let written = def.scale[.domain] ?? unit.spec[scaleChannel]?.scale[.domain], !written.isNull {
      if let union = written["unionWith"]?.list {
        let (rest, _) = natural(channel, scaleChannel, def, type, unit, columns)
        return ([.values(self.written(union, def))] + rest, true)
      }
      if let items = written.list { return ([.values(self.written(items, def))], true) }
      if written.text == "unaggregated", let field = def.field, field.aggregate != nil {
        return ([columns(field.field, isRaw: true)], false)
      }
      if written["param"] != nil || written["selection"] != nil {
        root.problems.report(
          .chartUnsupported, "a domain cannot follow a selection in a picture that does not move", at: written.range,
          help: "write [from, to]")
      }
    }
    return natural(channel, scaleChannel, def, type, unit, columns)
  }

  /// Written values of a domain; those of a time scale as times.
  func written(_ items: [SpecNode], _ def: ChannelDef) -> [Value] {
    items.compactMap { item in
      guard let value = DateTimeDef.value(item, root.problems) else { return nil }
      return def.type == .temporal || def.field?.timeUnit != nil ? value.asTime(unit: def.field?.timeUnit) : value
    }
  }

  private func natural(
    _ channel: Channel, _ scaleChannel: Channel, _ def: ChannelDef, _ type: ScaleType, _ unit: UnitModel,
    _ columns: (String, DomainSort?, Bool) -> ScaleDomain
  ) -> ([ScaleDomain], Bool) {
    if let stack = unit.spec.stack, stack.channel == channel, let name = def.field?.name {
      if stack.offset == "normalize" { return ([.values([.number(0), .number(1)])], false) }
      return ([columns(name + "_start", nil, false), columns(name + "_end", nil, false)], false)
    }
    if let datum = def.datum {
      let value = def.type == .temporal ? datum.asTime(unit: nil) : datum
      return ([.values([value])], false)
    }
    guard let field = def.field else { return ([], false) }
    let sort = type.isDiscrete && channel.hasScale ? sort(of: def, channel, unit) : nil
    if field.binning != nil {
      if type == .binOrdinal { return ([], false) }
      if type.isDiscrete {
        let isNatural: Bool =
          switch sort {
          case .natural?: true
          default: false
          }
        let order: DomainSort =
          switch sort {
          case .by(let op, let name, let isDescending)?: .by(op: op, field: name, isDescending: isDescending)
          case .natural(true)?: .by(op: "min", field: field.name, isDescending: true)
          default: .by(op: "min", field: field.name, isDescending: false)
          }
        return ([columns(def.usesBinRange(channel) ? field.name + "_range" : field.name, order, !isNatural)], false)
      }
      if let bins = unit.bins[field.name] { return ([.values([.number(bins.start), .number(bins.stop)])], false) }
      return ([columns(field.name, nil, false)], false)
    }
    if channel.hasScale, field.unit != nil, type.isTime, unit.spec.hasBandEnd(def, channel, config) {
      return ([columns(field.name, nil, false), columns(field.name + "_end", nil, false)], false)
    }
    if let sort {
      if case .natural = sort { return ([columns(field.name, sort, false)], false) }
      return ([columns(field.name, sort, true)], false)
    }
    return ([columns(field.name, nil, false)], false)
  }

  private func sort(of def: ChannelDef, _ channel: Channel, _ unit: UnitModel) -> DomainSort? {
    let own = unit.spec[channel]?.hasSort ?? false ? unit.spec[channel]?.sort ?? def.sort : def.sort
    var stackFields: Set<String>?
    if let stack = unit.spec.stack {
      stackFields = Set(
        (stack.groupBy + stack.stackBy).compactMap { unit.spec[$0]?.fieldBearer?.field.map(\.field) })
    }
    switch own {
    case .ascending: return .natural(isDescending: false)
    case .descending: return .natural(isDescending: true)
    case .none: return nil
    case .list: return .by(op: "min", field: def.sortIndexName, isDescending: false)
    case .field(let field, let op, let isDescending):
      let isStacked = stackFields.map { !$0.contains(field ?? "") } ?? false
      return .by(op: op ?? (isStacked ? "sum" : "min"), field: field, isDescending: isDescending)
    case .encoding(let other, let isDescending):
      guard let target = unit.spec[other]?.fieldBearer?.field else { return .natural(isDescending: isDescending) }
      let isStacked = stackFields.map { !$0.contains(target.field) } ?? false
      let op = target.aggregate ?? (isStacked ? "sum" : "min")
      return .by(op: op, field: target.isCount ? nil : target.field, isDescending: isDescending)
    }
  }
}

extension ChannelDef {
  /// The column that holds each row's place in a written order.
  var sortIndexName: String { "\(channel.rawValue)_\(field?.name ?? "")_sort_index" }

  /// Whether bins are categories with names such as "10 – 20".
  func usesBinRange(_ channel: Channel) -> Bool {
    field?.binning != nil && channel.hasScale && type.isDiscrete
  }
}

extension UnitSpec {
  /// Whether marks stand side by side within each step of a position.
  func hasNestedOffset(_ channel: Channel, _ offset: Channel) -> Bool {
    guard let def = self[channel], def.field != nil || def.datum != nil,
      def.type.isDiscrete || def.field?.timeUnit != nil, let other = self[offset]
    else { return false }
    return other.scaleBearer != nil
  }

  /// Where within its bin or time unit a mark stands; nil where it stands at a value.
  func bandPosition(_ def: ChannelDef, hasSecond: Bool, _ config: Config) -> Double? {
    if let position = def.bandPosition { return position }
    guard let field = def.field else { return nil }
    if field.timeUnit != nil, !hasSecond {
      return config.configuredMark(.timeUnitBandPosition, definition, mark)?.number
    }
    return field.binning != nil ? 0.5 : nil
  }

  /// Whether a mark reaches to the end of its bin or time unit.
  func hasBandEnd(_ def: ChannelDef, _ channel: Channel, _ config: Config) -> Bool {
    guard let field = def.field, field.binning != nil || (field.timeUnit != nil && def.type == .temporal) else {
      return false
    }
    let hasSecond = channel.secondary.map { self[$0] != nil } ?? false
    return bandPosition(def, hasSecond: hasSecond, config) != nil
  }
}
