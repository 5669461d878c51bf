/// How a field's values are measured.
enum MeasureType: String, CaseIterable, Sendable {
  case quantitative, temporal, ordinal, nominal

  var isDiscrete: Bool { self == .ordinal || self == .nominal }

  /// Also takes the first letter, as Altair's users write it.
  init?(written: String) {
    switch written.lowercased() {
    case "quantitative", "q": self = .quantitative
    case "temporal", "t": self = .temporal
    case "ordinal", "o": self = .ordinal
    case "nominal", "n": self = .nominal
    default: return nil
    }
  }
}

/// The type of a definition that gives none. Follows `defaultType` of Vega-Lite's `src/channeldef.ts`.
enum TypeInference {
  static func type(of def: SpecNode, _ channel: Channel) -> MeasureType {
    if let written = def["type"]?.text.flatMap(MeasureType.init(written:)) {
      let counts: Set<String> = ["count", "valid", "missing", "distinct"]
      return def["aggregate"]?.text.map(counts.contains) == true ? .quantitative : written
    }
    if let datum = def["datum"] {
      if datum.number != nil { return .quantitative }
      return datum.fields != nil ? .temporal : .nominal
    }
    switch channel {
    case .row, .column, .facet, .shape, .strokeDash: return .nominal
    case .order: return .ordinal
    default: break
    }
    if def["sort"]?.list != nil { return .ordinal }
    if def["timeUnit"] != nil { return .temporal }
    if let bin = def["bin"], bin.flag != false, !bin.isNull { return .quantitative }
    if let aggregate = def["aggregate"], aggregate.text != nil { return .quantitative }
    switch def["scale"]?["type"]?.text {
    case "linear", "log", "pow", "sqrt", "symlog", "quantile", "quantize", "threshold": return .quantitative
    case "time", "utc": return .temporal
    default: return .nominal
    }
  }

  /// Whether values lie on a continuous axis: no bins, no categories.
  static func isContinuous(_ def: SpecNode?, _ channel: Channel) -> Bool {
    guard let def else { return false }
    if def["datum"]?.number != nil { return true }
    guard def.isFieldDef else { return false }
    switch type(of: def, channel) {
    case .temporal: return true
    case .quantitative: return !hasBin(def)
    default: return false
    }
  }

  /// Whether values are numbers on an axis, not in bins.
  static func isContinuousMeasure(_ def: SpecNode?, _ channel: Channel) -> Bool {
    guard let def else { return false }
    if def["datum"]?.number != nil { return true }
    return def.isFieldDef && type(of: def, channel) == .quantitative && !hasBin(def)
  }

  static func hasBin(_ def: SpecNode) -> Bool {
    def["bin"].map { $0.flag != false && !$0.isNull } ?? false
  }

  static func isBinned(_ def: SpecNode?) -> Bool {
    def?["bin"]?.text == "binned" || def?["bin"]?["binned"]?.flag == true
  }

  static func isBinning(_ def: SpecNode?) -> Bool { def.map { hasBin($0) && !isBinned($0) } ?? false }
}

/// The direction of a mark: vertical bars stand on the x axis. Follows `orient` of Vega-Lite's `src/compile/mark/init.ts`.
enum Orientation {
  /// - Parameter written: what the mark says itself.
  static func of(mark: String, _ encoding: SpecNode, written: String?) -> String? {
    let (x, y) = (encoding["x"], encoding["y"])
    let (x2, y2) = (encoding["x2"] != nil, encoding["y2"] != nil)
    let (xField, yField) = (x?.isFieldDef ?? false, y?.isFieldDef ?? false)
    let (xBinned, yBinned) = (xField && TypeInference.isBinned(x), yField && TypeInference.isBinned(y))
    switch mark {
    case "point", "circle", "square": return nil
    case "text", "bar":
      if xField, xBinned || (yField && y?["aggregate"] != nil && x?["aggregate"] == nil) { return "vertical" }
      if yField, yBinned || (xField && x?["aggregate"] != nil && y?["aggregate"] == nil) { return "horizontal" }
      if x2 || y2 {
        if let written { return written }
        func isUnbinnedNumber(_ def: SpecNode?, _ channel: Channel) -> Bool {
          guard let def else { return false }
          if def["datum"]?.number != nil { return true }
          return def.isFieldDef && TypeInference.type(of: def, channel) == .quantitative
            && !TypeInference.isBinning(def)
        }
        if !x2 { return isUnbinnedNumber(x, .x) && yBinned ? "horizontal" : "vertical" }
        if !y2 { return isUnbinnedNumber(y, .y) && xBinned ? "vertical" : "horizontal" }
      }
      return ruled(mark, encoding, written)
    default: return ruled(mark, encoding, written)
    }
  }

