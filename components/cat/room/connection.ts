import type { RoomState } from '@/lib/cat/room'
import { h, icon, say } from './dom'
import { wallTime } from './head'
import type { Journal } from './journal'

/** Whether answers are saved, in the head and in a strip. What speaks is there before it has words, and speaks once. */
export function connectionStatus(state: RoomState, journal: Journal, isTimeSure: () => boolean) {
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
    else detail.textContent = savedAt ? wallTime(savedAt, state.exam.zone) : ''
    const parts = since ? offline(state, since, isKept, isTimeSure()) : [...aside(journal), ...extraTime(state)]
    if (strip.textContent !== textOf(parts)) strip.replaceChildren(...parts)
  }

  return { head, strip, draw }
}

function offline(state: RoomState, since: Date, isKept: boolean, isTimeSure: boolean): (HTMLElement | SVGElement)[] {
  return [
    icon('cloudOff'),
    h(
      'p',
      {},
      h('b', {}, say(isKept ? 'offline.title' : 'offline.unkeptTitle')),
      ` ${say(isKept ? 'offline.text' : 'offline.unkept', { time: wallTime(since, state.exam.zone) })}`,
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
