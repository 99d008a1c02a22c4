import { isAsPublished } from '@/lib/cat/disclosure'
import type { PublishedSession, Receipt, SealedTime, SecondSealedAttempt } from '@/lib/cat/receipt'
import { type HeldTo, type Verdict, verdictOn } from '@/lib/cat/receipt-verdict'
import { h, icon, say } from './dom'
import { check, facts, inFours, moment } from './proof-seal'

/** Where what a receipt says may be shown as the sealed result. */
const UNDER_SEAL: readonly Verdict[] = ['unsigned', 'signed', 'genuine']

/** Where only the wrong file was chosen. */
const MISTAKEN: readonly Verdict[] = ['unreadable', 'otherSession']

/** What may be said of a receipt, what it was held to, and what it says. */
export function verdictCard(receipt: Receipt | undefined, heldTo: HeldTo, published: PublishedSession): HTMLElement[] {
  const verdict = verdictOn(receipt, heldTo)
  const isGood = UNDER_SEAL.includes(verdict)
  const signer = heldTo.seal && heldTo.seal !== 'unreadable' ? heldTo.seal.signer : ''
  return [
    h(
      'div',
      { class: isGood ? 'verdict' : 'verdict no' },
      icon(isGood ? 'done' : MISTAKEN.includes(verdict) ? 'info' : 'wrong', 'i xl'),
      h('div', {}, h('h2', {}, say(`${verdict}.title`)), h('p', {}, say(`${verdict}.text`, { signer }))),
    ),
    ...(receipt && isGood ? [contentOf(receipt, published)] : []),
    ...(receipt && verdict === 'exchanged' ? [h('section', { class: 'card receipt' }, ownRoot(receipt))] : []),
  ]
}

/** The root that the receipt gives, for the reader to compare. */
function ownRoot({ root }: Receipt): HTMLElement {
  return facts([[say('ownRoot'), inFours(root)]])
}

function contentOf(receipt: Receipt, { zone, isDisclosed }: PublishedSession): HTMLElement {
  const { scores, events } = receipt
  const points = Object.entries(scores ?? {}).map(([section, score]) => `${section} ${score}`)
  return h(
    'section',
    { class: 'card receipt' },
    facts([
      [say('scores'), points.join(', ') || say('unscored')],
      [say('changes'), String(events)],
      ...('version' in receipt ? sealedBeyond(receipt, zone) : []),
      ...('time' in receipt ? timeOf(receipt.time, zone) : []),
    ]),
    isDisclosed && publishedAnswers(receipt),
  )
}

/** What the first seals did not hold. */
function sealedBeyond(
  { formation, paper, disqualifiedAt }: Omit<SecondSealedAttempt, 'version'>,
  zone: string,
): [string, string][] {
  const deed: [string, string][] = disqualifiedAt ? [[say('disqualified'), moment(disqualifiedAt, zone)]] : []
  return [
    [say('formation'), formation.code],
    [say('kind'), say(`kinds.${formation.kind}`)],
    [say('paper'), inFours(paper)],
    ...deed,
  ]
}

/** From when on and for how long the answers count. */
function timeOf({ startedAt, allowedSeconds, pauses, finishedAt }: SealedTime, zone: string): [string, string][] {
  const paused = pauses.reduce((all, { seconds }) => all + (seconds ?? 0), 0)
  const at = (term: string, instant: string | null): [string, string][] =>
    instant ? [[say(term), moment(instant, zone)]] : []
  return [
    ...at('started', startedAt),
    [say('allowed'), say('minutes', { count: allowedSeconds / 60 })],
    ...(pauses.length > 0 ? ([[say('paused'), say('seconds', { count: paused })]] as [string, string][]) : []),
    ...at('finished', finishedAt),
  ]
}

/** Holds the answers that everybody may load to the receipt. The file is that of a whole session: on demand only. */
function publishedAnswers(receipt: Receipt): HTMLElement {
  const found = h('ul', { class: 'checks' })
  const compare = async () => {
    const answer = await fetch(`/cat/bukti/${receipt.session}/data`).catch(() => undefined)
    if (!answer?.ok) return found.replaceChildren(check(null, say('answers.unreachable')))
    const isSame = isAsPublished(receipt, await answer.json())
    found.replaceChildren(check(isSame, say(isSame ? 'answers.same' : 'answers.other', { events: receipt.events })))
  }
  const button = h(
    'button',
    { class: 'btn wide', type: 'button', onclick: () => void compare() },
    say('answers.compare'),
  )
  return h('div', {}, button, found)
}
