// Searching. The index is loaded only here, and only when somebody searches; a search is a page of its own, so that Back
// and bookmarks work as everywhere. Without this script the page names other ways to find something.
const form = document.querySelector('.search-form')
const results = document.querySelector('#results')
const status = results.querySelector('[role="status"]')
const wanted = new URLSearchParams(location.search)
const query = (wanted.get('q') || '').trim().slice(0, 200)
const perPage = 10

for (const name of ['q', 'audience', 'kind']) form.elements[name].value = wanted.get(name) || ''

// Fields without a choice stay out of the address.
form.addEventListener('submit', () => {
  for (const select of form.querySelectorAll('select')) select.disabled = !select.value
})
addEventListener('pageshow', () => {
  for (const select of form.querySelectorAll('select')) select.disabled = false
})

const words = text => text.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) || []

// At most one letter more, less, other or swapped with its neighbour.
function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [x, y] = [a.slice(i), b.slice(i)]
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
}

// What to search for: the query's words, a near one in the place of each that the site does not have. Words of which the
// site has no form at all are left out, since the engine would find pages by their first letter. Null where none is left.
function understood(text, known) {
  const set = new Set(known)
  const kept = words(text).map(word => {
    if (word.length < 4 || set.has(word)) return word
    const near = known.find(other => isNear(word, other))
    if (near) return near
    const stem = word.slice(0, Math.max(4, word.length - 3))
    return known.some(other => other.startsWith(stem)) ? word : ''
  }).filter(Boolean)
  return kept.length ? kept.join(' ') : null
}

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties)
  made.textContent = text
  return made
}

const say = (text, values = {}) => {
  status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

// The results of the kind and for the people that were chosen.
async function narrowed(found) {
  const [audience, kind] = ['audience', 'kind'].map(name => wanted.get(name))
  if (!audience && !kind) return found
  const pages = await Promise.all(found.map(result => result.data()))
  return found.filter((_, index) => {
    const meta = pages[index].meta
    return (!kind || meta.kind === kind) && (!audience || (meta.audience || '').split(' ').includes(audience))
  })
}

async function show(found) {
  const list = document.createElement('ol')
  list.className = 'links'
  results.append(list)
  let shown = 0
  const more = element('button', results.dataset.more, { type: 'button' })
  async function next() {
    const pages = await Promise.all(found.slice(shown, shown + perPage).map(result => result.data()))
    const first = pages.map(page => {
      const item = document.createElement('li')
      item.append(element('a', page.meta.title, { href: new URL(page.url, location.origin).pathname }))
      // The excerpt is text of this site with <mark> around what was searched for.
      const excerpt = document.createElement('p')
      excerpt.innerHTML = page.excerpt
      item.append(excerpt)
      list.append(item)
      return item
    })[0]
    if (shown) first?.querySelector('a').focus()
    shown += pages.length
    if (shown < found.length) results.append(more)
    else more.remove()
  }
  more.addEventListener('click', next)
  await next()
}

async function search() {
  say(results.dataset.searching)
  const [engine, vocabulary] = await Promise.all([
    import(form.dataset.engine), fetch(form.dataset.words).then(answer => answer.json())])
  // Without a worker, whose policy would be that of its own file, the page's policy is the only one with an exception.
  await engine.options({ excerptLength: 24, noWorker: true })
  const term = vocabulary.terms[query.toLowerCase()]
  if (term) {
    const meaning = element('p', '', { className: 'means' })
    meaning.append(element('a', term[0], { href: term[1] }))
    meaning.prepend(results.dataset.means.replace('{query}', query) + ' ')
    status.after(meaning)
  }
  const asked = understood(query, vocabulary.words)
  const found = asked ? await narrowed((await engine.search(asked)).results) : []
  const values = { n: found.length, query: asked || query, wrong: query }
  const text = found.length === 0 ? results.dataset.none : found.length === 1 ? results.dataset.one : results.dataset.many
  // The pages are there before they are announced.
  if (found.length) await show(found)
  const isChanged = asked && asked !== words(query).join(' ')
  say(isChanged ? results.dataset.instead + ' ' + text : text, values)
  document.title = `${query} – ${document.title}`
}

if (query) search().catch(() => say(results.dataset.failed))
