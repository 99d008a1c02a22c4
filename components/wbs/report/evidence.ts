import { addWords, h, say } from '@/components/ui/dom'
import { KEPT, type Trace } from '@/lib/wbs/clean'
import { FILE_KINDS, fileKind, HEAD_BYTES } from '@/lib/wbs/file-kind'
import { MOST_FILE_BYTES } from '@/lib/wbs/upload'
import en from '@/messages/en/evidence.json'
import id from '@/messages/id/evidence.json'
import type { CleanReply, ToClean } from './cleaning'
import { drawing } from './drawing'
import { type EvidenceFile, type EvidencePage, fullWith, isReady, nameOf } from './evidence-file'

/*
 * The files of a report: chosen, cleaned each by a worker of its kind that ends with it, shown with what was found.
 * Loaded with its own sentences when somebody chooses a file.
 */
addWords({ evidence: document.documentElement.lang === 'en' ? en : id })

export { sendEvidence } from './evidence-sending'

/** Takes chosen files one after the other, and says of each why not, or what was found in it. */
export async function takeFiles(page: EvidencePage, chosen: readonly File[], place: HTMLElement): Promise<void> {
  const problems = h('div', { class: 'trouble', role: 'alert' })
  place.replaceChildren(problems)
  const said = new Set<string>()
  for (const file of chosen) {
    const problem = await take(page, file, place)
    if (problem) said.add(say(`evidence.problems.${problem}`, { name: file.name }))
    problems.replaceChildren(...[...said].map((each) => h('p', {}, each)))
  }
  drawFiles(page, place)
  place.prepend(problems)
}

async function take(page: EvidencePage, original: File, place: HTMLElement): Promise<string | undefined> {
  const { files } = page
  if (original.size === 0) return 'empty'
  if (original.size > MOST_FILE_BYTES) return 'large'
  const full = fullWith(page, original.size)
  if (full) return full
  const head = await original
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => undefined)
  if (!head) return 'gone'
  const kind = fileKind(new Uint8Array(head), original.name)
  if (!kind) return 'kind'
  const working = h('p', { class: 'muted', role: 'status' }, say('evidence.cleaning', { name: original.name }))
  place.append(working)
  const reply = await clean(page, original, kind)
  const made = { id: crypto.randomUUID(), original, kind, isOriginal: false, isSent: false }
  if ('problem' in reply) files.push({ ...made, cleaned: undefined, problem: reply.problem })
  else {
    const { bytes, traces, kind: cleanKind } = reply.cleaned
    const blob = new Blob([bytes], { type: FILE_KINDS[cleanKind].type })
    files.push({ ...made, cleaned: { blob, kind: cleanKind, traces }, problem: undefined })
  }
  working.remove()
  return undefined
}

async function clean(page: EvidencePage, file: File, kind: ToClean['kind']): Promise<CleanReply> {
  const { cleaner } = FILE_KINDS[kind]
  if (cleaner === 'text')
    return file.arrayBuffer().then(
      (bytes) => ({ cleaned: { bytes: new Uint8Array(bytes), traces: [], kind } }),
      () => ({ problem: 'failed' }),
    )
  const worker = page.beginCleaner(cleaner)
  const reply = await new Promise<CleanReply>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<CleanReply>) => resolve(data)
    worker.onerror = () => resolve({ problem: 'failed' })
    worker.postMessage({ file, kind } satisfies ToClean)
  })
  worker.terminate()
  return reply
}

/** The files that are chosen so far; `at` is the one whose card takes the focus, because it was changed or followed that. */
export function drawFiles(page: EvidencePage, place: HTMLElement, at?: EvidenceFile): void {
  const again = (next?: EvidenceFile) => {
    drawFiles(page, place, next)
    if (!next) document.getElementById('files')?.focus()
  }
  const cards = page.files.map((file) => card(page, file, again))
  const eyes = h('div', {}, h('b', {}, say('evidence.eyes')), h('br'), say('evidence.eyesText'))
  const warning = h('div', { class: 'notice warn' }, drawing('warning'), eyes)
  const all = [h('p', { class: 'small muted' }, say('evidence.notSent')), ...cards, warning]
  place.replaceChildren(...(cards.length > 0 ? all : []))
  if (at) cards[page.files.indexOf(at)]?.focus()
  page.changed()
}

