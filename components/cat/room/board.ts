import type { Board, BoardLine } from '@/lib/cat/board'
import { h, icon, say } from './dom'
import { grouped, wallTime } from './head'
import { ask, Refused } from './server'

const FRESH_MS = 5_000
const PAGE_MS = 15_000
const PER_PAGE = 10

const session = location.pathname.split('/').at(-1) ?? ''
const room = new URLSearchParams(location.search).get('ruang')
let board: Board | undefined
let page = 0
let isStill = false
let isLost = false

function draw(): void {
  if (!board) return
  const { number, site, zone, sections, minimum, isFinal, lines, endsAt, at } = board
  const place = [site, board.room?.name].filter(Boolean).join(', ')
  const before = { focus: document.activeElement?.id, left: document.querySelector('.scroll')?.scrollLeft ?? 0 }
  const pages = Math.max(1, Math.ceil(lines.length / PER_PAGE))
  page = (page + pages) % pages
  const hasInitials = lines.length === 0 || lines.some(({ initials }) => initials !== null)
  const shown = lines.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  const until = endsAt === null ? '' : ` · ${say('until', { time: wallTime(new Date(endsAt), zone) })}`
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeZone: zone })
  const count = (value: number, word: string) => h('span', {}, h('b', {}, String(value)), ` ${say(word)}`)
  document.body.replaceChildren(
    h(
      'main',
      { class: 'board' },
      h(
        'header',
        {},
        h('h1', {}, say('heading', { number })),
        h(
          'p',
          {},
          `${place} · ${day.format(new Date(board.startsAt))} · ${say(isFinal ? 'final' : 'provisional')}${until}`,
        ),
        board.rooms.length > 1 && roomLinks(board),
      ),
      h(
        'div',
        { class: 'scroll', id: 'nilai', tabindex: '0', role: 'region', 'aria-label': say('caption', { number }) },
        h(
          'table',
          {},
          h('caption', { class: 'sr' }, say('caption', { number })),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col', class: 'r' }, say('rank')),
              h('th', { scope: 'col' }, say('number')),
              hasInitials && h('th', { scope: 'col', class: 'initials' }, say('initials')),
              ...sections.map(({ code }) =>
                h(
                  'th',
                  { scope: 'col', class: 'r' },
                  code,
                  minimum[code] !== undefined && h('small', {}, say('minimum', { minimum: minimum[code] })),
                ),
              ),
              h('th', { scope: 'col', class: 'r' }, say('total')),
              h('th', { scope: 'col' }, h('span', { class: 'state' }, say('state'))),
            ),
          ),
          h('tbody', {}, ...shown.map(row)),
        ),
      ),
      h(
        'footer',
        {},
        count(board.present, 'present'),
        count(board.finished, 'done'),
        count(board.working, 'working'),
        count(board.absent, 'absent'),
        h('span', { class: 'push' }, say('page', { page: page + 1, pages })),
        pages > 1 && turning(),
        h(
          'span',
          { class: isLost ? 'lost' : '' },
          say(isLost ? 'lost' : 'data', { time: wallTime(new Date(at), zone, true) }),
        ),
      ),
    ),
  )
  if (before.focus) document.getElementById(before.focus)?.focus({ preventScroll: true })
  document.querySelector('.scroll')?.scrollTo({ left: before.left })
}

/** What moves by itself can be held and turned by hand. */
function turning(): HTMLElement {
  const button = (id: string, word: string, onclick: () => void) =>
    h('button', { id, type: 'button', onclick }, say(word))
  return h(
    'span',
    { class: 'turn', role: 'group', 'aria-label': say('turning') },
    button('sebelum', 'previous', () => turn(-1)),
    button('tahan', isStill ? 'goOn' : 'hold', () => {
      isStill = !isStill
      draw()
    }),
    button('lanjut', 'next', () => turn(1)),
  )
}

/** Whoever turns a page wants to read it. */
function turn(by: number): void {
  isStill = true
  page += by
  draw()
}

/** The whole session and each of its rooms; the screen of a room keeps its own. */
function roomLinks({ rooms }: Board): HTMLElement {
  const link = (id: string | null, name: string) =>
    h(
      'a',
      {
        id: `ruang-${id ?? 'semua'}`,
        href: id ? `?ruang=${id}` : location.pathname,
        'aria-current': id === room ? 'page' : null,
      },
      name,
    )
  return h(
    'nav',
    { 'aria-label': say('rooms') },
    link(null, say('allRooms')),
    ...rooms.map(({ id, name }) => link(id, name)),
  )
}

function row(line: BoardLine): HTMLElement {
  const sections = board?.sections ?? []
  const isDone = line.scores !== null
  const items = board?.items ?? 0
  const state = isDone && line.isBelow ? 'below' : line.state
  return h(
    'tr',
    {},
    h('td', { class: 'r' }, line.place === null ? '–' : String(line.place)),
    h('td', {}, grouped(line.number)),
    line.initials !== null && h('td', { class: 'initials' }, line.initials),
    ...sections.map(({ code }) => {
      const score = line.scores?.[code]
      if (score === undefined) return h('td', { class: 'r' }, '–')
      const isLow = line.lowSections.includes(code)
      return h('td', { class: isLow ? 'r lo' : 'r' }, `${isLow ? '▾ ' : ''}${score}`)
    }),
    h('td', { class: 'r tot' }, line.total === null ? '–' : String(line.total)),
    h(
      'td',
      {},
      h(
        'span',
        { class: `st ${state}` },
        icon(state === 'finished' ? 'done' : state === 'below' ? 'info' : 'forward'),
        h('span', {}, isDone ? say(state) : say('progress', { state: say(state), answered: line.answered, items })),
      ),
    ),
  )
}

function none(why: string): void {
  board = undefined
  document.body.replaceChildren(h('main', { class: 'board none' }, h('h1', {}, say('title')), h('p', {}, why)))
}

async function refresh(): Promise<void> {
  try {
    board = await ask<Board>(`papan?sesi=${session}${room ? `&ruang=${encodeURIComponent(room)}` : ''}`)
    isLost = false
    if (board.cancelled !== null) none(say('cancelled', { reason: board.cancelled }))
    else draw()
  } catch (error) {
    isLost = !(error instanceof Refused)
    if (isLost)
      draw() // what was heard last, and when
    else none(say('closed'))
  } finally {
    setTimeout(() => void refresh(), FRESH_MS)
  }
}

setInterval(() => {
  if (isStill) return
  page += 1
  draw()
}, PAGE_MS)
void refresh()
