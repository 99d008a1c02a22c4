import type { RoomState } from '@/lib/cat/room'
import { clockText } from './clock'
import { h, say } from './dom'
import { leaveButton, showMessage } from './head'
import { lostLine } from './lost'

/** The time stands still until the supervisor lets it go on. */
export function pausedPage(state: RoomState): void {
  const last = state.notices.findLast(({ kind }) => kind === 'pause' || kind === 'outage')
  showMessage(
    state,
    'pause',
    say('paused.title'),
    say('paused.lead'),
    say('paused.left', { time: clockText(state.secondsLeft ?? 0) }),
    ...(last ? [last.kind === 'outage' ? say('paused.outage') : say('paused.reason', { reason: last.reason })] : []),
    lostLine(),
  )
}

/** The session was cancelled: nothing of it is scored. */
export function voidPage(state: RoomState, late: HTMLElement, leave: () => void): void {
  const reasons = state.notices
    .filter(({ kind }) => kind === 'void')
    .map(({ reason }) => say('void.reason', { reason }))
  showMessage(state, 'info', say('void.title'), say('void.lead'), ...reasons, late, leaveButton(leave))
}

/** Nothing more is taken; what was saved stands, and only finishing is left. */
export function fullPage(finish: () => void): void {
  showMessage(null, 'info', say('full.title'), say('full.lead'), onward('full.finish', finish))
}

/** The exam goes on in Safe Exam Browser alone. */
export function browserNeededPage(again: () => void): void {
  showMessage(null, 'info', say('browserNeeded.title'), say('browserNeeded.lead'), onward('browserNeeded.again', again))
}

/** The exam goes on at another device, or under another PIN. */
export function supersededPage(left: HTMLElement | undefined, again: () => void): void {
  const lines = [say('superseded.lead'), ...(left ? [left] : [])]
  showMessage(null, 'info', say('superseded.title'), ...lines, onward('superseded.again', again))
}

/** Something went wrong that nobody thought of. */
export function brokenPage(): void {
  showMessage(
    null,
    'info',
    say('broken.title'),
    say('broken.lead'),
    onward('broken.again', () => location.reload()),
  )
}

function onward(word: string, onclick: () => void): HTMLElement {
  return h('button', { class: 'btn primary big', type: 'button', onclick }, say(word))
}
