import { h, say } from '@/components/ui/dom'
import { draft } from './draft'
import { drawing } from './drawing'
import { type EvidenceFile, type EvidencePage, isReady } from './evidence-file'
import { evidenceScreens } from './later'
import type { Inbox } from './own-report'
import { button, tellTrouble, troublePlace } from './stage'
import { beginCleaner, vault } from './vault'

/** Files are looked at one after the other, however often somebody chooses some; this is when the last is done. */
let taken: Promise<void> = Promise.resolve()
let waiting = 0

/** When no chosen file is being cleaned any more; undefined where none is. */
export function filesTaken(): Promise<void> | undefined {
  return waiting > 0 ? taken : undefined
}

/** The page as the loaded part sees it. */
export function evidencePage(files = draft.files, before = 0): EvidencePage {
  return {
    files,
    before,
    changed: () => {},
    beginCleaner,
    upload: {
      begin: (id, file) => vault('attach', { id, file }),
      part: () => vault('sendPart'),
      tell: (said) => vault('attached', said),
    },
    tellTrouble,
  }
}

/** Where files are chosen or dropped; what looks at them is loaded at the first. */
export function evidencePlace(page: EvidencePage): HTMLElement {
  const trouble = troublePlace()
  const list = h('div', { class: 'evidence-list' })
  const take = (files: FileList | null | undefined) => {
    const chosen = [...(files ?? [])]
    input.value = ''
    trouble.replaceChildren()
    waiting += 1
    taken = taken
      .then(async () => (await evidenceScreens()).takeFiles(page, chosen, list))
      .catch((error) => tellTrouble(trouble, error))
      .finally(() => {
        waiting -= 1
      })
  }
  const input = h('input', {
    type: 'file',
    multiple: true,
    id: 'files',
    'aria-describedby': 'files-limits',
    onchange: () => take(input.files),
  })
  const drop = h(
    'label',
    {
      class: 'drop',
      for: 'files',
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault()
        take((event as DragEvent).dataTransfer?.files)
      },
    },
    drawing('file'),
    h('span', {}, h('b', {}, say('files.add')), ` ${say('files.drop')}`),
  )
  const draw = () => void evidenceScreens().then(({ drawFiles }) => drawFiles(page, list))
  if (page.files.length > 0) draw()
  void filesTaken()?.then(draw) // chosen before somebody left this question and came back
  return h(
    'div',
    { class: 'files' },
    input,
    drop,
    h('p', { class: 'small muted', id: 'files-limits' }, say('files.limits')),
    trouble,
    list,
  )
}

/** Files that follow a report, from its inbox. */
export function moreEvidence({ shown }: Inbox, sent: (inbox: Inbox | undefined) => void): HTMLElement {
  const files: EvidenceFile[] = []
  let newest: Inbox | undefined
  const page = evidencePage(files, shown.filter(({ kind }) => kind === 'file').length)
  page.upload.tell = async (said) => {
    newest = await vault('attached', said)
  }
  const place = h('div')
  const send = button(say('files.send'), () => void run(), 'btn primary')
  const run = async () => {
    send.hidden = true
    choice.hidden = true // what is on its way is not changed
    const { sendEvidence } = await evidenceScreens()
    await sendEvidence(page, place)
    sent(newest)
  }
  page.changed = () => {
    send.hidden = !files.some(isReady)
  }
  send.hidden = true
  const choice = evidencePlace(page)
  return h('details', {}, h('summary', {}, say('files.attach')), choice, h('div', { class: 'acts' }, send), place)
}
