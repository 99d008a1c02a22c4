import { h, say } from '@/components/ui/dom'
import { openQuestions, REQUIRED, type Required } from '@/lib/wbs/report-content'
import { draft } from './draft'
import { drawing } from './drawing'

/** Yang masih kurang: what a report needs to be examined, and what of it is there; `update` after each change. */
export function stillNeeded(goTo: (question: Required) => void): { element: HTMLElement; update: () => void } {
  const list = h('ul')
  const count = h('span')
  const element = h(
    'details',
    { class: 'helper', open: matchMedia('(min-width: 64rem)').matches },
    h('summary', {}, h('b', {}, say('needed.title')), ' ', count),
    h('p', { class: 'small muted' }, say('needed.here')),
    list,
  )
  const update = () => {
    const open = openQuestions(draft)
    count.textContent = say('needed.count', { there: REQUIRED.length - open.length, all: REQUIRED.length })
    list.replaceChildren(...REQUIRED.map((question) => line(question, !open.includes(question), goTo)))
  }
  update()
  return { element, update }
}

function line(question: Required, isThere: boolean, goTo: (question: Required) => void): HTMLElement {
  const state = h('span', { class: 'sr' }, say(isThere ? 'needed.there' : 'needed.missing'))
  const name = h('button', { type: 'button', class: 'link', onclick: () => goTo(question) }, say(`needed.${question}`))
  return h('li', isThere ? { class: 'y' } : {}, drawing(isThere ? 'done' : 'open'), h('span', {}, state, ' ', name))
}
