/// What a kind of problem means, for `lscp explain`.
package struct Explanation: Sendable {
  package let title: String
  package let meaning: String
  package let remedy: String

  package func text(id: DiagnosticID) -> String {
    let severity =
      id.defaultSeverity == .error ? "An error: nothing is published." : "A warning: the site is published."
    return """
      \(id.rawValue): \(title)

      \(meaning)

      What to do
      \(remedy)

      \(severity) To change that for your site, write in site.yml:
        severity:
          \(id.rawValue): \(id.defaultSeverity == .error ? "warning" : "error")
      """
  }
}

extension DiagnosticID {
  package var explanation: Explanation {
    switch self {
    case .encoding, .unreadableFile, .fileName, .yamlSyntax: fileExplanation
    case .frontMatterMissing, .unknownKey, .requiredKey, .valueType, .value, .tooLong, .duplicateID: fieldExplanation
    case .rawHTML, .headingLevel, .imageText, .linkText, .footnote, .markdownLimit: markdownExplanation
    case .chartData, .chartColumn, .chartSeries, .chartSum, .chartTitle, .chartPeriods: chartDataExplanation
    case .themeFile, .templateSyntax, .templateName, .templateCycle, .missingString: themeExplanation
    case .jsonSyntax, .chartUnsupported: chartExplanation
    case .csvSyntax, .cellValue, .assertion, .disclosure, .disclosureReview, .figure, .smallCount: figureExplanation
    case .dataPair, .unknownDataset, .unknownChart, .embedPlace, .unusedChart, .sensitiveData: dataExplanation
    case .searchEngine, .printEngine, .printDocument, .printLength: printExplanation
    default: linkExplanation
    }
  }

  private var chartExplanation: Explanation {
    switch self {
    case .jsonSyntax:
      Explanation(
        title: "a file is not valid JSON",
        meaning:
          "Charts from other tools are written in JSON, which is strict about commas, brackets and quotation marks.",
        remedy: "Look at the place that the message gives, and just before it. Better: export the chart again.")
    default:
      Explanation(
        title: "a chart asks for what our charts do not have",
        meaning:
          "Charts are written in a part of the Vega-Lite language: what makes sense in a picture that does not move. "
          + "What lies outside is never skipped in silence, because the chart would then say something else.",
        remedy: "Do what the message advises, or remove the property.")
    }
  }

  private var fileExplanation: Explanation {
    switch self {
    case .encoding:
      Explanation(
        title: "a file is not UTF-8 text",
        meaning: "Text files can be stored in several ways. This tool reads UTF-8, the one that all editors offer.",
        remedy: "Open the file in your editor, choose Save with encoding (or Save as), and take UTF-8.")
    case .unreadableFile:
      Explanation(
        title: "a file cannot be read",
        meaning:
          "The file is there, but this computer does not let the builder read it, it is missing, or it is too large.",
        remedy: "Check who may read the file, and that it is where the message says.")
    case .fileName:
      Explanation(
        title: "a file's name cannot be an address",
        meaning:
          "The name of a page's file becomes its web address. Addresses are in lower case, without spaces, so that "
          + "people can read them aloud and type them.",
        remedy: "Rename the file with lower-case letters, digits and hyphens, as in was-not-brought.md.")
    default:
      Explanation(
        title: "fields are not written as YAML asks",
        meaning:
          "Between the two lines of three hyphens, each line is a field: a name, a colon, a space and a value. The "
          + "text at the place shown breaks that form.",
        remedy: "Put values that contain a colon and a space, or that begin with a sign such as [ { * & ! > | % @, in "
          + "quotation marks. Give each field once, and begin its line without spaces.")
    }
  }

  private var fieldExplanation: Explanation {
    switch self {
    case .frontMatterMissing:
      Explanation(
        title: "a page does not begin with its fields",
        meaning: "Every page says what it is called and what it is about, in fields at its top.",
        remedy:
          "Begin the file so:\n  ---\n  title: Was not brought\n  summary: What to do when a child misses an appointment.\n  ---"
      )
    case .unknownKey:
      Explanation(
        title: "a field has a name that this kind of page does not know",
        meaning:
          "A misspelt field would be ignored in silence, and with it what you meant to say. The folder of a file "
          + "decides which fields it may have.",
        remedy: "Correct the name, or take the line out.")
    case .requiredKey:
      Explanation(
        title: "a field is missing",
        meaning:
          "Readers rely on it: practitioners must see who owns a procedure and when it is reviewed, lists need a summary.",
        remedy: "Add a line with the field, as the message shows.")
    case .valueType:
      Explanation(
        title: "a value has the wrong form",
        meaning: "Some fields hold a text, some a list, some fields of their own.",
        remedy: "Write a list as [one, two], or each item on its own line after a hyphen.")
    case .value:
      Explanation(
        title: "a value cannot be used",
        meaning:
          "The value is not one of those that are allowed, is not a date or a number, or does not agree with another field.",
        remedy: "The message says what is allowed. Dates are written 2019-02-04, 2019-02 or 2019.")
    case .tooLong:
      Explanation(
        title: "a text is longer than lists and searches show",
        meaning:
          "Titles and summaries appear in lists, in search results and when a page is shared. Long ones are cut there.",
        remedy: "Say it in fewer words: one plain sentence of at most 160 characters for a summary.")
    default:
      Explanation(
        title: "two things have the same id",
        meaning: "An id is a permanent name by which links find one thing.",
        remedy: "Give one of the two another id.")
    }
  }

