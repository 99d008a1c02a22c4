let over: Promise<void> | null = null
let end = () => {}

/**
 * Resolves when nothing is pressed any more and the click of that press has been given; at once when nothing is. What
 * would move the page under a button that is being pressed waits for it, else the press is lost. Knows of presses
 * since `watchPresses`.
 */
export function pressOver(): Promise<void> {
  return over ?? Promise.resolve()
}

/** May be called any number of times. */
export function watchPresses(): void {
  document.addEventListener('pointerdown', begin, true)
  document.addEventListener('pointerup', finish, true)
  document.addEventListener('pointercancel', finish, true)
}

function begin() {
  over ??= new Promise((resolve) => {
    end = resolve
  })
}

function finish() {
  setTimeout(() => {
    over = null
    end()
  }) // the click follows in the same task
}
