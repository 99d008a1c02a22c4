import { empty } from './vault'

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** From now on the browser asks whoever would lose what stands here alone by a gesture or a closed page. */
export function askBeforeLeaving(): void {
  addEventListener('beforeunload', ask)
}

/** Nothing stands here that would be lost. */
export function leaveFreely(): void {
  removeEventListener('beforeunload', ask)
}

/** Leaves at once and unasked: nothing of the page stays behind, in memory or in the history. */
export function leave(address: string): void {
  leaveFreely()
  empty()
  document.body.replaceChildren()
  location.replace(address)
}
