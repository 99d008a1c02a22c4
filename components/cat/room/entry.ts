import type { RoomState } from '@/lib/cat/room'
import { h, icon, say } from './dom'
import { grouped, roomHead, show } from './head'
import { type Reopened, reopenExam, takeSeat } from './kept-exam'
import { lostLine } from './lost'
import { keyOfSeat } from './sealed'
import { ask, Refused } from './server'
import { thisDevice } from './this-device'

/** What the server says while another device holds the seat. */
export const IN_USE = 'seat_in_use'
const ASK_AGAIN_MS = 3_000

export type Typed = { number: string; pin: string }
type Demonstration = (Typed & { name: string })[]

type Wish = {
  entered: (state: RoomState) => void
  reopened: (kept: Reopened, by: Typed) => void
  unsent: number // answers that wait on this device for who is asked
}

/** Asks for number and PIN until they fit: the server, or without it the exam that this device kept. */
export function signIn({ entered, reopened, unsent }: Wish): void {
  const number = h('input', { class: 'input', name: 'number', inputmode: 'numeric', autocomplete: 'off', id: 'number' })
  const pin = h('input', {
    class: 'input',
    name: 'pin',
    inputmode: 'numeric',
    autocomplete: 'off',
    id: 'pin',
    type: 'password',
  })
  const trouble = h('p', { class: 'trouble', role: 'alert' })
  const shown = h('p', { class: 'device-code', role: 'status' })
  const button = h('button', { class: 'btn primary big wide' }, say('signIn.submit'))
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!number.value.trim() || !pin.value.trim()) {
      trouble.textContent = say('signIn.missing')
      return (number.value.trim() ? pin : number).focus()
    }
    button.disabled = true
    const typed = { number: number.value.replaceAll(' ', ''), pin: pin.value.trim() }
    const seat = keyOfSeat(typed.number, typed.pin)
    try {
      const state = await askUntilFree(typed, (code) => {
        button.textContent = say('signIn.waits')
        trouble.textContent = code ? '' : say('signIn.tooManyDevices')
        if (shown.lastElementChild?.textContent !== code) shown.replaceChildren(...(code ? codeShown(code) : []))
      })
      takeSeat(await seat)
      entered(state)
    } catch (error) {
      const kept = error instanceof Refused ? undefined : await reopenExam(await seat)
      if (kept) {
        takeSeat(await seat)
        return reopened(kept, typed)
      }
      shown.replaceChildren()
      trouble.textContent = troubleOf(error)
      button.textContent = say('signIn.submit')
      button.disabled = false
      pin.focus()
    }
  }
  const demonstration: Demonstration = JSON.parse(document.getElementById('demonstration')?.textContent ?? '[]')
  show(
    h('header', { class: 'x-head' }, h('span', { class: 'mark' }, 'Satya')),
    h(
      'main',
      { class: 'entry', id: 'isi' },
      h('h1', { tabindex: '-1' }, say('signIn.title')),
      h('p', { class: 'muted' }, say('signIn.lead')),
      unsent > 0 && h('p', { class: 'notice' }, icon('cloudOff'), say('signIn.unsent', { count: unsent })),
      h(
        'form',
        { method: 'post', novalidate: true, onsubmit: (event) => void submit(event) },
        h('label', { class: 'label', for: 'number' }, say('signIn.number')),
        number,
        h('label', { class: 'label', for: 'pin' }, say('signIn.pin')),
        pin,
        trouble,
        shown,
        button,
      ),
      demonstration.length > 0 &&
        h(
          'section',
          { class: 'demo' },
          h('h2', {}, say('signIn.demonstration')),
          h(
            'div',
            { class: 'demo-list' },
            ...demonstration.map((each) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'btn quiet',
                  onclick: () => {
                    number.value = each.number
                    pin.value = each.pin
                    button.focus()
                  },
                },
                h('b', {}, each.name),
                h('span', {}, `${grouped(each.number)} · PIN ${each.pin}`),
              ),
            ),
          ),
        ),
    ),
  )
}

/** Another device is at work on this exam: asks on until the supervisor lets this one go on, or that one falls silent. */
async function askUntilFree(typed: Typed, held: (code: string | null) => void): Promise<RoomState> {
  for (;;) {
    try {
      return await ask<RoomState>('masuk', { ...typed, device: await thisDevice() })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== IN_USE) throw error
      held(error.deviceCode ?? null)
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }
}

/** What the candidate shows the supervisor, and what happens then. */
function codeShown(code: string): HTMLElement[] {
  return [h('span', {}, say('signIn.inUse')), h('span', {}, say('signIn.deviceCode')), h('b', {}, code)]
}

function troubleOf(error: unknown): string {
  if (!(error instanceof Refused)) return say('signIn.unreachable')
  if (error.code === 'too_many_attempts') return say('signIn.tooMany', { seconds: error.seconds ?? 0 })
  if (error.code === 'exam_browser_needed') return say('signIn.browser')
  if (error.code === 'pin_spent') return say('signIn.spent')
  return say(error.code === 'too_many_wrong_pins' ? 'signIn.busy' : 'signIn.wrong')
}

/** What a candidate reads until the supervisor releases the session. */
export function waitingPage(state: RoomState, isLoaded: boolean): void {
  const { exam, seat } = state
  const facts: [string, string][] = [
    [say('waiting.exam'), exam.name],
    [say('waiting.seat'), seat ? say('waiting.seatAt', { room: seat.room, seat: String(seat.number) }) : '-'],
    [say('waiting.items'), exam.sections.map(({ code, itemCount }) => `${code} ${itemCount}`).join(' + ')],
    [say('waiting.minutes'), say('waiting.minutesOf', { minutes: exam.minutes })],
  ]
  show(
    roomHead(state),
    h(
      'main',
      { class: 'waiting', id: 'isi' },
      h('h1', { tabindex: '-1' }, say('waiting.title')),
      h('p', { class: 'lead' }, say('waiting.lead')),
      h('p', { class: 'ready', role: 'status' }, say(isLoaded ? 'waiting.ready' : 'waiting.loading')),
      lostLine(),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, say('waiting.facts')),
        h('dl', {}, ...facts.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, say('waiting.rules')),
        h('ul', {}, ...[1, 2, 3, 4].map((at) => h('li', {}, say(`waiting.rule${at}`)))),
      ),
    ),
  )
}
