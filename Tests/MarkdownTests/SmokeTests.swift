import Markdown
import Diagnostics
import Testing

@Test func smoke() async {
  let text = """
  # One

  ### Three *x* `y`

  The LSCP and CP-IS (CiN) & S28 MindMate (more), [a b](x&amp;y "t"), https://example.org/a_b. See [d][e] [^1] [^2] ~~x~~ me@x.org.

  [e]: ../z.md

  [Childline](contact:childline)

  ![](chart:x)

  > [!WARNING]
  > [Childline](contact:childline)

  Table: Things by *year*

  | | a | b |
  |---|:-:|--:|
  | LSCP | [x](y) | c |

  - [ ] read `[x]`
  - [x] done

  <b>x</b> <!-- c -->

  [^1]: The **note**.
  [^9]: unused
  """
  let result = await parsed(text)
  print(filled(result.document))
  print(DiagnosticPrinter(format: .text) { _ in Array(text.utf8) }.print(result.diagnostics))
  print(result.document.links, result.document.images, result.document.headings, result.document.abbreviations, result.document.wordCount)
}