function card(page: EvidencePage, file: EvidenceFile, again: (next?: EvidenceFile) => void): HTMLElement {
  const { cleaned, problem, isOriginal, original } = file
  const name = nameOf(page, file)
  const size = sizeOf(isOriginal ? original.size : (cleaned?.blob.size ?? original.size))
  const remove = () => {
    const place = page.files.indexOf(file)
    page.files.splice(place, 1)
    again(page.files[place] ?? page.files[place - 1])
  }
  const view = h('div')
  const picture = cleaned?.blob.type.startsWith('image/') ? cleaned.blob : undefined
  return h(
    'section',
    { class: 'evidence', 'aria-label': name, tabindex: '-1' },
    h(
      'div',
      { class: 'evidence-head' },
      drawing(picture ? 'picture' : 'file'),
      h(
        'div',
        {},
        h('b', {}, name),
        h('p', { class: 'small muted' }, isOriginal || !cleaned ? size : say('evidence.renamed', { size })),
      ),
      h(
        'div',
        { class: 'evidence-acts' },
        picture !== undefined &&
          named(say('evidence.look'), say('evidence.lookAt', { name }), () => look(view, picture, name)),
        named(say('evidence.remove'), say('evidence.removeName', { name }), remove),
      ),
    ),
    view,
    ...(isOriginal ? [] : [found(cleaned?.traces)]),
    problem !== undefined && h('p', { class: 'row bad' }, say(`evidence.problems.${problem}`, { name: original.name })),
    !isReady(file) && h('p', { class: 'small' }, say('evidence.left')),
    originalChoice(page, file, () => again(file)),
  )
}

/** Of other things nobody wants to know in how many places they stood. */
const COUNTED: readonly string[] = ['embedded', 'comments', 'revisions']

function found(traces: readonly Trace[] | undefined): HTMLElement {
  if (!traces) return h('div')
  if (traces.length === 0) return h('p', { class: 'small muted' }, say('evidence.clean'))
  const lines = traces.map(({ code, count }) => {
    const isKept = KEPT.includes(code)
    const text = say(`evidence.traces.${code}`) + (COUNTED.includes(code) && count > 1 ? ` (${count})` : '')
    const end = h('span', { class: isKept ? 'kept-trace' : 'good' }, say(isKept ? 'evidence.kept' : 'evidence.removed'))
    return h('li', { class: isKept ? 'k' : 'y' }, drawing(isKept ? 'warning' : 'check'), h('span', {}, text), end)
  })
  return h('ul', { class: 'traces' }, ...lines)
}

/** Metadata may itself be evidence: whoever wants to sends the file as it was, after a warning. */
function originalChoice(page: EvidencePage, file: EvidenceFile, again: () => void): HTMLElement {
  const choose = (isOriginal: boolean) => () => {
    file.isOriginal = isOriginal
    again()
  }
  if (file.isOriginal) {
    return h(
      'div',
      { class: 'notice warn' },
      drawing('warning'),
      h(
        'div',
        {},
        h('b', {}, say('evidence.originalChosen')),
        h('p', {}, say('evidence.originalText')),
        file.cleaned !== undefined && named(say('evidence.cleanAgain'), '', choose(false)),
      ),
    )
  }
  const full = isReady(file) ? undefined : fullWith(page, file.original.size)
  return h(
    'details',
    {},
    h('summary', {}, say('evidence.original')),
    h('p', { class: 'small' }, say('evidence.originalText')),
    full
      ? h('p', { class: 'row bad' }, say(`evidence.problems.${full}`))
      : named(say('evidence.originalSure'), '', choose(true)),
  )
}

function named(text: string, label: string, onclick: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'btn sm', 'aria-label': label || null, onclick }, text)
}

function look(view: HTMLElement, blob: Blob, name: string): void {
  if (view.firstChild) {
    view.replaceChildren()
    return
  }
  const address = URL.createObjectURL(blob)
  view.replaceChildren(
    h('img', { class: 'evidence-look', src: address, alt: name, onload: () => URL.revokeObjectURL(address) }),
  )
}

function sizeOf(bytes: number): string {
  const number = (value: number) =>
    new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(value)
  return bytes < 1_000_000 ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB` : `${number(bytes / 1_000_000)} MB`
}
