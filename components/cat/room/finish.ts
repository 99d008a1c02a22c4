import type { RoomWork } from '@/lib/cat/room'
import { h, icon, say } from './dom'
import { show } from './head'
import type { Journal } from './journal'

type Review = {
  head: HTMLElement
  paper: RoomWork['paper']
  journal: Journal
  minutesLeft: () => number
  back: (item?: number) => void
  done: () => void
}

/**
 * What is empty and what is unsure, before the exam may be closed; the way back is the first choice.
 *
 * @returns what draws again how far the answers have got
 */
export function finishReview({ head, paper, journal, minutesLeft, back, done }: Review): () => void {
  const places = paper.map((_, at) => at + 1)
  const empty = places.filter((item) => journal.answers[item] === undefined)
  const sent = h('p', { role: 'status' })
  const target = empty[0] ?? journal.flags[0] ?? 1
  const numbers = (items: readonly number[], className: string) =>
    h(
      'div',
      { class: 'nums' },
      ...items.map((item) =>
        h(
          'button',
          {
            type: 'button',
            class: `btn ${className}`,
            'aria-label': say('review.open', { number: item }),
            onclick: () => back(item),
          },
          String(item),
        ),
      ),
    )
  const row = (count: number, word: string, sub: string, right: HTMLElement) =>
    h(
      'div',
      {},
      h('div', {}, h('b', { class: 'strong' }, `${count} ${say(word)}`), h('p', { class: 'small muted' }, sub)),
      right,
    )
  const time = timeWords(minutesLeft())
  show(
    head,
    h(
      'main',
      { class: 'finish', id: 'isi' },
      h('h1', { tabindex: '-1' }, empty.length > 0 ? say('review.title', { count: empty.length }) : say('review.full')),
      h('p', { class: 'lead' }, say(empty.length > 0 ? 'review.lead' : 'review.leadFull', { time })),
      h(
        'div',
        { class: 'rev' },
        row(empty.length, 'empty', say('review.empty'), numbers(empty, 'ro')),
        row(
          journal.flags.length,
          'unsure',
          say('review.unsure'),
          numbers(
            [...journal.flags].sort((a, b) => a - b),
            'rr',
          ),
        ),
        row(places.length - empty.length, 'answered', say('review.answered'), sent),
      ),
      h(
        'div',
        { class: 'row' },
        h(
          'button',
          { class: 'btn primary big', type: 'button', onclick: () => back(target) },
          icon('back'),
          say('review.backTo', { number: target }),
        ),
        h(
          'button',
          { class: 'btn big', type: 'button', onclick: () => confirm(empty.length, minutesLeft(), done) },
          say('review.go'),
        ),
      ),
      h('p', { class: 'small muted' }, say('review.note')),
    ),
  )

  function draw(): void {
    const pending = journal.pendingCount()
    const words = pending > 0 ? say('review.waiting', { count: pending }) : say('review.all')
    if (sent.textContent === words) return
    sent.className = pending > 0 ? 'muted' : 'good'
    sent.replaceChildren(icon(pending > 0 ? 'cloudOff' : 'cloud'), words)
  }

  draw()
  return draw
}

function timeWords(minutes: number): string {
  return minutes > 0 ? say('minutes', { minutes }) : say('underMinute')
}

/** Asks once more; the safe answer has the focus. */
function confirm(count: number, minutes: number, done: () => void): void {
  const no = h('button', { class: 'btn primary big', type: 'button', onclick: () => dialog.close() }, say('confirm.no'))
  const yes = h(
    'button',
    {
      class: 'btn big',
      type: 'button',
      onclick: () => {
        dialog.close()
        done()
      },
    },
    say('confirm.yes'),
  )
  const dialog = h(
    'dialog',
    {
      class: 'dlg',
      role: 'alertdialog',
      'aria-labelledby': 'dj',
      'aria-describedby': 'di',
      onclose: () => dialog.remove(),
    },
    h('h2', { id: 'dj' }, say('confirm.title')),
    h(
      'p',
      { id: 'di' },
      `${count > 0 ? say('confirm.empty', { count }) : say('confirm.full')} ${say('confirm.text', { time: timeWords(minutes) })}`,
    ),
    h('div', { class: 'row' }, no, yes),
  )
  document.body.append(dialog)
  dialog.showModal()
  no.focus()
}
