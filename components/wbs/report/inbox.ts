import { h, isBusy, say, setBusy } from '@/components/ui/dom'
import { readCode } from '@/lib/wbs/code'
import { drawing } from './drawing'
import { moreEvidence } from './evidence-place'
import { identityScreens } from './later'
import { askBeforeLeaving, leave, leaveFreely } from './leave'
import type { Inbox } from './own-report'
import { button, heading, show, tellTrouble, troublePlace, workPlace } from './stage'
import { stateCard, stateOf } from './state-card'
import { thread } from './thread'
import { vault } from './vault'

/** Asks for the code of a report. */
export function askForCode(back: () => void): void {
  const trouble = troublePlace()
  const progress = h('p', { class: 'muted', role: 'status' })
  const field = h('input', {
    class: 'input',
    id: 'code',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'code-hint',
  })
  const submit = h('button', { class: 'btn primary big' }, say('inbox.open'))
  const open = async (event: Event) => {
    event.preventDefault()
    if (isBusy(submit)) return
    const read = readCode(field.value)
    trouble.replaceChildren()
    if (!read.ok) {
      trouble.replaceChildren(say(`codeProblem.${read.problem.code}`, { ...read.problem }))
      field.focus()
      return
    }
    setBusy(submit, true)
    progress.textContent = say('inbox.working')
    try {
      const inbox = await vault('open', read.code)
      if (inbox) return showInbox(inbox)
      trouble.replaceChildren(say('inbox.unknown'))
      field.focus()
    } catch (error) {
      tellTrouble(trouble, error)
    }
    setBusy(submit, false)
    progress.textContent = ''
  }
  show(
    h(
      'form',
      { onsubmit: (event) => void open(event), method: 'post' },
      heading(say('inbox.title')),
      h('p', { class: 'muted hint', id: 'code-hint' }, say('inbox.hint')),
      h('label', { class: 'label', for: 'code' }, say('inbox.code')),
      field,
      trouble,
      progress,
      workPlace(),
      h('div', { class: 'acts' }, submit, button(say('back'), back, 'btn big')),
    ),
    h('aside', { class: 'helper' }, h('h2', {}, say('inbox.lost')), h('p', { class: 'small' }, say('inbox.lostText'))),
  )
}

/** The conversation of one report; `done` says what was just sent, and takes the focus. */
function showInbox(inbox: Inbox, done?: string): void {
  const { unreadable } = inbox
  const state = stateOf(inbox)
  leaveFreely() // what was written is sent
  const sent = done !== undefined && h('p', { class: 'notice ok', tabindex: '-1' }, drawing('done'), done)
  show(
    h(
      'div',
      {},
      h('h2', {}, say('inbox.conversation')),
      thread(inbox),
      sent,
      state === 'withdrawn' && h('p', { class: 'muted' }, say('inbox.closed')),
      state !== 'withdrawn' &&
        !(unreadable && inbox.isBehind) &&
        (inbox.isBehind ? h('p', { class: 'notice bad' }, say('inbox.behind')) : replyForm(inbox)),
    ),
    stateCard(inbox, [
      !unreadable &&
        !inbox.isStopped &&
        !inbox.isBehind &&
        (state !== 'withdrawn' || inbox.identity.isSealed) &&
        ownIdentity(inbox),
      button(say('inbox.close'), () => leave(location.pathname), 'btn wide'),
    ]),
  )
  if (sent) sent.focus()
}

/** What stands about the reporter's identity. It loads by itself where somebody asks for it, and else when it is wanted. */
function ownIdentity(inbox: Inbox): HTMLElement {
  const trouble = troublePlace()
  const want = h('button', { type: 'button', class: 'btn wide', onclick: () => void look() }, say('inbox.identity'))
  const place = h('div', { class: 'identity-place' }, want, trouble)
  const look = async () => {
    try {
      const { identityPanel } = await identityScreens()
      place.replaceChildren(
        identityPanel(page, inbox, {
          onChange: () => void changeIdentity(inbox),
          onAnswer: async (answer) => showAgain(await vault('answer', answer)),
        }),
      )
    } catch (error) {
      tellTrouble(trouble, error)
    }
  }
  if (inbox.identity.isSealed || inbox.identity.question || inbox.identity.isUnfounded) void look()
  return place
}

async function changeIdentity(inbox: Inbox): Promise<void> {
  const { askIdentity } = await identityScreens()
  askIdentity(page, {
    custodians: inbox.identity.custodians,
    given: null, // what was sealed nobody here can read
    submit: inbox.identity.isSealed ? 'replace' : 'seal',
    onGiven: async (identity) => showAgain(await vault('seal', identity)),
    onLeft: () => showInbox(inbox),
  })
}

const page = { show, tellTrouble }

function showAgain(inbox: Inbox | undefined, done?: string): void {
  if (inbox) showInbox(inbox, done)
}

/** In characters; a longer answer is sent as two. */
const LONGEST_REPLY = 10_000

function replyForm(inbox: Inbox): HTMLElement {
  const trouble = troublePlace()
  const field = h('textarea', {
    class: 'input',
    id: 'reply',
    rows: '4',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'reply-hint',
    oninput: askBeforeLeaving,
  })
  const send = h('button', { class: 'btn primary' }, drawing('send'), say('inbox.send'))
  const act = async (work: () => Promise<Inbox | undefined>, done?: string) => {
    for (const each of [send, sure]) setBusy(each, true)
    trouble.replaceChildren()
    try {
      const inbox = await work()
      if (inbox) return showInbox(inbox, done)
    } catch (error) {
      tellTrouble(trouble, error)
    }
    for (const each of [send, sure]) setBusy(each, false)
  }
  const reply = (event: Event) => {
    event.preventDefault()
    if (isBusy(send)) return
    const text = field.value.trim()
    const over = text.length - LONGEST_REPLY
    if (text && over <= 0) return void act(() => vault('reply', text), say('inbox.sent'))
    trouble.replaceChildren(text ? say('inbox.tooLong', { over }) : say('inbox.emptyAnswer'))
    field.focus()
  }
  const sure = button(say('inbox.withdrawSure'), () => void act(() => vault('withdraw')), 'btn')
  return h(
    'form',
    { onsubmit: reply, method: 'post', class: 'reply' },
    h('label', { class: 'label', for: 'reply' }, say('inbox.answer')),
    h('p', { class: 'small muted', id: 'reply-hint' }, say('inbox.answerHint')),
    field,
    trouble,
    workPlace(),
    h('div', { class: 'acts' }, send),
    moreEvidence(inbox, (newest) => showAgain(newest, say('evidence.sentAll'))),
    h('details', {}, h('summary', {}, say('inbox.threat')), h('p', { class: 'small' }, say('inbox.threatText'))),
    !inbox.isEnded &&
      h(
        'details',
        {},
        h('summary', {}, say('inbox.withdraw')),
        h('p', { class: 'small' }, say('inbox.withdrawText')),
        sure,
      ),
  )
}
