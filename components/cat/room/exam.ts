import type { RoomState, RoomWork, SealedItem } from '@/lib/cat/room'
import { clockText, countdown } from './clock'
import { h, icon, prose, say } from './dom'
import { finishReview } from './finish'
import { roomHead, serverTime, wallTime } from './head'
import type { Journal } from './journal'
import { palette } from './palette'
import { ask } from './server'

const LETTERS = 'ABCDEFGHIJ'
const SIZES = ['small', 'usual', 'large'] as const

export type Exam = { correct: (secondsLeft: number) => void; refresh: () => void; stop: () => void }

/** The screen of the exam: one question, the list of numbers, the time. It stays one page from start to end. */
export function examScreen(
  state: RoomState,
  work: RoomWork,
  items: readonly SealedItem[],
  journal: Journal,
  over: (why: 'closing' | 'timeOver') => void,
): Exam {
  const count = work.paper.length
  const firstEmpty = work.paper.findIndex((_, at) => journal.answers[at + 1] === undefined) + 1
  let now = firstEmpty || 1
  let needsHelp = state.needsHelp

  const time = h('b')
  const until = h('span')
  const connection = h('div', { class: 'x-conn', role: 'status' })
  const spoken = h('p', { class: 'sr', role: 'status' })
  const strip = h('div', { class: 'x-strip', role: 'status' })
  const main = h('main', { class: 'x-main', id: 'isi' })
  const list = h('nav', { class: 'pal', 'aria-label': say('list') })
  const foot = h('footer', { class: 'x-foot' })
  const frame = h(
    'div',
    { class: 'exam' },
    roomHead(
      state,
      connection,
      h('div', { class: 'x-time', role: 'timer', 'aria-label': say('timeLeft') }, time, until),
    ),
    strip,
    main,
    list,
    foot,
    spoken,
  )

  const clock = countdown(state.secondsLeft ?? 0, {
    tick: (seconds) => {
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
    draw()
    main.scrollTop = 0
    main.querySelector<HTMLElement>('h1')?.focus()
  }

  function draw(): void {
    drawQuestion()
    drawAround()
  }

  function drawQuestion(): void {
    const place = work.paper[now - 1]
    const item = items[place?.place ?? -1]
    if (!place || !item) return
    const bodies = new Map(item.options.map(({ id, body }) => [id, body]))
    const isFigural = [...bodies.values()].every((body) => /<(img|svg)\b/.test(body))
    main.replaceChildren(
      h(
        'div',
        { class: 'x-bar' },
        h(
          'h1',
          { tabindex: '-1' },
          say('item', { number: now }),
          h('small', {}, say('of', { count, section: place.section })),
        ),
        sizes(),
        h('button', { class: 'btn sm', type: 'button', onclick: toggleContrast }, icon('contrast'), say('contrast')),
      ),
      ...(item.stimulus ? [prose('div', 'stimulus', item.stimulus)] : []),
      h(
        'fieldset',
        {},
        h('legend', { class: 'stem' }, prose('div', 'prose', item.stem)),
        h(
          'div',
          { class: isFigural ? 'opts figs5' : 'opts' },
          ...place.options.map((id, at) => choice(id, LETTERS[at] ?? '', bodies.get(id) ?? '')),
        ),
      ),
      h(
        'button',
        { class: 'btn quiet sm clear', type: 'button', onclick: () => void choose(null) },
        icon('clear', 'i s'),
        say('clear'),
      ),
    )
    mark()
  }

  function choice(id: string, letter: string, body: string): HTMLElement {
    const input = h('input', { type: 'radio', name: 'option', value: id, onchange: () => void choose(id) })
    return h(
      'label',
      { class: 'choice' },
      input,
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('span', { class: 'k' }, letter),
      prose('span', 't', body),
      h('span', { class: 'saved' }),
    )
  }

  async function choose(id: string | null): Promise<void> {
    if (id === null && journal.answers[now] === undefined) return
    await journal.choose(now, id)
  }

  /** What is chosen and how far it got, without touching what the person reads. */
  function mark(): void {
    const chosen = journal.answers[now]
    for (const label of main.querySelectorAll<HTMLElement>('.choice')) {
      const input = label.querySelector('input')
      const saved = label.querySelector<HTMLElement>('.saved')
      if (!input || !saved) continue
      input.checked = input.value === chosen
      const isPending = journal.isPending(now)
      saved.classList.toggle('off', isPending)
      const isFar = isPending && journal.offlineSince()
      if (!input.checked || (isPending && !isFar)) saved.replaceChildren()
      else saved.replaceChildren(icon(isFar ? 'cloudOff' : 'check', 'i s'), say(isFar ? 'savedLocally' : 'saved'))
    }
    main.querySelector('.clear')?.toggleAttribute('hidden', chosen === undefined)
  }

  function drawAround(): void {
    const focused = document.activeElement?.closest('.grid') ? document.activeElement.textContent : null
    const scroll = list.scrollTop
    list.replaceChildren(
      ...palette(state, work, journal, now, open),
      h(
        'div',
        { class: 'pal-foot' },
        helpButton(),
        h('button', { class: 'btn wide', type: 'button', onclick: finish }, say('finish')),
      ),
    )
    list.scrollTop = scroll
    if (focused)
      [...list.querySelectorAll<HTMLElement>('.grid .q')].find(({ textContent }) => textContent === focused)?.focus()
    const isFlagged = journal.flags.includes(now)
    foot.replaceChildren(
      step('previous', 'back', now > 1, () => open(now - 1)),
      h(
        'button',
        { class: 'btn flag', type: 'button', 'aria-pressed': String(isFlagged), onclick: () => journal.flag(now) },
        icon('flag'),
        say(isFlagged ? 'flagged' : 'flag'),
      ),
      step('next', 'forward', now < count, () => open(now + 1)),
    )
    drawConnection()
  }

  function step(word: 'previous' | 'next', sign: 'back' | 'forward', isPossible: boolean, go: () => void): HTMLElement {
    const button = h('button', { class: word === 'next' ? 'btn primary' : 'btn', type: 'button', onclick: go })
    button.append(...(word === 'next' ? [say(word), icon(sign)] : [icon(sign), say(word)]))
    button.disabled = !isPossible
    return button
  }

  function helpButton(): HTMLElement {
    return h(
      'button',
      {
        class: 'btn quiet wide',
        type: 'button',
        'aria-pressed': String(needsHelp),
        onclick: () => {
          needsHelp = !needsHelp
          void ask('bantuan', { isNeeded: needsHelp }).catch(() => {})
          drawAround()
        },
      },
      icon('hand'),
      say(needsHelp ? 'helpCalled' : 'help'),
    )
  }

  function drawConnection(): void {
    const since = journal.offlineSince()
    const pending = journal.pendingCount()
    const isLocal = Boolean(since)
    const key = `${isLocal}:${isLocal ? pending : ''}`
    if (connection.dataset.key === key) return
    connection.dataset.key = key
    connection.classList.toggle('off', isLocal)
    connection.replaceChildren(
      icon(isLocal ? 'cloudOff' : 'cloud'),
      h(
        'div',
        {},
        h('b', {}, say(isLocal ? 'savedLocally' : 'saved')),
        isLocal && pending > 0 && h('span', {}, say('pending', { count: pending })),
      ),
    )
    strip.hidden = !since && extraTime().length === 0
    strip.replaceChildren(
      ...(since
        ? [
            icon('cloudOff'),
            h(
              'p',
              {},
              h('b', {}, say('offline.title')),
              ` ${say('offline.text', { time: wallTime(since, state.exam.zone) })}`,
            ),
          ]
        : extraTime()),
    )
  }

  function extraTime(): (HTMLElement | SVGElement)[] {
    const last = state.notices.filter(({ kind }) => kind === 'extra_time').at(-1)
    if (!last) return []
    return [
      icon('info'),
      h('p', {}, say('notice.extra_time', { minutes: Math.round((last.seconds ?? 0) / 60), reason: last.reason })),
    ]
  }

  function finish(): void {
    removeEventListener('keydown', onKey)
    finishReview({
      state,
      paper: work.paper,
      journal,
      minutesLeft: () => Math.floor(clock.left() / 60),
      back: (item) => {
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
    const key = event.key.toLowerCase()
    if ((key === 'arrowright' && !isRadio) || (event.altKey && key === 'n')) return () => open(now + 1)
    if ((key === 'arrowleft' && !isRadio) || (event.altKey && key === 'p')) return () => open(now - 1)
    if (key === 'r') return () => journal.flag(now)
    if (event.altKey) return undefined
    const at = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-e]$/.test(key) ? LETTERS.indexOf(key.toUpperCase()) : -1
    const id = work.paper[now - 1]?.options[at]
    return id ? () => void choose(id) : undefined
  }

  document.body.replaceChildren(h('a', { class: 'skip', href: '#isi' }, say('skip')), frame)
  addEventListener('keydown', onKey)
  open(now)

  return {
    correct: clock.correct,
    refresh() {
      mark()
      drawAround()
    },
    stop() {
      clock.stop()
      removeEventListener('keydown', onKey)
    },
  }
}

function toggleContrast(): void {
  const { dataset } = document.documentElement
  if (dataset.contrast) delete dataset.contrast
  else dataset.contrast = 'high'
}

function sizes(): HTMLElement {
  const size = document.documentElement.dataset.size ?? 'usual'
  return h(
    'fieldset',
    { class: 'sizes' },
    h('legend', { class: 'sr' }, say('textSize')),
    ...SIZES.map((each) => {
      const input = h('input', { type: 'radio', name: 'size', 'aria-label': say(each) })
      input.checked = each === size
      input.onchange = () => {
        document.documentElement.dataset.size = each
      }
      return h('label', { class: each }, input, 'A')
    }),
  )
}
