import { h, say } from '@/components/ui/dom'
import { day } from './day'
import type { Inbox } from './own-report'
import { heading } from './stage'
import { isAnswered, isFrozen, outcomeOf } from './story'

/** By signatures, whatever the server says. */
export function stateOf({ signed, isWithdrawn, unreadable }: Inbox): string {
  if (isWithdrawn) return 'withdrawn'
  return unreadable ? 'unreadable' : signed
}

/** Where the report stands, what comes next and by when, and who reads it; below it what else is done about it. */
export function stateCard(inbox: Inbox, acts: (Node | false)[]): HTMLElement {
  const { report, unreadable } = inbox
  const state = stateOf(inbox)
  const words = state === 'clarifying' ? wordsOfQuestion(inbox.shown) : state
  return h(
    'aside',
    { class: 'status-card' },
    h('span', { class: words === 'clarifying' ? 'tag waiting' : 'tag' }, say(`states.${words}.name`)),
    heading(say(`states.${words}.title`)),
    h('p', { class: 'muted' }, say(`states.${words}.next`)),
    unreadable && stated(unreadable),
    state !== report.state && h('p', { class: 'notice bad' }, disagreement(report.state)),
    facts(inbox, words),
    h('p', { class: 'small muted' }, say('inbox.byServer')),
    ...acts,
  )
}

/** A withdrawal was signed by the reporter here, or nobody withdrew. */
function disagreement(server: string): string {
  if (server === 'withdrawn') return say('inbox.notWithdrawn')
  return say('inbox.disagrees', { server: say(`states.${server}.name`) })
}

/** A question that waits, unless the reporter has answered or may not. */
function wordsOfQuestion(shown: Inbox['shown']): string {
  if (isAnswered(shown)) return 'answered'
  return isFrozen(shown) ? 'frozen' : 'clarifying'
}

function stated({ roles, reason, on }: NonNullable<Inbox['unreadable']>): HTMLElement {
  const who = say('inbox.stated', { roles: roles.map((role) => say(`roles.${role}`)).join(', '), on: day(on) })
  return h('p', { class: 'small' }, say(`inbox.unreadableReasons.${reason}`), ' ', who)
}

/** What it came to, the days that matter, and the readers by name. */
function facts({ report, shown, readers, left, isEnded }: Inbox, words: string): HTMLElement {
  const { receivedOn, dueOn } = report
  const outcome = isEnded ? outcomeOf(shown, words) : undefined
  const due = ['answered', 'frozen'].includes(words) ? null : dueOn // that day was the reporter's own
  const fact = (name: string, ...values: string[]) =>
    h('div', {}, h('dt', {}, say(`inbox.${name}`)), ...values.map((value) => h('dd', {}, value)))
  return h(
    'dl',
    {},
    outcome?.result ? fact('outcome', say(`results.${outcome.result}`)) : false,
    due ? fact(words === 'clarifying' ? 'answerBy' : 'due', day(due)) : false,
    fact('received', day(receivedOn)),
    readers.length > 0 && fact('reading', ...readers.map(named)),
    left.length > 0 && fact('left', ...left.map(named)),
  )
}

function named({ name, position }: Inbox['readers'][number]): string {
  return `${name}, ${position}`
}
