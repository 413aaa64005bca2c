// Enhancements only: every page works without this file.
import { initAll, Radios } from './govuk-frontend-6.3.0.min.js'

// ARIA 1.2 does not allow aria-expanded on a radio (WCAG 4.1.2). What a radio reveals comes next in the
// order of reading, so that nothing is lost without it.
const reveal = Radios.prototype.syncConditionalRevealWithInputState
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  reveal.call(this, input)
  input.removeAttribute('aria-expanded')
}

initAll()
