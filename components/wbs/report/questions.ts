import { h, say } from '@/components/ui/dom'
import { CATEGORIES, revealingSentences, type Told } from '@/lib/wbs/report-content'
import { draft, type Step } from './draft'
import { drawing } from './drawing'
import { evidencePage, evidencePlace } from './evidence-place'
import { askBeforeLeaving } from './leave'
import { readersQuestion } from './readers'
import { button, notice } from './stage'

/** The fields of one step; `changed` runs after every change. */
export function questionOf(step: Step, changed: () => void): HTMLElement {
  if (step === 'what') return h('div', {}, category(changed), written('what', changed))
  if (step === 'where' || step === 'when') return told(step, draft[step], changed)
  if (step === 'readers') return readersQuestion(changed)
  if (step === 'evidence') return h('div', {}, written(step, changed), evidencePlace(evidencePage()))
  return written(step, changed)
}

type Written = 'what' | 'who' | 'how' | 'evidence' | 'relation' | 'risk'

function written(step: Written, changed: () => void): HTMLElement {
  return writing(say(`steps.${step}.label`), draft[step], (text) => {
    draft[step] = text
    changed()
  })
}

/** In characters; what is pasted beyond it is cut off, so it is said where the field is full. */
const LONGEST_ANSWER = 20_000

/** A field for sentences, which says while somebody writes what of it may show who writes. */
function writing(label: string, value: string, take: (text: string) => void): HTMLElement {
  const warning = h('div', { role: 'status' })
  const look = (text: string) => {
    const found = revealingSentences(text)[0]
    const isFull = text.length >= LONGEST_ANSWER
    warning.replaceChildren(
      ...(isFull ? [notice('warn', say('full'), say('fullText'))] : []),
      ...(found ? [tellTale(field, found)] : []),
    )
  }
  const field = h('textarea', {
    class: 'input',
    id: 'answer',
    rows: '8',
    maxlength: `${LONGEST_ANSWER}`,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'hint kept',
    oninput: () => {
      askBeforeLeaving()
      take(field.value)
      look(field.value)
    },
  })
  field.value = value
  look(value)
  const kept = h('p', { class: 'small muted kept', id: 'kept' }, drawing('lock'), h('span', {}, say('notKept')))
  return h('div', {}, h('label', { class: 'label', for: 'answer' }, label), field, kept, warning)
}

/** A sentence that may show who writes, and the way back into it. */
function tellTale(field: HTMLTextAreaElement, sentence: string): HTMLElement {
  const warning = notice('warn', say('revealing'), `“${sentence}” `)
  const change = () => {
    const start = field.value.indexOf(sentence)
    field.focus()
    field.setSelectionRange(start, start + sentence.length)
  }
  warning.lastElementChild?.append(button(say('revealingChange'), change, 'link'))
  return warning
}

/** Place or time: said, or unknown with a reason. */
function told(step: 'where' | 'when', answer: Told, changed: () => void): HTMLElement {
  const place = h('div')
  const draw = () => {
    const label = say(answer.isUnknown ? 'whyUnknown' : `steps.${step}.label`)
    place.replaceChildren(
      writing(label, answer.text, (text) => {
        answer.text = text
        changed()
      }),
    )
  }
  const box = h('input', {
    type: 'checkbox',
    onchange: () => {
      answer.isUnknown = box.checked
      draw()
      changed()
    },
  })
  box.checked = answer.isUnknown
  draw()
  return h('div', {}, h('label', { class: 'choice' }, box, h('span', {}, say(`steps.${step}.unknown`))), place)
}

/** What it is about, with the doors of others where those fit better. */
function category(changed: () => void): HTMLElement {
  const elsewhere = h('div', { role: 'status' })
  const choices = [...CATEGORIES, 'service', 'gift'].map((name) =>
    h('option', { value: name }, say(`categories.${name}`)),
  )
  const field = h(
    'select',
    {
      class: 'input',
      id: 'category',
      onchange: () => {
        const isElsewhere = field.value === 'service' || field.value === 'gift'
        draft.category = isElsewhere ? '' : (field.value as typeof draft.category)
        elsewhere.replaceChildren(...(isElsewhere ? [betterDoor(field.value as 'service' | 'gift')] : []))
        changed()
      },
    },
    h('option', { value: '' }, say('categories.choose')),
    ...choices,
  )
  field.value = draft.category
  return h('div', {}, h('label', { class: 'label', for: 'category' }, say('categories.label')), field, elsewhere)
}

const DOORS = { service: 'https://www.lapor.go.id', gift: 'https://gol.kpk.go.id' } as const

function betterDoor(name: keyof typeof DOORS): HTMLElement {
  const link = h('a', { href: DOORS[name], rel: 'noreferrer' }, say(`elsewhere.${name}.link`))
  return h('div', { class: 'notice info' }, drawing('forward'), h('div', {}, say(`elsewhere.${name}.text`), ' ', link))
}
