import { endPrograms } from './process.mjs'

const undo = []
let isServing = false
let isEnding = false

/** Makes sure that `work` is done before this process ends; what was begun last is undone first. */
export function atEnd(work) {
  undo.push(work)
}

/** From now on the end by a signal is the expected end. */
export function serving() {
  isServing = true
}

/** True when the end has begun: what fails now was told to stop. */
export function ending() {
  return isEnding
}

/** Ends this process in good order. A second call waits with the first. */
export async function end(code) {
  if (isEnding) return
  isEnding = true
  endPrograms()
  while (undo.length > 0) {
    try {
      await undo.pop()()
    } catch (error) {
      console.error(error)
    }
  }
  process.exit(code)
}

/** Ctrl-C, a stopping service manager and a closed terminal all end in good order. */
export function endOnSignals() {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => end(isServing ? 0 : 130))
}
