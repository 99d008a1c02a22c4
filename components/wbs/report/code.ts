import { h, say } from '@/components/ui/dom'
import { codeAsDigits, codeAsWords, readCode } from '@/lib/wbs/code'
import { day } from './day'
import { draft } from './draft'
import { drawing } from './drawing'
import { isReady } from './evidence-file'
import { evidencePage } from './evidence-place'
import { evidenceScreens } from './later'
import { askBeforeLeaving, leave } from './leave'
import { button, heading, notice, show, tellTrouble, troublePlace } from './stage'
import { Trouble, vault } from './vault'

/**
 * The code of the report that was sent. Whoever closes the page without it has lost it, so the browser asks first.
 *
 * @param identity what became of the one that the reporter gave with it
 */
export async function showCode(identity: 'none' | 'sealed' | 'not_sealed'): Promise<void> {
  const code = await vault('code')
  if (!code) return
  const [digits, words] = [codeAsDigits(code).join('').match(/.{3}/g) ?? [], codeAsWords(code)]
  askBeforeLeaving()
  const box = h('div', { class: 'code-box' })
  const draw = (form: 'digits' | 'words') =>
    box.replaceChildren(...(form === 'digits' ? numbers(digits) : sixWords(words)))
  draw('digits')
  const copied = h('span', { class: 'good', role: 'status' })
  const copy = async () => {
    const done = await navigator.clipboard.writeText(digits.join(' ')).then(
      () => 'copied',
      () => 'notCopied', // browsers may refuse
    )
    copied.textContent = say(`code.${done}`)
  }
  show(
    h(
      'div',
      {},
      heading(say('code.title')),
      h('p', { class: 'muted hint' }, say('code.hint')),
      forms(draw),
      box,
      h(
        'div',
        { class: 'acts two' },
        h('button', { type: 'button', class: 'btn', onclick: () => void copy() }, drawing('copy'), say('code.copy')),
        h('button', { type: 'button', class: 'btn', onclick: () => print() }, drawing('print'), say('code.print')),
        copied,
      ),
      identity === 'sealed' && notice('ok', say('code.sealed'), say('code.sealedText')),
      identity === 'not_sealed' && notice('warn', say('code.notSealed'), say('code.notSealedText')),
      evidenceOnItsWay(),
      typedAgain(digits.join('')),
    ),
    h(
      'aside',
      { class: 'stack no-print' },
      h('div', { class: 'helper' }, h('h2', {}, say('code.paper')), h('p', { class: 'small' }, say('code.paperText'))),
      h('h2', {}, say('code.after')),
      afterThis(),
    ),
  )
}

/** The report has arrived, and its files follow while the code is noted. */
function evidenceOnItsWay(): HTMLElement | false {
  if (!draft.files.some(isReady)) return false
  const place = h('div')
  void evidenceScreens().then(async ({ sendEvidence }) => {
    isSending = true
    await sendEvidence(evidencePage(), place)
    isSending = false
  })
  return h(
    'section',
    { class: 'evidence-sent no-print', 'aria-labelledby': 'files' },
    h('h2', { id: 'files' }, say('files.title')),
    place,
  )
}

let isSending = false

function forms(draw: (form: 'digits' | 'words') => void): HTMLElement {
  const each = (['digits', 'words'] as const).map((form) => {
    const choice = h('input', { type: 'radio', name: 'form', onchange: () => draw(form) })
    choice.checked = form === 'digits'
    return h('label', {}, choice, say(`code.${form}`))
  })
  return h('fieldset', { class: 'seg no-print' }, h('legend', { class: 'sr' }, say('code.form')), ...each)
}

function numbers(digits: string[]): HTMLElement[] {
  const spoken = digits.map((group) => [...group].join(' ')).join(', ')
  const groups = digits.map((group, place) => {
    if (place < digits.length - 1) return h('span', {}, group)
    return h('span', {}, group.slice(0, -1), h('span', { class: 'cd' }, group.slice(-1)))
  })
  return [
    h('p', { class: 'sr' }, say('code.spoken', { code: spoken })),
    h('p', { class: 'code21', 'aria-hidden': 'true' }, ...groups),
    h('p', { class: 'small muted' }, say('code.checkDigit')),
  ]
}

function sixWords(words: string[]): HTMLElement[] {
  return [h('ol', { class: 'words' }, ...words.map((word) => h('li', {}, word)))]
}

/** Nobody leaves with a code that was written down wrongly. */
function typedAgain(code: string): HTMLElement {
  const verdict = h('span', { role: 'status', class: 'row' })
  const done = button(say('code.done'), () => finish(), 'btn primary big')
  done.disabled = true
  const field = h('input', {
    class: 'input',
    id: 'again',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'again-hint',
    onpaste: (event) => event.preventDefault(), // what is pasted was not written down
    oninput: () => {
      const read = readCode(field.value)
      const isSame = read.ok && read.code === code.slice(0, -1)
      done.disabled = !isSame
      verdict.className = isSame ? 'row good' : 'row bad'
      const isWrong =
        read.ok || read.problem.code === 'check_digit' || ['unknown_word', 'mixed'].includes(read.problem.code)
      verdict.replaceChildren(
        ...(isSame ? [drawing('done'), say('code.same')] : isWrong ? [say('code.different')] : []),
      )
    },
  })
  return h(
    'div',
    { class: 'again no-print' },
    h('label', { class: 'label', for: 'again' }, say('code.again')),
    h('p', { class: 'small muted', id: 'again-hint' }, say('code.againHint')),
    field,
    verdict,
    h('div', { class: 'acts' }, done),
  )
}

function finish(): void {
  if (isSending && !confirm(say('files.leave'))) return
  leave(location.pathname)
}

/** What happens next, with the day that the server reckoned. What was sent is read back: that it lies there, and as sent. */
function afterThis(): HTMLElement {
  const first = h('li', {}, say('code.answerFollows'))
  const trouble = troublePlace()
  vault('open').then(
    (inbox) => {
      if (!inbox) tellTrouble(trouble, new Trouble('tampered', 'report_gone'))
      const due = inbox?.report.dueOn
      if (due) first.replaceChildren(h('b', {}, day(due)), h('br'), say('code.firstAnswer'))
    },
    (error) => {
      if (error instanceof Trouble && error.kind === 'tampered') tellTrouble(trouble, error)
    },
  )
  const list = h('ul', { class: 'others' }, first, h('li', {}, say('code.open')), h('li', {}, say('code.noMail')))
  return h('div', {}, trouble, list)
}
