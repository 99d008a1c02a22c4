import type { RoomOutcome } from '@/lib/cat/room'
import { h, icon, say } from './dom'
import { ask, Refused } from './server'

type Announced = RoomOutcome['announcements'][number]

const SHORTEST = 30
const MOST_FILE_BYTES = 3_000_000
const UPLOAD_MS = 60_000

/** What was announced of this candidate, the own objection to it, and the certificate; it draws itself once it is known. */
export function outcome(): HTMLElement {
  const section = h('section', { class: 'card outcome', 'aria-labelledby': 'pengumuman', hidden: true })
  void ask<RoomOutcome>('hasil')
    .then((known) => draw(section, known))
    .catch(() => undefined) // the score stands without it; the next visit asks again
  return section
}

function draw(section: HTMLElement, { announcements, certificate }: RoomOutcome): void {
  section.hidden = false
  section.replaceChildren(
    h('h2', { id: 'pengumuman' }, say('outcome.title')),
    ...(announcements.length === 0 ? [h('p', { class: 'muted' }, say('outcome.none'))] : []),
    ...announcements.map((announced) => stageOf(section, announced)),
    ...(certificate
      ? [h('a', { class: 'btn wide', href: '/api/cat/sertifikat', download: true }, say('outcome.certificate'))]
      : []),
  )
}

function stageOf(section: HTMLElement, announced: Announced): HTMLElement {
  const { id, stage, result, place, into, objectionsUntil, objection, isOpen } = announced
  const facts: [string, string][] = [
    [say('outcome.result'), say(`outcome.codes.${into === null ? result.replace('/', '_') : 'filled'}`)],
    ...(place === null ? [] : [[say('outcome.place'), String(place)] as [string, string]]),
    ...(into === null ? [] : [[say('outcome.into'), into] as [string, string]]),
    ...(objectionsUntil === null ? [] : [[say('outcome.until'), day(objectionsUntil)] as [string, string]]),
  ]
  return h(
    'div',
    { class: 'stage' },
    h('h3', {}, say(`outcome.stage.${stage}`)),
    h('dl', {}, ...facts.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
    h('p', {}, h('a', { href: `/cat/pengumuman/${id}` }, say('outcome.open'))),
    objection
      ? filed(announced, objection)
      : isOpen
        ? form(section, announced)
        : h('p', { class: 'muted' }, say(objectionsUntil === null ? 'outcome.isFinal' : 'outcome.closed')),
  )
}

function filed({ answerDueOn }: Announced, { text, state, answer, fileName }: NonNullable<Announced['objection']>) {
  const title = state === 'filed' ? say('outcome.filed') : say(`outcome.answered.${state}`)
  return h(
    'div',
    { class: 'notice info' },
    icon(state === 'filed' ? 'info' : 'done'),
    h(
      'div',
      {},
      h('b', {}, title),
      h('p', {}, answer ?? (answerDueOn === null ? '' : `${say('outcome.answerBy')} ${day(answerDueOn)}`)),
      h('p', { class: 'small muted' }, text),
      fileName !== null && h('p', { class: 'small muted' }, fileName),
    ),
  )
}

/** Folded away, so that a score is not read as an invitation. */
function form(section: HTMLElement, { id }: Announced): HTMLElement {
  const text = h('textarea', { class: 'input', id: `isi-${id}`, rows: '6', maxlength: '4000' })
  const file = h('input', { class: 'input', id: `bukti-${id}`, type: 'file', accept: 'application/pdf,.pdf' })
  const trouble = h('p', { class: 'trouble', role: 'alert' })
  const button = h('button', { class: 'btn primary' }, say('outcome.send'))
  const submit = async (event: Event) => {
    event.preventDefault()
    const chosen = file.files?.[0]
    if (text.value.trim().length < SHORTEST) return refuse(say('outcome.tooShort'), text)
    if (chosen && chosen.size > MOST_FILE_BYTES) return refuse(say('outcome.tooLarge'), file)
    button.disabled = true
    try {
      const evidence = chosen ? { name: chosen.name, base64: await base64Of(chosen) } : null
      const sent = { announcementId: id, text: text.value.trim(), file: evidence }
      draw(section, await ask<RoomOutcome>('sanggah', sent, UPLOAD_MS))
      section.querySelector<HTMLElement>('h2')?.setAttribute('tabindex', '-1')
      section.querySelector<HTMLElement>('h2')?.focus()
    } catch (error) {
      button.disabled = false
      refuse(say(error instanceof Refused ? 'outcome.refused' : 'outcome.failed'), button)
    }
  }
  const refuse = (sentence: string, at: HTMLElement) => {
    trouble.textContent = sentence
    at.focus()
  }
  return h(
    'details',
    {},
    h('summary', {}, say('outcome.object')),
    h(
      'form',
      { method: 'post', novalidate: true, onsubmit: (event) => void submit(event) },
      h('p', { class: 'muted' }, say('outcome.objectText')),
      h('label', { class: 'label', for: `isi-${id}` }, say('outcome.text')),
      text,
      h('label', { class: 'label', for: `bukti-${id}` }, say('outcome.file')),
      file,
      trouble,
      button,
    ),
  )
}

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}

/** A civil date in words; it is the same day everywhere. */
function day(date: string): string {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${date}T00:00:00Z`))
}
