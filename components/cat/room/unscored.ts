import type { RoomState } from '@/lib/cat/room'
import { h, say } from './dom'
import { leaveButton, showMessage } from './head'
import { outcome } from './outcome'
import { takeHome } from './take-home'

/** What somebody sees who has no score: why, what was announced and how to object, and the receipt if there is one. */
export function unscoredPage(
  state: RoomState,
  stage: 'disqualified' | 'absent',
  late: HTMLElement,
  leave: () => void,
): void {
  const reason = state.notices.findLast(({ kind }) => kind === 'disqualification')?.reason
  showMessage(
    state,
    'info',
    say(`${stage}.title`),
    say(`${stage}.lead`),
    ...(reason === undefined ? [] : [say('disqualified.reason', { reason })]),
    late,
    outcome(),
    ...(state.receipt ? [h('p', {}, say('disqualified.receipt')), ...takeHome(state.sessionId, state.receipt)] : []),
    leaveButton(leave),
  )
}
