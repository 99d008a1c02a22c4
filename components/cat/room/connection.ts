import type { RoomState } from '@/lib/cat/room'
import { h, icon, say } from './dom'
import { wallTime } from './head'
import type { Journal } from './journal'

/** How long before the end an answer that waits on the device is no longer called safe. */
const NEAR_END_SECONDS = 600

/** Whether answers are saved, in the head and in a strip. What speaks is there before it has words, and speaks once. */
export function connectionStatus(
  state: RoomState,
  journal: Journal,
  time: { left: () => number; isSure: () => boolean },
) {
  const sign = h('span')
  const word = h('b', { role: 'status' })
  const detail = h('span')
  const head = h('div', { class: 'x-conn' }, sign, h('div', {}, word, detail))
  const strip = h('div', { class: 'x-strip', role: 'status' })

  function draw(): void {
    const since = journal.offlineSince()
    const savedAt = journal.savedAt()
    const pending = journal.pendingCount()
    const isKept = journal.isKept()
    const said = say(!since ? 'saved' : isKept ? 'savedLocally' : 'unsaved')
    if (word.textContent !== said) {
      word.textContent = said
      sign.replaceChildren(icon(since ? 'cloudOff' : 'cloud'))
      head.classList.toggle('off', since !== null)
    }
    if (since) detail.textContent = pending > 0 ? say('pending', { count: pending }) : ''
    else detail.textContent = savedAt ? wallTime(savedAt, state.exam.zone, true) : ''
    const endangered = time.left() <= NEAR_END_SECONDS ? pending : 0
    const parts = since
      ? offline(state, { since, isKept, endangered, isTimeSure: time.isSure() })
      : [...aside(journal), ...extraTime(state)]
    if (strip.textContent !== textOf(parts)) strip.replaceChildren(...parts)
  }

  return { head, strip, draw }
}

type Offline = { since: Date; isKept: boolean; endangered: number; isTimeSure: boolean }

function offline(
  { exam }: RoomState,
  { since, isKept, endangered, isTimeSure }: Offline,
): (HTMLElement | SVGElement)[] {
  const title = !isKept ? 'unkeptTitle' : endangered > 0 ? 'endTitle' : 'title'
  return [
    icon('cloudOff'),
    h(
      'p',
      {},
      h('b', {}, say(`offline.${title}`, { count: endangered })),
      ` ${endangered > 0 ? say('offline.end') : say(isKept ? 'offline.text' : 'offline.unkept', { time: wallTime(since, exam.zone) })}`,
      !isTimeSure && ` ${say('offline.clock')}`,
    ),
  ]
}

function aside({ setAside: count }: Journal): (HTMLElement | SVGElement)[] {
  return count > 0 ? [icon('info'), h('p', {}, say('setAside', { count }))] : []
}

function extraTime({ notices }: RoomState): (HTMLElement | SVGElement)[] {
  const last = notices.filter(({ kind }) => kind === 'extra_time').at(-1)
  if (!last) return []
  const minutes = Math.round((last.seconds ?? 0) / 60)
  return [icon('info'), h('p', {}, say('notice.extra_time', { minutes, reason: last.reason }))]
}

function textOf(parts: readonly Element[]): string {
  return parts.map(({ textContent }) => textContent).join('')
}
