// Leaving at once: hides the page while the next one loads, leaves no way back to it by the Back button, and lets
// readers press Shift three times instead of finding the button. Without it, the links are plain links.
const links = document.querySelectorAll('.exit-first a, .exit a')
const status = document.querySelector('.exit [role="status"]')
const root = document.documentElement
const presses = 3
const pause = 5000
let count = 0
let last = 0
let isAlone = false

function show(number) {
  count = number
  root.dataset.presses = number
  status.textContent = ['', status.dataset.two, status.dataset.one, status.dataset.leaving][number]
}

function leave() {
  show(presses)
  root.classList.add('is-leaving')
  location.replace(links[0].href)
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
}

// A press of Shift counts when it is let go, and only if no other key was pressed with it.
document.addEventListener('keydown', (event) => {
  isAlone = event.key === 'Shift'
  if (!isAlone && count) show(0)
})

document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !isAlone) return
  isAlone = false
  const isLate = event.timeStamp - last > pause
  last = event.timeStamp
  show(isLate ? 1 : count + 1)
  if (count === presses) leave()
  else setTimeout(() => { if (count && performance.now() - last >= pause) show(0) }, pause)
})

// Back on the page from the browser's memory.
addEventListener('pageshow', () => {
  root.classList.remove('is-leaving')
  show(0)
})
