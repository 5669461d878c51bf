/// A catalogue of datasets, for other catalogues to read.
public struct Catalogue: Sendable {
  /// A file that holds a dataset.
  public struct File: Sendable {
    /// Its address on the web, in full.
    public let address: String
    /// For example `text/csv`.
    public let mediaType: String
    /// Its size in bytes.
    public let size: Int

    /// A file that can be downloaded.
    public init(address: String, mediaType: String, size: Int) {
      self.address = address
      self.mediaType = mediaType
      self.size = size
    }
  }

  /// A dataset and where it is.
  public struct Entry: Sendable {
    /// What is published.
    public let dataset: Dataset
    /// The address of its page, in full.
    public let address: String
    /// The files that hold it.
    public let files: [File]

    /// A dataset with its page and files.
    public init(dataset: Dataset, address: String, files: [File]) {
      self.dataset = dataset
      self.address = address
      self.files = files
    }
  }

  /// What the catalogue is called.
  public let title: String
  /// The address of its page, in full.
  public let address: String
  /// The name of the organisation that publishes it.
  public let publisher: String
  /// The address of the organisation's site, in full.
  public let homepage: String
  /// As in BCP 47, for example `en-GB`.
  public let language: String
  /// The datasets, in the order in which they are listed.
  public let entries: [Entry]

  /// A catalogue of some datasets.
  public init(title: String, address: String, publisher: String, homepage: String, language: String, entries: [Entry]) {
    self.title = title
    self.address = address
    self.publisher = publisher
    self.homepage = homepage
    self.language = language
    self.entries = entries
  }

  /// JSON-LD in the words of DCAT. Source: W3C, "Data Catalog Vocabulary (DCAT) - Version 3", 22 August 2024.
  public func json() -> [UInt8] {
    let publisher = JSON.object([
      ("@id", .text(homepage)), ("@type", .text("foaf:Organization")), ("foaf:name", .text(self.publisher)),
    ])
    return JSON.object([
      (
        "@context",
        .object([
          ("dcat", .text("http://www.w3.org/ns/dcat#")), ("dct", .text("http://purl.org/dc/terms/")),
          ("foaf", .text("http://xmlns.com/foaf/0.1/")), ("rdfs", .text("http://www.w3.org/2000/01/rdf-schema#")),
          ("xsd", .text("http://www.w3.org/2001/XMLSchema#")),
        ])
      ), ("@id", .text(address)), ("@type", .text("dcat:Catalog")), ("dct:title", words(title)),
      ("dct:publisher", publisher), ("dct:language", .text(language)), ("foaf:homepage", reference(address)),
      ("dcat:dataset", .list(entries.map(record))),
    ]).bytes
  }

  private func record(_ entry: Entry) -> JSON {
    let dataset = entry.dataset
    var members: [(String, JSON)] = [
      ("@id", .text(entry.address)), ("@type", .text("dcat:Dataset")), ("dct:identifier", .text(dataset.id)),
      ("dct:title", words(dataset.title)), ("dct:description", words(dataset.subtitle)),
    ]
    if !dataset.topics.isEmpty { members.append(("dcat:keyword", .list(dataset.topics.map(words)))) }
    if let period = dataset.period {
      var time: [(String, JSON)] = [("@type", .text("dct:PeriodOfTime")), ("rdfs:label", words(period))]
      if let year = Year(period) {
        let (start, end) =
          year.isFinancial
          ? ("\(year.first)-04-01", "\(year.first + 1)-03-31") : ("\(year.first)-01-01", "\(year.first)-12-31")
        time += [("dcat:startDate", date(start)), ("dcat:endDate", date(end))]
      }
      members.append(("dct:temporal", .object(time)))
    }
    if let place = dataset.place {
      members.append(
        ("dct:spatial", .object([("@type", .text("dct:Location")), ("rdfs:label", words(place))])))
    }
    members.append(
      (
        "dct:provenance",
        .object([("@type", .text("dct:ProvenanceStatement")), ("rdfs:label", words(dataset.source))])
      ))
    members += [("dct:publisher", reference(homepage)), ("dcat:landingPage", reference(entry.address))]
    members.append(("dcat:distribution", .list(entry.files.map(distribution))))
    return .object(members)
  }

  private func distribution(_ file: File) -> JSON {
    .object([
      ("@type", .text("dcat:Distribution")), ("dcat:downloadURL", reference(file.address)),
      ("dcat:accessURL", reference(file.address)),
      ("dcat:mediaType", reference("https://www.iana.org/assignments/media-types/" + file.mediaType)),
      (
        "dcat:byteSize",
        .object([("@value", .text(String(file.size))), ("@type", .text("xsd:nonNegativeInteger"))])
      ),
    ])
  }

  private func words(_ text: String) -> JSON { .object([("@value", .text(text)), ("@language", .text(language))]) }
  private func reference(_ address: String) -> JSON { .object([("@id", .text(address))]) }
  private func date(_ day: String) -> JSON { .object([("@value", .text(day)), ("@type", .text("xsd:date"))]) }
}
