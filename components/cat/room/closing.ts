import type { RoomState } from '@/lib/cat/room'
import { insist, pause } from './again'
import { say } from './dom'
import { showMessage } from './head'
import type { Journal } from './journal'
import type { Pulse } from './pulse'
import { ask } from './server'

const NEARLY_OVER_SECONDS = 2

export type Why = 'closing' | 'timeOver'

/** Sends what waits before an exam closes, for as long as it takes. False when the server refused it: that is told. */
export async function sendRest(state: RoomState, journal: Journal | undefined, why: Why): Promise<boolean> {
  showMessage(state, 'done', say(`${why}.title`), say(`${why}.lead`))
  let told = 0
  while (journal && journal.pendingCount() > 0 && !journal.isRefused()) {
    await journal.send()
    const count = journal.pendingCount()
    if (count === 0 || journal.isRefused()) break
    if (count !== told)
      showMessage(
        state,
        'info',
        say('sending.title', { count }),
        say(why === 'timeOver' ? 'sending.late' : 'sending.lead'),
      )
    told = count
    await pause()
  }
  return !journal?.isRefused()
}

/** The device's count may be wrong; an exam ends by the server's time. */
export async function hasTimeStill(no: (code: string) => void): Promise<boolean> {
  const { stage, secondsLeft } = await insist(() => ask<Pulse>('denyut'), no)
  if (stage !== 'running' || secondsLeft === null) return false
  if (secondsLeft > NEARLY_OVER_SECONDS) return true
  await pause(secondsLeft * 1000)
  return false
}
