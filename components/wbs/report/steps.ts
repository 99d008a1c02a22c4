import { h, say } from '@/components/ui/dom'
import { STEPS, type Step } from './draft'
import { questionOf } from './questions'
import { button, heading, show } from './stage'
import { stillNeeded } from './still-needed'
import { vault } from './vault'

/** One question of the report. What follows the last is handed in by whoever began. */
export function askStep(step: Step, after: { back: () => void; onward: () => void }): void {
  const number = STEPS.indexOf(step)
  const goTo = (other: Step) => askStep(other, after)
  const needed = stillNeeded(goTo)
  const changed = () => {
    void vault('prepare').catch(() => undefined) // while somebody writes; sending says what was wrong
    needed.update()
  }
  const before = STEPS[number - 1]
  const next = STEPS[number + 1]
  const onward = () => (next ? goTo(next) : after.onward())
  show(
    h(
      'div',
      {},
      h('p', { class: 'small muted' }, say('step', { number: number + 1, of: STEPS.length })),
      bars(number),
      heading(say(`steps.${step}.title`)),
      h('p', { class: 'muted hint', id: 'hint' }, say(`steps.${step}.hint`)),
      questionOf(step, changed),
      h(
        'div',
        { class: 'acts' },
        button(next ? say('next', { number: number + 2 }) : say('toCheck'), onward, 'btn primary big'),
        button(say('back'), () => (before ? goTo(before) : after.back()), 'btn big'),
      ),
    ),
    needed.element,
  )
}

function bars(number: number): HTMLElement {
  const each = STEPS.map((_, place) => h('i', place <= number ? { class: 'on' } : {}))
  return h('div', { class: 'steps', 'aria-hidden': 'true' }, ...each)
}
