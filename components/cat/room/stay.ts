const EXAM = 'ujian'

let isHeld = false

/**
 * While somebody waits or works, the way back of the browser, or a swipe that means it, leads to where they are: one step
 * back is this page too, and from there it goes forward again.
 */
export function stayHere(): void {
  isHeld = true
  if (history.state !== EXAM) history.pushState(EXAM, '')
}

export function mayLeave(): void {
  isHeld = false
}

addEventListener('popstate', () => {
  if (isHeld && history.state !== EXAM) history.forward()
})
