// Lets readers sort a table by a column: a button in each heading, and what it does is said by aria-sort. Rows of
// totals stay at the end. Without it, the table is a plain table.
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0]
  const headings = [...table.tHead.rows[0].cells]

  headings.forEach((heading, column) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(heading.textContent)
    heading.replaceChildren(button)
    button.addEventListener('click', () => {
      const isAscending = heading.getAttribute('aria-sort') !== 'ascending'
      for (const other of headings) other.removeAttribute('aria-sort')
      heading.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending')
      sort(body, column, isAscending)
    })
  })
}

function sort(body, column, isAscending) {
  const rows = [...body.rows].map((row, place) => ({
    row,
    place,
    isTotal: row.classList.contains('total'),
    text: row.cells[column].textContent.trim(),
    number: parseFloat(row.cells[column].dataset.value),
  }))
  const direction = isAscending ? 1 : -1
  rows.sort((a, b) => a.isTotal - b.isTotal || compare(a, b, direction) || a.place - b.place)
  body.append(...rows.map(({ row }) => row))
}

// Numbers come before what is not one, such as [c], in both directions.
function compare(a, b, direction) {
  const isNumber = !Number.isNaN(a.number)
  if (isNumber !== !Number.isNaN(b.number)) return isNumber ? -1 : 1
  return direction * (isNumber ? a.number - b.number : a.text.localeCompare(b.text, document.documentElement.lang))
}
