import type { RoomState, RoomWork } from '@/lib/cat/room'
import { h, say } from './dom'
import type { Journal } from './journal'

/** The numbers of all questions by section; shape tells the state before colour does. */
export function palette(
  state: RoomState,
  work: RoomWork,
  journal: Journal,
  now: number,
  open: (item: number) => void,
): HTMLElement[] {
  const places = work.paper.map(({ section }, at) => ({ section, item: at + 1 }))
  const answered = Object.keys(journal.answers).length
  return [
    h('h2', {}, say('list')),
    h(
      'ul',
      { class: 'legend' },
      sample('q a', answered, 'answered'),
      sample('q r', journal.flags.length, 'unsure'),
      sample('q e', places.length - answered, 'empty'),
      h('li', {}, h('span', { class: 'q e now', 'aria-hidden': 'true' }), h('span', {}, say('now'))),
    ),
    ...state.exam.sections.flatMap(({ code }) => {
      const own = places.filter(({ section }) => section === code)
      const done = own.filter(({ item }) => journal.answers[item]).length
      return [
        h('h3', {}, code, h('span', {}, say('countOf', { count: done, total: own.length }))),
        h('div', { class: 'grid' }, ...own.map(({ item }) => number(journal, item, item === now, open))),
      ]
    }),
  ]
}

function sample(className: string, count: number, word: string): HTMLElement {
  return h(
    'li',
    {},
    h('span', { class: className, 'aria-hidden': 'true' }),
    h('span', {}, h('b', {}, String(count)), ` ${say(word)}`),
  )
}

function number(journal: Journal, item: number, isNow: boolean, open: (item: number) => void): HTMLElement {
  const isAnswered = journal.answers[item] !== undefined
  const isUnsure = journal.flags.includes(item)
  const words = [
    say('item', { number: item }),
    say(`label.${isAnswered ? 'answered' : 'empty'}`),
    isUnsure ? say('label.unsure') : '',
  ]
  const classes = [
    'q',
    isUnsure ? 'r' : isAnswered ? 'a' : 'e',
    isUnsure && !isAnswered ? 'e' : '',
    isNow ? 'now' : '',
    item > 99 ? 't3' : '',
  ]
  return h(
    'button',
    {
      type: 'button',
      class: classes.filter(Boolean).join(' '),
      'aria-label': words.filter(Boolean).join(', '),
      'aria-current': isNow ? 'true' : null,
      onclick: () => open(item),
    },
    String(item),
  )
}
