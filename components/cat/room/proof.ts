import { type PublishedSession, type Receipt, readReceipt } from '@/lib/cat/receipt'
import { type HeldTo, typedRoot } from '@/lib/cat/receipt-verdict'
import { type CheckedSeal, checkSeal } from '@/lib/cat/seal'
import { h, say } from './dom'
import { showMessage } from './head'
import { sealCard } from './proof-seal'
import { verdictCard } from './proof-verdict'

const AUTHORITY = '/cat/ruang-ujian/otoritas.pem'
const session = location.pathname.split('/').at(-1) ?? ''

async function open(): Promise<void> {
  const response = await fetch(`/api/cat/akar?sesi=${session}`).catch(() => undefined)
  if (!response) return showMessage(null, 'info', say('title'), say('unreachable'))
  if (!response.ok) return showMessage(null, 'info', say('title'), say('none'))
  const published: PublishedSession = await response.json()
  draw(published, await checkedSeal(published))
}

/** Browsers verify signatures on a secure page alone. */
async function checkedSeal(published: PublishedSession): Promise<CheckedSeal | 'unreadable' | null> {
  if (!published.seal || !isSecureContext) return null
  const authority = await fetch(AUTHORITY).then((answer) => answer.text())
  return (await checkSeal(session, published.seal, published, authority)) ?? 'unreadable'
}

function draw(published: PublishedSession, seal: HeldTo['seal']): void {
  const verdict = h('div', { role: 'status' })
  const compared = h('p', { class: 'small', role: 'status' })
  const file = h('input', { class: 'input', id: 'file', type: 'file', accept: '.json,application/json' })
  const elsewhere = h('textarea', {
    class: 'input',
    id: 'elsewhere',
    rows: '3',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'elsewhere-hint',
  })
  let receipt: Receipt | undefined
  const judge = () => {
    const typed = typedRoot(elsewhere.value) ?? null
    compared.textContent = comparison(elsewhere.value, typed, published.root)
    const heldTo = { session, root: published.root, seal, elsewhere: typed }
    if (file.files?.length) verdict.replaceChildren(...verdictCard(receipt, heldTo, published))
  }
  file.addEventListener('change', async () => {
    receipt = readReceipt((await file.files?.[0]?.text()) ?? '')
    judge()
  })
  elsewhere.addEventListener('input', judge)
  document.body.replaceChildren(
    h('a', { class: 'skip', href: '#isi' }, say('skip')),
    h('header', { class: 'x-head' }, h('span', { class: 'mark' }, 'Satya')),
    h(
      'main',
      { class: 'proof', id: 'isi' },
      h('h1', {}, say('title')),
      h('p', { class: 'muted' }, say('lead')),
      h('div', {}, h('label', { class: 'label', for: 'file' }, say('file')), file),
      h(
        'div',
        {},
        h('label', { class: 'label', for: 'elsewhere' }, say('elsewhere')),
        elsewhere,
        h('p', { class: 'small muted', id: 'elsewhere-hint' }, say('elsewhereHint')),
        compared,
      ),
      verdict,
      sealCard(published, seal),
      openData(published.isDisclosed),
    ),
  )
}

/** How the root that somebody typed compares with the one of this page; nothing before anything was typed. */
function comparison(text: string, typed: string | null, root: string): string {
  if (typed) return say(typed === root ? 'sameRoot' : 'differentRoot')
  const digits = text.replace(/\s/g, '').length
  return digits === 0 ? '' : say('partOfRoot', { digits })
}

/** What anybody needs to compute the session again, once it may be loaded. */
function openData(isDisclosed: boolean): HTMLElement {
  if (!isDisclosed) return h('p', { class: 'muted' }, say('notYet'))
  const files = [
    { class: 'btn wide', href: `/cat/bukti/${session}/data`, download: `sesi-${session}.json`, words: say('data') },
    {
      class: 'btn quiet wide',
      href: '/cat/ruang-ujian/verify-exam.mjs',
      download: 'verify-exam.mjs',
      words: say('script'),
    },
    { class: 'btn quiet wide', href: AUTHORITY, download: 'otoritas.pem', words: say('authorityFile') },
  ]
  return h(
    'section',
    { class: 'card receipt' },
    h('p', {}, say('dataText')),
    ...files.map(({ words, ...link }) => h('a', link, words)),
  )
}

void open()