  private var markdownExplanation: Explanation {
    switch self {
    case .rawHTML:
      Explanation(
        title: "a page contains HTML",
        meaning:
          "Pages are plain Markdown, so that every page is accessible, printable and safe. HTML is not carried over.",
        remedy: "Write it in Markdown: **bold**, *emphasis*, [a link](page.md), tables with |, lists with -. Leave a "
          + "comment for colleagues in the history of changes instead.")
    case .headingLevel:
      Explanation(
        title: "a heading has the wrong level",
        meaning: "The page's title is its first heading. Screen readers move by headings, so levels are not skipped.",
        remedy: "Begin with ## for sections and use ### only below a ##.")
    case .imageText:
      Explanation(
        title: "an image has no text",
        meaning: "People who cannot see the image hear the text in its place.",
        remedy: "Write what the image says between the brackets: ![Two children talk to a teacher](talk.svg).")
    case .markdownLimit:
      Explanation(
        title: "a page has more of something than any page needs",
        meaning: "Thousands of brackets, levels or table cells in one place are a slip or an attack, and can keep a "
          + "computer busy for hours. Such a page is not read.",
        remedy: "Divide the part that the message names, or take it out.")
    case .linkText:
      Explanation(
        title: "a link has no text",
        meaning: "The text says where a link leads, also to those who hear links one after another.",
        remedy: "Write the name of the page between the brackets.")
    default:
      Explanation(
        title: "a footnote and its mark do not match",
        meaning: "Each mark such as [^source] needs one line [^source]: with the note, and each note needs a mark.",
        remedy: "Add the missing half, or take the other one out.")
    }
  }

  private var linkExplanation: Explanation {
    switch self {
    case .linkTarget:
      Explanation(
        title: "a link leads to something that is not there",
        meaning:
          "Every link inside the site is followed before the site is published. This one leads nowhere, or to a page "
          + "that is a draft, not yet published, or no longer published.",
        remedy: "Write the path to the page's source file as seen from this file, as in ../guides/mace.md.")
    case .linkFragment:
      Explanation(
        title: "a link leads to a heading that is not there",
        meaning: "The part of a link behind # names a heading of the page: its words in lower case with hyphens.",
        remedy: "Correct the part behind #, or leave it out. If you renamed a heading, correct the links to it.")
    case .linkScheme:
      Explanation(
        title: "a link begins with a word that has no meaning here",
        meaning:
          "Links begin with https: for other sites, contact: for entries of contacts.yml, term: for the glossary, or "
          + "name a file of this site.",
        remedy: "Correct the word before the colon.")
    case .addressConflict:
      Explanation(
        title: "two pages are at the same address",
        meaning:
          "The address of a page is the path of its file. Two files give the same one, or an old address is in use.",
        remedy: "Rename one of the files, or remove the old address.")
    case .unknownContact:
      Explanation(
        title: "a contact is not in contacts.yml",
        meaning: "Phone numbers and mail addresses are written once, in contacts.yml, and used by their id.",
        remedy: "Correct the id, or add the contact to contacts.yml.")
    case .contactAudience:
      Explanation(
        title: "a page for everyone shows a contact for professionals",
        meaning:
          "Some contacts take calls from practitioners or partners only. A neighbour or a child who rings one loses time.",
        remedy:
          "Name a contact that anyone may use. If the page is only for professionals, say so: audience: [practitioners]."
      )
    case .unknownTerm:
      Explanation(
        title: "a term is not in glossary.yml",
        meaning: "A link to term:mace leads to the entry with the id mace in glossary.yml.",
        remedy: "Correct the id, or add the term to glossary.yml.")
    case .reference:
      Explanation(
        title: "a field names something that is not there",
        meaning: "Fields such as related, navigation and sensitive name pages, sections or topics.",
        remedy: "Correct the name.")
    case .sectionIndex:
      Explanation(
        title: "a folder has no index.md",
        meaning:
          "A folder of pages is a section with an address of its own; index.md gives it a title and a summary, and "
          + "lists its pages.",
        remedy: "Write index.md in the folder.")
    case .translation:
      Explanation(
        title: "a translation without its page",
        meaning:
          "A file such as mace.ur.md is the Urdu version of mace.md in the same folder; the languages are listed in "
          + "site.yml. Readers change between the versions, so each translation needs the page that it translates.",
        remedy: "Correct the name of the file, or write the page in the language of the site first.")
    default:
      Explanation(
        title: "a phone number or mail address is typed on a page",
        meaning:
          "Copied numbers go out of date one by one, and a wrong one can cost a child help. They are written once, in "
          + "contacts.yml, with the day on which somebody checked them.",
        remedy: "Link to the contact by its id: [Childline](contact:childline).")
    }
  }

