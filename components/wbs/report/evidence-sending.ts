import { h, say } from '@/components/ui/dom'
import { FILE_KINDS } from '@/lib/wbs/file-kind'
import { type EvidenceFile, type EvidencePage, isReady, nameOf } from './evidence-file'

const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 30_000
/** What passes by itself: no line, or a server that has too much to do. */
const PASSING = ['offline', 'unavailable', 'busy']

/** Sends all files that are ready, however often the line breaks, and again at a press where one was refused. */
export async function sendEvidence(page: EvidencePage, place: HTMLElement): Promise<void> {
  const bar = h('progress', { max: '100', 'aria-label': say('evidence.title') })
  const told = h('p', { role: 'status' })
  const trouble = h('div', { class: 'trouble', role: 'alert' })
  place.replaceChildren(h('p', { class: 'small muted' }, say('evidence.keepOpen')), bar, told, trouble)
  try {
    for (const file of page.files.filter((each) => isReady(each) && !each.isSent))
      await sendOne(page, file, { bar, told, trouble })
  } catch (error) {
    page.tellTrouble(trouble, error)
    bar.remove()
    await new Promise<void>((resolve) => {
      trouble.append(h('button', { type: 'button', class: 'btn', onclick: () => resolve() }, say('evidence.again')))
    })
    return sendEvidence(page, place)
  }
  bar.remove()
  told.textContent = say('evidence.sentAll')
  place.firstElementChild?.remove()
}

type Shown = { bar: HTMLProgressElement; told: HTMLElement; trouble: HTMLElement }

async function sendOne(page: EvidencePage, file: EvidenceFile, shown: Shown): Promise<void> {
  const { upload } = page
  const blob = file.isOriginal || !file.cleaned ? file.original : file.cleaned.blob
  const name = nameOf(page, file)
  const { parts } = await patiently(() => upload.begin(file.id, blob), shown)
  for (let sent = 0, isThere = false; !isThere; ) {
    const percent = Math.round((sent / parts) * 100)
    shown.bar.value = percent
    shown.told.textContent = say('evidence.sending', { name, percent })
    const next = await patiently(() => upload.part(), shown)
    sent = next.sent
    isThere = next.isThere
  }
  const type = FILE_KINDS[file.isOriginal || !file.cleaned ? file.kind : file.cleaned.kind].type
  await patiently(() => upload.tell({ name, type, isCleaned: !file.isOriginal }), shown)
  file.isSent = true
}

/** Tries again until it is done: after a while, when the line is back, or when somebody says so. */
async function patiently<T>(run: () => Promise<T>, { trouble }: Shown): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      const done = await run()
      trouble.replaceChildren()
      return done
    } catch (error) {
      const { code } = Object(error)
      if (!PASSING.includes(code)) throw error
      await new Promise<void>((resolve) => {
        const now = () => resolve()
        const again = h('button', { type: 'button', class: 'btn sm', onclick: now }, say('evidence.again'))
        trouble.replaceChildren(h('p', {}, say(code === 'busy' ? 'evidence.othersFirst' : 'evidence.waiting')), again)
        setTimeout(now, wait)
        addEventListener('online', now, { once: true })
      })
    }
  }
}
