import { isGenuine, type PublishedSession, type Receipt, readReceipt, type SealedAttempt } from '@/lib/cat/receipt'
import { h, icon, say } from './dom'
import { showMessage, wallTime } from './head'

const session = location.pathname.split('/').at(-1) ?? ''

async function open(): Promise<void> {
  const response = await fetch(`/api/cat/akar?sesi=${session}`).catch(() => undefined)
  if (!response) return showMessage(null, 'info', say('title'), say('unreachable'))
  if (!response.ok) return showMessage(null, 'info', say('title'), say('none'))
  draw(await response.json())
}

function draw(published: PublishedSession): void {
  const { number, programme, site, zone, closedAt, attempts, root, isDisclosed } = published
  const verdict = h('div', { role: 'status' })
  const file = h('input', { class: 'input', id: 'file', type: 'file', accept: '.json,application/json' })
  file.addEventListener('change', () => void check(file.files?.[0], root, zone, verdict))
  document.body.replaceChildren(
    h('a', { class: 'skip', href: '#isi' }, say('skip')),
    h('header', { class: 'x-head' }, h('span', { class: 'mark' }, 'Satya')),
    h(
      'main',
      { class: 'proof', id: 'isi' },
      h('h1', {}, say('title')),
      h('p', { class: 'muted' }, say('lead')),
      h('label', { class: 'label', for: 'file' }, say('file')),
      file,
      verdict,
      facts([
        [say('session'), `${programme}, ${say('session').toLowerCase()} ${number}, ${site}`],
        [say('closed'), moment(closedAt, zone)],
        [say('attempts'), String(attempts)],
        [say('root'), inFours(root)],
      ]),
      openData(isDisclosed),
    ),
  )
}

/** What anybody needs to compute the session again, once it may be loaded. */
function openData(isDisclosed: boolean): HTMLElement {
  if (!isDisclosed) return h('p', { class: 'muted' }, say('notYet'))
  return h(
    'section',
    { class: 'card receipt' },
    h('p', {}, say('dataText')),
    h('a', { class: 'btn wide', href: `/cat/bukti/${session}/data`, download: `sesi-${session}.json` }, say('data')),
    h(
      'a',
      { class: 'btn quiet wide', href: '/cat/ruang-ujian/verify-exam.mjs', download: 'verify-exam.mjs' },
      say('script'),
    ),
  )
}

async function check(file: File | undefined, root: string, zone: string, verdict: HTMLElement): Promise<void> {
  if (!file) return
  const receipt = readReceipt(await file.text())
  const said = sayOf(receipt, root)
  verdict.replaceChildren(
    h(
      'div',
      { class: said === 'genuine' ? 'verdict' : 'verdict no' },
      icon(said === 'genuine' ? 'done' : 'info', 'i xl'),
      h('div', {}, h('h2', {}, say(said)), h('p', {}, say(`${said}Text`))),
    ),
    ...(receipt && said === 'genuine' ? [contentOf(receipt, zone)] : []),
  )
}

function sayOf(receipt: Receipt | undefined, root: string): 'unreadable' | 'otherSession' | 'genuine' | 'forged' {
  if (!receipt) return 'unreadable'
  if (receipt.session !== session) return 'otherSession'
  return isGenuine(receipt, root) ? 'genuine' : 'forged'
}

function contentOf(receipt: Receipt, zone: string): HTMLElement {
  const { scores, events } = receipt
  const points = Object.entries(scores ?? {}).map(([section, score]) => `${section} ${score}`)
  return facts([
    [say('scores'), points.join(', ') || say('unscored')],
    [say('changes'), String(events)],
    ...('version' in receipt ? sealedBeyond(receipt, zone) : []),
  ])
}

/** What the first seals did not hold. */
function sealedBeyond({ formation, paper, disqualifiedAt }: SealedAttempt, zone: string): [string, string][] {
  const deed: [string, string][] = disqualifiedAt ? [[say('disqualified'), moment(disqualifiedAt, zone)]] : []
  return [
    [say('formation'), formation.code],
    [say('kind'), say(`kinds.${formation.kind}`)],
    [say('paper'), inFours(paper)],
    ...deed,
  ]
}

function facts(rows: [string, string][]): HTMLElement {
  return h(
    'section',
    { class: 'card receipt' },
    h('dl', {}, ...rows.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
  )
}

/** An instant on the wall of the site. */
function moment(at: string, zone: string): string {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: zone })
  return `${day.format(new Date(at))}, ${wallTime(new Date(at), zone)}`
}

function inFours(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ')
}

void open()
