import { h, say, setBusy } from '@/components/ui/dom'
import { openQuestions } from '@/lib/wbs/report-content'
import type { SealedIdentity } from '@/lib/wbs/seal'
import { showCode } from './code'
import { contentOf, draft, STEPS, type Step } from './draft'
import { isReady } from './evidence-file'
import { filesTaken } from './evidence-place'
import { identityScreens } from './later'
import { loadReaders } from './reader-list'
import { button, heading, notice, show, tellTrouble, troublePlace, workPlace } from './stage'
import { vault } from './vault'

/** Everything once more before it is locked; nothing has left the device yet. */
export function checkBeforeSending(change: (step: Step) => void): void {
  const open = openQuestions(draft)
  const trouble = troublePlace()
  const progress = h('p', { class: 'muted', role: 'status' })
  const send = button(say('send.button'), () => void run(), 'btn primary big')
  send.disabled = open.length > 0 || draft.seenList === 0
  const answers = h('dl', { class: 'answers' }, ...STEPS.map((step) => answerLine(step, change)), identityLine(change))
  const back = button(say('back'), () => change('readers'), 'btn big')
  const atWork = (isAtWork: boolean) => {
    setBusy(send, isAtWork)
    for (const each of [answers, back]) each.inert = isAtWork // what is sent is what stands here
    progress.textContent = isAtWork ? say('send.working') : ''
  }
  const run = async () => {
    atWork(true)
    trouble.replaceChildren()
    try {
      const { groupId, excluded, seenList: list } = draft
      await vault('send', { content: contentOf(), groupId, excluded, list })
      await showCode(await sealedWith(draft.identity))
    } catch (error) {
      atWork(false)
      tellTrouble(trouble, error)
    }
  }
  const cleaning = filesTaken()
  if (cleaning) {
    setBusy(send, true)
    progress.textContent = say('send.cleaning')
    void cleaning.then(() => {
      if (send.isConnected) checkBeforeSending(change)
    })
  }
  const missing = open.map((question) => say(`needed.${question}`)).join(', ')
  show(
    h(
      'div',
      {},
      heading(say('send.title')),
      h('p', { class: 'muted hint' }, say('send.hint')),
      answers,
      open.length > 0 && notice('warn', say('send.missing'), missing),
      draft.seenList === 0 && notice('warn', say('send.unseen'), say('send.unseenText')),
      trouble,
      progress,
      workPlace(),
      h('div', { class: 'acts' }, send, back),
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
  const text = textOf(step) || say('send.empty')
  return h('div', {}, h('dt', {}, say(`steps.${step}.title`)), h('dd', {}, text), h('dd', { class: 'act' }, edit))
}

/** The report has arrived, whatever becomes of the identity: that can be given again from the inbox. */
async function sealedWith(identity: SealedIdentity | null): Promise<'none' | 'sealed' | 'not_sealed'> {
  if (!identity) return 'none'
  return vault('seal', identity).then(
    (inbox) => (inbox ? ('sealed' as const) : ('not_sealed' as const)),
    () => 'not_sealed' as const,
  )
}

/** Whether the reporter says who is writing, which nobody has to. */
function identityLine(change: (step: Step) => void): HTMLElement {
  const trouble = troublePlace()
  const back = () => checkBeforeSending(change)
  const keep = (identity: SealedIdentity | null) => {
    draft.identity = identity
    back()
  }
  const ask = async () => {
    try {
      await loadReaders()
      const { groupId, excluded, identity } = draft
      const { askIdentity } = await identityScreens()
      const custodians = await vault('custodians', { groupId, excluded })
      const takeBack = identity ? { onTakenBack: () => keep(null) } : {}
      const page = { show, tellTrouble }
      askIdentity(page, { custodians, given: identity, submit: 'keep', onGiven: keep, onLeft: back, ...takeBack })
    } catch (error) {
      tellTrouble(trouble, error)
    }
  }
  const edit = button(say(draft.identity ? 'send.change' : 'send.identityGive'), () => void ask(), 'btn quiet sm')
  if (draft.identity) edit.setAttribute('aria-label', `${say('send.change')}: ${say('send.identity')}`)
  const text = say(draft.identity ? 'send.identityGiven' : 'send.identityNone')
  return h('div', {}, h('dt', {}, say('send.identity')), h('dd', {}, text, trouble), h('dd', { class: 'act' }, edit))
}

function textOf(step: Step): string {
  if (step === 'readers')
    return draft.seenList > 0 ? say('send.excluded', { count: draft.excluded.length }) : say('send.unseen')
  const answer = draft[step]
  if (step === 'evidence' && draft.files.length > 0) {
    const sent = draft.files.filter(isReady).length
    const left = draft.files.length - sent
    const files = [sent > 0 && say('send.files', { count: sent }), left > 0 && say('send.filesLeft', { count: left })]
    return [draft.evidence, ...files].filter(Boolean).join('\n')
  }
  if (typeof answer === 'string') return answer
  return answer.isUnknown ? `${say('unknown')}: ${answer.text}` : answer.text
}
