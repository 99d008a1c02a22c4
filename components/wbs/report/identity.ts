import { addWords, h, isBusy, say, setBusy } from '@/components/ui/dom'
import type { SealedIdentity } from '@/lib/wbs/seal'
import en from '@/messages/en/identity.json'
import id from '@/messages/id/identity.json'
import { day } from './day'
import { drawing } from './drawing'
import type { Named } from './own-identity'
import type { Inbox } from './own-report'

/*
 * The screens about who the reporter is: loaded when somebody wants them, with their own sentences. What they do is handed
 * in, because the page, and not this part, holds the worker with the keys.
 */
addWords({ identity: document.documentElement.lang === 'en' ? en : id })

/** What this part needs of the page. */
export type Page = {
  show: (...parts: (Node | false)[]) => void
  tellTrouble: (place: HTMLElement, error: unknown) => void
}

type Form = {
  custodians: Named[]
  given: SealedIdentity | null
  /** What is written on the button, by its key. */
  submit: 'keep' | 'seal' | 'replace'
  onGiven: (identity: SealedIdentity) => Promise<void> | void
  onLeft: () => void
  onTakenBack?: () => void
}

const FIELDS = ['name', 'number', 'contact', 'safeTime'] as const
const LONGEST = { name: '120', number: '40', contact: '200', safeTime: '200' }

/** Asks who the reporter is, and says first to whom it will be locked. */
export function askIdentity(page: Page, form: Form): void {
  const trouble = h('div', { class: 'trouble', role: 'alert' })
  const progress = h('p', { class: 'muted', role: 'status' })
  const inputs = FIELDS.map((name) => fieldOf(name, form.given?.[name] ?? ''))
  const submit = h('button', { class: 'btn primary big' }, say(`identity.${form.submit}`))
  const send = async (event: Event) => {
    event.preventDefault()
    if (isBusy(submit)) return
    const [name = '', number = '', contact = '', safeTime = ''] = inputs.map(({ input }) => input.value.trim())
    if (!name) return inputs[0]?.input.focus() // spaces are no name
    setBusy(submit, true)
    trouble.replaceChildren()
    if (form.submit !== 'keep') progress.textContent = say('identity.working')
    try {
      await form.onGiven({ name, number, contact, safeTime })
    } catch (error) {
      page.tellTrouble(trouble, error)
      setBusy(submit, false)
      progress.textContent = ''
    }
  }
  const isPossible = form.custodians.length > 0
  page.show(
    h(
      'form',
      { onsubmit: (event) => void send(event), method: 'post' },
      h('h1', { tabindex: '-1' }, say('identity.title')),
      h('p', { class: 'muted hint' }, say('identity.lead')),
      ...(isPossible ? inputs.map(({ element }) => element) : [h('p', {}, say('identity.fewCustodians'))]),
      isPossible && h('p', { class: 'small muted kept' }, drawing('lock'), h('span', {}, say('identity.locked'))),
      trouble,
      progress,
      h(
        'div',
        { class: 'acts' },
        isPossible && submit,
        form.onTakenBack !== undefined && plain(say('identity.takeBack'), form.onTakenBack),
        plain(say('identity.back'), form.onLeft),
      ),
    ),
    h('aside', { class: 'helper' }, ...facts(form.custodians)),
  )
}

function fieldOf(name: (typeof FIELDS)[number], value: string) {
  const hint = h('p', { class: 'small muted', id: `${name}-hint` }, say(`identity.${name}Hint`))
  const input = h('input', {
    class: 'input',
    id: `identity-${name}`,
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: LONGEST[name],
    required: name === 'name',
    'aria-describedby': `${name}-hint`,
  })
  input.value = value
  const label = h('label', { class: 'label', for: `identity-${name}` }, say(`identity.${name}`))
  return { input, element: h('div', {}, label, hint, input) }
}

