extension Dataset {
  /// What the columns of ``csv()`` mean, for programs.
  ///
  /// Source: W3C, "Metadata Vocabulary for Tabular Data", 17 December 2015.
  ///
  /// - Parameters:
  ///   - csv: the CSV file's address, relative to that of the metadata.
  ///   - address: the address of the dataset's page.
  ///   - publisher: the name of the organisation.
  ///   - language: as in BCP 47, for example `en-GB`.
  public func csvwMetadata(csv: String, address: String, publisher: String, language: String) -> [UInt8] {
    var members: [(String, JSON)] = [
      ("@context", .list([.text("http://www.w3.org/ns/csvw"), .object([("@language", .text(language))])])),
      ("url", .text(csv)), ("dc:title", .text(title)), ("dc:description", .text(subtitle)),
    ]
    members += JSON.member("dcat:keyword", topics)
    members += [("dc:publisher", .object([("schema:name", .text(publisher))]))]
    members += [("dc:source", .text(source))]
    members += JSON.member("dc:temporal", period) + JSON.member("dc:spatial", place)
    members += JSON.member("rdfs:comment", caveats + (rounding.map { [$0] } ?? []))
    members.append(("dcat:landingPage", .object([("@id", .text(address))])))
    var described = columns.indices.map(columnMetadata)
    if rows.contains(where: { $0.note != nil }) {
      described.append(
        .object([("name", .text("note")), ("titles", .text("note")), ("datatype", .text("string"))]))
    }
    members.append(
      (
        "tableSchema",
        .object([
          ("columns", .list(described)), ("primaryKey", .list(keyColumns.map { .text(columns[$0].name) })),
        ])
      ))
    return JSON.object(members).bytes
  }

  private func columnMetadata(_ index: Int) -> JSON {
    let column = columns[index]
    let isKey = keyColumns.contains(index)
    // The first title is what the file's first line says.
    let titles = column.label == column.name ? [column.name] : [column.name, column.label]
    var members: [(String, JSON)] = [
      ("name", .text(column.name)), ("titles", .list(titles.map { .text($0) })), ("datatype", datatype(index)),
    ]
    if isKey {
      members.append(("required", .flag(true)))
    } else {
      members.append(("null", .list(Shorthand.allCases.map { .text("[\($0.rawValue)]") })))
    }
    members += JSON.member("schema:unitText", column.kind == .percentage ? column.unit ?? "per cent" : column.unit)
    return .object(members)
  }

  private func datatype(_ index: Int) -> JSON {
    switch columns[index].kind {
    case .integer: return .text("integer")
    case .decimal, .percentage: return .text("decimal")
    case .category, .text: return .text("string")
    case .year:
      let isFinancial = rows.contains { if case .year(let year) = $0.cells[index] { year.isFinancial } else { false } }
      return isFinancial
        ? .object([("base", .text("string")), ("format", .text("[0-9]{4}(/[0-9]{2})?"))]) : .text("gYear")
    case .date:
      let lengths = Set(
        rows.compactMap { if case .date(let date) = $0.cells[index] { date.utf8.count } else { nil } })
      switch lengths {
      case [10]: return .text("date")
      case [7]: return .text("gYearMonth")
      case [4]: return .text("gYear")
      default: return .object([("base", .text("string")), ("format", .text("[0-9]{4}(-[0-9]{2}){0,2}"))])
      }
    }
  }
}
