// On a phone, the menu but for its first entry waits behind a button. Without this script, the button is a link to the
// site map.
//
// Every page has this script: browsers that look for forms to fill in lay a page out when it is read, before its style
// sheet is there, unless a deferred script is still to run.
const link = document.querySelector('.menu-button')

if (link) {
  const button = document.createElement('button')
  const isOpen = () => button.getAttribute('aria-expanded') === 'true'
  const show = (isOpen) => button.setAttribute('aria-expanded', isOpen)

  button.type = 'button'
  button.className = link.className
  button.textContent = link.textContent
  button.setAttribute('aria-controls', '_menu')
  show(false)
  link.replaceWith(button)

  button.addEventListener('click', () => show(!isOpen()))
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !isOpen()) return
    show(false)
    button.focus()
  })
}