/** What is sealed, who can open it, and what an anonymous reporter cannot have. */
function facts(custodians: Named[]): HTMLElement[] {
  const people = custodians.map(({ name, position }) =>
    h('li', {}, drawing('key'), h('span', {}, `${name}, ${position}`)),
  )
  return [
    h('h2', {}, say('identity.who')),
    h('p', { class: 'small' }, say('identity.whoText')),
    h('ul', {}, ...people),
    h('p', { class: 'small' }, say('identity.consentFirst')),
    h('p', { class: 'small' }, say('identity.reward')),
    h('p', { class: 'small' }, say('identity.gone')),
  ]
}

type Acts = {
  onChange: () => void
  onAnswer: (answer: { request: string; isGranted: boolean }) => Promise<void>
}

/** What stands about the identity in an inbox: sealed or not, who asks for it, and the answer. */
export function identityPanel(page: Page, { identity }: Inbox, acts: Acts): HTMLElement {
  const { isSealed, question, isUnfounded } = identity
  const words = isSealed ? 'sealed' : 'none'
  return h(
    'section',
    { class: 'identity', 'aria-labelledby': 'identity' },
    h('h2', { id: 'identity' }, say('identity.heading')),
    isUnfounded && warning(say('identity.unfounded'), say('identity.unfoundedText')),
    h('p', { class: 'small muted' }, say(`identity.${words}`)),
    question !== null && questionOf(page, question, acts.onAnswer),
    !(question && isOpen(question.state)) && plain(say(`identity.${isSealed ? 'change' : 'give'}`), acts.onChange),
  )
}

/** Waits for the reporter, or for the custodians. */
function isOpen(state: string): boolean {
  return ['asked', 'granted', 'ordered'].includes(state)
}

function warning(title: string, text: string): HTMLElement {
  return h(
    'div',
    { class: 'notice bad', role: 'alert' },
    drawing('warning'),
    h('div', {}, h('b', {}, title), h('br'), text),
  )
}

type Question = NonNullable<Inbox['identity']['question']>

function questionOf(page: Page, { hash, question, asker, state, dueOn, order }: Question, onAnswer: Acts['onAnswer']) {
  const facts: [string, string][] = [
    ['asker', `${asker.name}, ${asker.position}`],
    ['purpose', question.purpose],
    ['basis', question.basis],
    ['askedOn', day(question.on)],
  ]
  if (order) facts.push(['order', say('identity.orderText', { ...order, orderedOn: day(order.orderedOn) })])
  if (dueOn && isOpen(state)) facts.push([state === 'asked' ? 'dueOn' : 'allowedUntil', day(dueOn)])
  const lines = facts.map(([name, value]) => h('div', {}, h('dt', {}, say(`identity.${name}`)), h('dd', {}, value)))
  return h(
    'div',
    { class: 'asked' },
    h('h3', {}, say('identity.question')),
    h('dl', {}, ...lines),
    h('p', {}, say(`identity.states.${state}`)),
    state === 'asked' && answerButtons(page, hash, onAnswer),
  )
}

function answerButtons(page: Page, request: string, onAnswer: Acts['onAnswer']): HTMLElement {
  const trouble = h('div', { class: 'trouble', role: 'alert' })
  const answer = (isGranted: boolean) => async () => {
    if (buttons.some(isBusy)) return
    for (const each of buttons) setBusy(each, true)
    trouble.replaceChildren()
    try {
      await onAnswer({ request, isGranted })
    } catch (error) {
      page.tellTrouble(trouble, error)
      for (const each of buttons) setBusy(each, false)
    }
  }
  const buttons = [true, false].map((isGranted) =>
    plain(
      say(`identity.${isGranted ? 'yes' : 'no'}`),
      () => void answer(isGranted)(),
      isGranted ? 'btn primary' : 'btn',
    ),
  )
  return h(
    'div',
    {},
    h('p', { class: 'small muted' }, say('identity.answerHint')),
    trouble,
    h('div', { class: 'acts' }, ...buttons),
  )
}

function plain(text: string, onclick: () => void, className = 'btn'): HTMLButtonElement {
  return h('button', { type: 'button', class: className, onclick }, text)
}
