import type { PublishedSession } from '@/lib/cat/receipt'
import type { HeldTo } from '@/lib/cat/receipt-verdict'
import { h, icon, say } from './dom'
import { wallTime } from './head'

/** The seal of a session: what this browser checked of it, against what, and what was sealed. */
export function sealCard(published: PublishedSession, seal: HeldTo['seal']): HTMLElement {
  const { number, programme, site, zone, closedAt, attempts, root } = published
  return h(
    'section',
    { class: 'card receipt', 'aria-labelledby': 'segel' },
    h('h2', { id: 'segel' }, say('seal.title')),
    h('ul', { class: 'checks' }, ...checks(published, seal)),
    h('p', { class: 'small muted' }, say('seal.trust')),
    facts([
      [say('session'), `${programme}, ${say('session').toLowerCase()} ${number}, ${site}`],
      [say('closed'), moment(closedAt, zone)],
      [say('attempts'), String(attempts)],
      [say('root'), inFours(root)],
      ...authorityOf(seal),
    ]),
  )
}

function checks({ seal: published }: PublishedSession, seal: HeldTo['seal']): HTMLElement[] {
  if (seal === null) return [check(null, say(published ? 'seal.insecure' : 'seal.none'))]
  if (seal === 'unreadable') return [check(false, say('seal.unreadable'))]
  const { signer, authority, isSigned, isIssued, isSame } = seal
  return [
    check(isSigned, say(isSigned ? 'seal.signed' : 'seal.unsigned', { signer })),
    check(isIssued, say(isIssued ? 'seal.issued' : 'seal.unissued', { authority })),
    check(isSame, say(isSame ? 'seal.same' : 'seal.other')),
  ]
}

/** One thing that holds, that does not, or that nobody could look at (null). */
export function check(holds: boolean | null, words: string): HTMLElement {
  const tone = holds === null ? 'open' : holds ? 'yes' : 'no'
  return h('li', { class: tone }, icon(holds ? 'done' : holds === null ? 'info' : 'wrong'), h('span', {}, words))
}

function authorityOf(seal: HeldTo['seal']): [string, string][] {
  return seal === null || seal === 'unreadable' ? [] : [[say('authorityPrint'), inFours(seal.authorityPrint)]]
}

export function facts(rows: [string, string][]): HTMLElement {
  return h('dl', {}, ...rows.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text))))
}

/** An instant on the wall of the site. */
export function moment(at: string, zone: string): string {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: zone })
  return `${day.format(new Date(at))}, ${wallTime(new Date(at), zone)}`
}

export function inFours(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ')
}
