/// Sites with datasets, written down as texts.
enum DataSites {
  /// Contacts in two years, and what a page says of them.
  static let contacts = """
    -- content/data/contacts.csv --
    year,contacts,note
    2017/18,21534,
    2018/19,24629,The scan is damaged.
    -- content/data/contacts.yml --
    title: Contacts to the Front Door
    finding: Contacts rose by a seventh
    subtitle: Contacts, Leeds, 2017/18 and 2018/19
    topics: [front-door, police]
    source: Annual report 2018/19, page 42
    period: 2017/18 to 2018/19
    place: Leeds
    columns:
      year: {kind: year, label: Year}
      contacts: {kind: integer, label: Contacts, unit: contacts}
    caveats: [Some contacts are counted twice.]
    rounding: Nothing is rounded.
    disclosure: none (figures for the whole city)
    asserts:
      - check: contacts[2018/19] == 24631
        known: The two kinds of contact add up to 24,631.

    """

  /// Admissions of which some are so few that they are hidden.
  static let admissions = """
    -- content/data/admissions.csv --
    area,girls,boys,all
    North,16,3,19
    South,43,37,80
    East,29,57,86
    All,88,97,185
    -- content/data/admissions.yml --
    title: Admissions by area
    subtitle: Admissions, Leeds, 2018/19
    source: Annual report 2018/19, page 11
    columns:
      area: {kind: category, label: Area}
      girls: {kind: integer, label: Girls}
      boys: {kind: integer, label: Boys}
      all: {kind: integer, label: All}
    total: All
    value: all
    disclosure: suppress<5
    asserts:
      - sum(girls) == girls[All]
      - girls[North] + boys[North] == all[North]

    """

  static func page(_ path: String, _ title: String, fields: String = "", _ body: String) -> String {
    "-- content/\(path) --\n" + SiteFolder.page(title, fields, body: body) + "\n"
  }
}
