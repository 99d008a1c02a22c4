import { empty } from './vault'

/** Leaves at once: nothing of the page stays behind, in memory or in the history. */
export function leave(address: string): void {
  empty()
  document.body.replaceChildren()
  location.replace(address)
}