  private static func ruled(_ mark: String, _ encoding: SpecNode, _ written: String?) -> String? {
    guard ["text", "bar", "rule", "area", "line", "tick"].contains(mark) else { return "vertical" }
    let (x, y) = (encoding["x"], encoding["y"])
    let (x2, y2) = (encoding["x2"] != nil, encoding["y2"] != nil)
    if ["text", "bar", "rule"].contains(mark) {
      let xIsOpen = !(x?.isFieldDef ?? false) || !TypeInference.isBinned(x)
      let yIsOpen = !(y?.isFieldDef ?? false) || !TypeInference.isBinned(y)
      if x2, xIsOpen, y2, yIsOpen { return nil }
    }
    if ["text", "bar", "rule", "area"].contains(mark) {
      if y2 { return TypeInference.isBinned(y) ? "horizontal" : "vertical" }
      if x2 { return TypeInference.isBinned(x) ? "vertical" : "horizontal" }
      if mark == "rule" {
        if x != nil, y == nil { return "vertical" }
        if y != nil, x == nil { return "horizontal" }
      }
    }
    if let written { return written }
    let (xMeasure, yMeasure) = (
      TypeInference.isContinuousMeasure(x, .x), TypeInference.isContinuousMeasure(y, .y)
    )
    if xMeasure, !yMeasure { return mark == "tick" ? "vertical" : "horizontal" }
    if yMeasure, !xMeasure { return mark == "tick" ? "horizontal" : "vertical" }
    if xMeasure, yMeasure { return "vertical" }
    func isTemporal(_ def: SpecNode?, _ channel: Channel) -> Bool {
      guard let def, def.isFieldDef else { return false }
      return TypeInference.type(of: def, channel) == .temporal
    }
    switch (isTemporal(x, .x), isTemporal(y, .y)) {
    case (true, false): return "vertical"
    case (false, true): return "horizontal"
    default: return nil
    }
  }
}

/// The names of the columns that an encoding adds to the data.
enum FieldNaming {
  /// The column that a definition draws: `sum_yield`, `yearmonth_date`, `bin_maxbins_10_age`; nil without a field.
  static func name(_ def: SpecNode) -> String? {
    let field = def["field"]?.text?.unescapedPath
    if let aggregate = def["aggregate"] {
      if aggregate.text == "count" { return "__count" }
      if let of = aggregate["argmin"]?.text { return "argmin_\(of)_\(field ?? "")" }
      if let of = aggregate["argmax"]?.text { return "argmax_\(of)_\(field ?? "")" }
      return field.map { "\(aggregate.text ?? "")_\($0)" }
    }
    guard let field else { return nil }
    if TypeInference.isBinning(def), let bin = def["bin"] {
      let parameters = (bin.fields ?? []).map { "_\($0.name)_\($0.value)" }.joined()
      return "bin\(parameters)_\(field)"
    }
    if let unit = def["timeUnit"] {
      let name = unit.text ?? unit["unit"]?.text ?? "timeunit"
      if name.hasPrefix("binned") { return field }
      let rest = (unit.fields ?? []).filter { $0.name != "unit" }.map { "_\($0.name)_\($0.value)" }.joined()
      return "\(name)\(rest)_\(field)"
    }
    return field
  }
}
