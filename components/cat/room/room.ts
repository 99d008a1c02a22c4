import type { RoomState } from '@/lib/cat/room'
import { pause } from './again'
import { say } from './dom'
import { showMessage } from './head'
import { isSeatTaken, reopenExam } from './kept-exam'
import { ask, Refused } from './server'
import { askWho, enter, goOn, hasUnsent, isAnswering, stop } from './stages'
import { brokenPage } from './still'

const SHORT_PATIENCE_MS = 3_000

/** Where a device begins: with who sits here, with what the server says of them, or with what it kept. */
async function begin(): Promise<void> {
  if (!isSeatTaken()) return askWho()
  const kept = await reopenExam()
  const heard = ask<RoomState>('keadaan', undefined, kept && SHORT_PATIENCE_MS)
  const state = await heard.catch((error) => (error instanceof Refused ? 'refused' : undefined))
  if (state === 'refused') return askWho()
  if (state) return enter(state)
  if (kept) return goOn(kept)
  if (!document.querySelector('main')) showMessage(null, 'info', say('unreachable.title'), say('unreachable.lead'))
  await pause()
  return begin()
}

/** Whatever goes wrong here and nobody thought of: who sits before it is told, unless the exam is there to go on with. */
addEventListener('unhandledrejection', ({ reason }) => {
  if (isAnswering() || reason instanceof Refused) return
  stop()
  brokenPage()
})
addEventListener('beforeunload', (event) => {
  if (hasUnsent()) event.preventDefault()
})
void begin()
