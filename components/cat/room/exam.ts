import type { RoomState, RoomWork, SealedItem } from '@/lib/cat/room'
import { clockText, countdown, serverTime } from './clock'
import { connectionStatus } from './connection'
import { h, icon, say } from './dom'
import { finishReview } from './finish'
import { roomHead, wallTime } from './head'
import { helpCall } from './help'
import type { Journal } from './journal'
import { areKeysOn } from './look'
import { palette } from './palette'
import { LETTERS, questionView } from './question'

export type Exam = {
  left: () => number
  correct: (secondsLeft: number, askedAt: number) => void
  refresh: () => void
  stop: () => void
}

type Around = {
  isSure: boolean // whether the server has said the time since the page was loaded
  note: (secondsLeft: number) => void
  over: (why: 'closing' | 'timeOver') => void
}

/** The screen of the exam: one question, the list of numbers, the time. It stays one page from start to end. */
export function examScreen(
  state: RoomState,
  work: RoomWork,
  items: readonly SealedItem[],
  journal: Journal,
  { isSure, note, over }: Around,
): Exam {
  const count = work.paper.length
  const firstEmpty = work.paper.findIndex((_, at) => journal.answers[at + 1] === undefined) + 1
  let now = journal.openItem() ?? (firstEmpty || 1)
  let redrawReview: (() => void) | undefined // while it is open

  const time = h('b')
  const until = h('span')
  const spoken = h('p', { class: 'sr', role: 'status' })
  const main = h('main', { class: 'x-main', id: 'isi' })
  const numbers = h('div')
  const previous = h(
    'button',
    { class: 'btn', type: 'button', onclick: () => open(now - 1) },
    icon('back'),
    say('previous'),
  )
  const flag = h('button', { class: 'btn flag', type: 'button', onclick: () => journal.flag(now) })
  const next = h(
    'button',
    { class: 'btn primary', type: 'button', onclick: () => open(now + 1) },
    say('next'),
    icon('forward'),
  )
  const connection = connectionStatus(state, journal, { left: () => clock.left(), isSure: () => clock.isSure() })
  const question = questionView(main, spoken, work, items, journal)
  const head = roomHead(
    state,
    connection.head,
    h('div', { class: 'x-time', role: 'timer', 'aria-label': say('timeLeft') }, time, until),
  )
  const frame = h(
    'div',
    { class: 'exam' },
    head,
    connection.strip,
    main,
    h(
      'nav',
      { class: 'pal', 'aria-label': say('list') },
      numbers,
      h(
        'div',
        { class: 'pal-foot' },
        helpCall(state.needsHelp, spoken),
        h('button', { class: 'btn wide', type: 'button', onclick: finish }, say('finish')),
      ),
    ),
    h('footer', { class: 'x-foot' }, previous, flag, next),
    spoken,
  )

  const clock = countdown(state.secondsLeft ?? 0, isSure, {
    tick: (seconds, isKnown) => {
      if (seconds > 0 || isKnown) note(seconds)
      time.textContent = clockText(seconds)
      until.textContent = say('until', { time: wallTime(serverTime(seconds), state.exam.zone) })
    },
    speak: (minutes) => {
      spoken.textContent = say('minutesLeft', { minutes })
    },
    over: () => over('timeOver'),
  })

  function open(item: number): void {
    now = Math.min(Math.max(item, 1), count)
    journal.opened(now)
    question.draw(now)
    drawAround()
    main.scrollTop = 0
    main.querySelector<HTMLElement>('h1')?.focus()
  }

  /** Only what changes is drawn again: the focus stays where the person put it. */
  function drawAround(): void {
    const focused = document.activeElement?.closest('.grid') ? document.activeElement.textContent : null
    numbers.replaceChildren(...palette(state, work, journal, now, open))
    if (focused)
      [...numbers.querySelectorAll<HTMLElement>('.q')].find(({ textContent }) => textContent === focused)?.focus()
    const isFlagged = journal.flags.includes(now)
    flag.setAttribute('aria-pressed', String(isFlagged))
    flag.replaceChildren(icon('flag'), say(isFlagged ? 'flagged' : 'flag'))
    previous.disabled = now === 1
    next.disabled = now === count
    connection.draw()
  }

  function finish(): void {
    removeEventListener('keydown', onKey)
    redrawReview = finishReview({
      head,
      paper: work.paper,
      journal,
      minutesLeft: () => Math.floor(clock.left() / 60),
      back: (item) => {
        redrawReview = undefined
        frame.prepend(head)
        document.body.replaceChildren(h('a', { class: 'skip', href: '#isi' }, say('skip')), frame)
        addEventListener('keydown', onKey)
        open(item ?? now)
      },
      done: () => over('closing'),
    })
  }

  function onKey(event: KeyboardEvent): void {
    const run = commandOf(event)
    if (!run) return
    event.preventDefault()
    run()
  }

  function commandOf(event: KeyboardEvent): (() => void) | undefined {
    const isRadio = event.target instanceof HTMLInputElement && event.target.type === 'radio'
    const isText = event.target instanceof HTMLInputElement && !isRadio
    if (isText || event.ctrlKey || event.metaKey) return undefined
    // where Alt makes another character of a letter, the key still has its place
    const key = (event.altKey ? event.code.replace(/^Key/, '') : event.key).toLowerCase()
    if ((key === 'arrowright' && !isRadio) || (event.altKey && key === 'n')) return () => open(now + 1)
    if ((key === 'arrowleft' && !isRadio) || (event.altKey && key === 'p')) return () => open(now - 1)
    if (!event.altKey && !areKeysOn()) return undefined
    if (key === 'r') return () => journal.flag(now)
    if (event.altKey) return undefined
    const at = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-e]$/.test(key) ? LETTERS.indexOf(key.toUpperCase()) : -1
    const id = work.paper[now - 1]?.options[at]
    return id ? () => void question.choose(id) : undefined
  }

  document.body.replaceChildren(h('a', { class: 'skip', href: '#isi' }, say('skip')), frame)
  addEventListener('keydown', onKey)
  open(now)

  return {
    left: clock.left,
    correct: clock.correct,
    refresh() {
      redrawReview?.()
      question.mark()
      drawAround()
    },
    stop() {
      clock.stop()
      removeEventListener('keydown', onKey)
    },
  }
}
