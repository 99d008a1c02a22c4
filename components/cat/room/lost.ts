import { h, say } from './dom'

/** On a page that only waits: said once the server is not heard, taken back once it is. */
const line = h('p', { class: 'lost', role: 'status' })

export function lostLine(): HTMLElement {
  tellLost(false)
  return line
}

export function tellLost(isLost: boolean): void {
  const words = isLost ? say('lost') : ''
  if (line.textContent !== words) line.textContent = words
}
