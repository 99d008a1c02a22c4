import { isGenuine, type PublishedSession, type Receipt, readReceipt } from '@/lib/cat/receipt'
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
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: zone })
  const at = new Date(closedAt)
  const verdict = h('div', { role: 'status' })
  const file = h('input', { class: 'input', id: 'file', type: 'file', accept: '.json,application/json' })
  file.addEventListener('change', () => void check(file.files?.[0], root, verdict))
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
        [say('closed'), `${day.format(at)}, ${wallTime(at, zone)}`],
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

async function check(file: File | undefined, root: string, verdict: HTMLElement): Promise<void> {
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
    ...(receipt && said === 'genuine' ? [contentOf(receipt)] : []),
  )
}

function sayOf(receipt: Receipt | undefined, root: string): 'unreadable' | 'otherSession' | 'genuine' | 'forged' {
  if (!receipt) return 'unreadable'
  if (receipt.session !== session) return 'otherSession'
  return isGenuine(receipt, root) ? 'genuine' : 'forged'
}

function contentOf({ scores, events }: Receipt): HTMLElement {
  const points = Object.entries(scores).map(([section, score]) => `${section} ${score}`)
  return facts([
    [say('scores'), points.join(', ')],
    [say('changes'), String(events)],
  ])
}

function facts(rows: [string, string][]): HTMLElement {
  return h(
    'section',
    { class: 'card receipt' },
    h('dl', {}, ...rows.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
  )
}

function inFours(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ')
}

void open()
