import Datasets
import Site

/// The list of all datasets for programs.
enum DataCatalogue {
  /// Without a first slash.
  static let path = "data/catalogue.json"

  static func json(_ site: Site, downloads: DataDownloads, title: String) -> [UInt8] {
    let entries = site.data.datasets.enumerated().map { index, dataset in
      Catalogue.Entry(
        dataset: dataset, address: site.absolute(site.data.address(of: index)),
        files: downloads.ofDataset[index].map {
          Catalogue.File(
            address: site.absolute("/" + $0.path), mediaType: $0.mediaType, size: $0.bytes.count)
        })
    }
    return Catalogue(
      title: title, address: site.absolute(Site.dataAddress), publisher: site.configuration.organisationName,
      homepage: site.absolute("/"), language: site.configuration.language, entries: entries
    ).json()
  }
}
