import { h, say } from '@/components/ui/dom'
import { openQuestions } from '@/lib/wbs/report-content'
import { showCode } from './code'
import { contentOf, draft, STEPS, type Step } from './draft'
import { button, heading, notice, show, tellTrouble, troublePlace } from './stage'
import { vault } from './vault'

/** Everything once more before it is locked; nothing has left the device yet. */
export function checkBeforeSending(change: (step: Step) => void): void {
  const open = openQuestions(draft)
  const trouble = troublePlace()
  const progress = h('p', { class: 'muted', role: 'status' })
  const send = button(say('send.button'), () => void run(), 'btn primary big')
  send.disabled = open.length > 0
  const run = async () => {
    send.disabled = true
    trouble.replaceChildren()
    progress.textContent = say('send.working')
    try {
      await vault('send', { content: contentOf(), groupId: draft.groupId, excluded: draft.excluded })
      await showCode()
    } catch (error) {
      send.disabled = false
      progress.textContent = ''
      tellTrouble(trouble, error)
    }
  }
  const missing = open.map((question) => say(`needed.${question}`)).join(', ')
  show(
    h(
      'div',
      {},
      heading(say('send.title')),
      h('p', { class: 'muted hint' }, say('send.hint')),
      h('dl', { class: 'answers' }, ...STEPS.map((step) => answerLine(step, change))),
      open.length > 0 && notice('warn', say('send.missing'), missing),
      trouble,
      progress,
      h(
        'div',
        { class: 'acts' },
        send,
        button(say('back'), () => change('readers'), 'btn big'),
      ),
    ),
    h(
      'aside',
      { class: 'helper' },
      h('h2', {}, say('send.goodFaith')),
      h('p', { class: 'small' }, say('send.goodFaithText')),
    ),
  )
}

function answerLine(step: Step, change: (step: Step) => void): HTMLElement {
  const edit = button(say('send.change'), () => change(step), 'btn quiet sm')
  edit.setAttribute('aria-label', `${say('send.change')}: ${say(`steps.${step}.title`)}`)
  return h('div', {}, h('dt', {}, say(`steps.${step}.title`)), h('dd', {}, textOf(step) || say('send.empty')), edit)
}

function textOf(step: Step): string {
  if (step === 'readers') return say('send.excluded', { count: draft.excluded.length })
  const answer = draft[step]
  if (typeof answer === 'string') return answer
  return answer.isUnknown ? `${say('unknown')}: ${answer.text}` : answer.text
}
