import { IN_USE } from './entry'
import { tellLost } from './lost'
import { Refused } from './server'

const AGAIN_MS = 2_000

/**
 * Asks until the server answers; an expected no leads to the page that says it. `unreached` is told once, after the first
 * time in vain.
 */
export async function insist<T>(
  request: () => Promise<T>,
  no: (code: string) => void,
  unreached: () => void = () => tellLost(true),
): Promise<T> {
  for (let times = 1; ; times += 1) {
    try {
      return await request()
    } catch (error) {
      if (error instanceof Refused && error.code !== IN_USE) {
        no(error.code)
        throw error
      }
      if (times === 1) unreached()
      await pause()
    }
  }
}

/** Before the server is asked again. */
export function pause(ms = AGAIN_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