  private var figureExplanation: Explanation {
    switch self {
    case .csvSyntax:
      Explanation(
        title: "a table of figures is not written as CSV asks",
        meaning:
          "A CSV file is a header with the names of the columns, then a line for each row. The cells of a line are "
          + "separated by commas, and every line has as many as the header.",
        remedy:
          "Put a cell with a comma, a quotation mark or a line break in quotation marks, and write a quotation mark "
          + "inside it twice. Spreadsheet programs do this when they save as CSV UTF-8.")
    case .cellValue:
      Explanation(
        title: "a cell does not hold what its column asks for",
        meaning:
          "The YAML file beside the table says what each column holds. Figures are checked and drawn, so each must be "
          + "a plain number, or say why there is none.",
        remedy:
          "Write digits, such as 1234 or 38.60. Where there is no number write [x] not available, [c] confidential, "
          + "[z] not applicable or [low] rounds to zero; a true zero is 0.")
    case .assertion:
      Explanation(
        title: "figures do not agree with each other",
        meaning:
          "A dataset says what must hold between its figures, such as that the parts sum to the total. This does not "
          + "hold, cannot be worked out, or holds although it is listed as known to be broken.",
        remedy: "Correct the figure. If the source itself is wrong, keep what it printed, and write the assertion as "
          + "check: with known: and the reason; it then appears among the corrections.")
    case .disclosure:
      Explanation(
        title: "figures would reveal how many people a small group has",
        meaning:
          "Small counts of children are hidden, and so is everything from which they could be worked out: another "
          + "part of the same total, a share, a note, the same count in another dataset.",
        remedy: "Take out of the text what the message names, or hide more: write [c] for a figure beside it.")
    case .disclosureReview:
      Explanation(
        title: "a dataset has not been cleared for publication",
        meaning: "disclosure: review says that somebody must look at the figures before they are published.",
        remedy: "Ask whoever is responsible for data protection. Then write suppress<5, or none with the reason.")
    case .figure:
      Explanation(
        title: "a figure in the text is not what the dataset says",
        meaning:
          "The text of a link to figure: is compared with the dataset, to as many decimals as are written. Either "
          + "the number is wrong, or the address behind figure: names nothing.",
        remedy:
          "Write the number that the message gives, or correct the address: the dataset, the row, the column, as in "
          + "figure:contacts/2018-19.")
    default:
      Explanation(
        title: "a page may count very few children",
        meaning: "Counts of fewer than 5 children can tell people who they are, even without a name.",
        remedy: "Leave the count out, or say \"a small number\". Where it counts nobody who could be known, turn the "
          + "sentence so that the number does not stand before the people.")
    }
  }

  private var themeExplanation: Explanation {
    switch self {
    case .themeFile:
      Explanation(
        title: "the theme lacks a file",
        meaning:
          "A theme has a layout for each kind of page, the partials that they name, and words for each language.",
        remedy: "Copy the file from themes/lscp and change it.")
    case .templateSyntax:
      Explanation(
        title: "a template is not Mustache",
        meaning: "Tags are written {{name}}; a section {{#name}} ends with {{/name}}.",
        remedy: "Correct the tag at the place shown.")
    case .templateName:
      Explanation(
        title: "a template asks for a name that nothing provides",
        meaning: "It would show nothing, and nobody would notice.",
        remedy: "Correct the name: the message lists what there is.")
    case .templateCycle:
      Explanation(
        title: "a template contains itself",
        meaning: "A partial names another one that names the first, and so on without end.",
        remedy: "Take one of the tags out of the ring that the message shows.")
    default:
      Explanation(
        title: "the theme lacks a text",
        meaning:
          "Everything that a page says beyond its content comes from the theme's strings, one file for each language.",
        remedy: "Add the line to the file in strings/.")
    }
  }
}
