import { h, say } from '@/components/ui/dom'
import { draft } from './draft'
import { drawing } from './drawing'
import type { EvidenceFile, EvidencePage } from './evidence-file'
import { evidenceScreens } from './later'
import type { Inbox } from './own-report'
import { button, tellTrouble, troublePlace } from './stage'
import { beginCleaner, vault } from './vault'

/** The page as the loaded part sees it. */
export function evidencePage(files = draft.files, before = 0): EvidencePage {
  return {
    files,
    before,
    beginCleaner,
    upload: {
      begin: (id, file) => vault('attach', { id, file }),
      part: () => vault('sendPart'),
      tell: (said) => vault('attached', said),
    },
    tellTrouble,
  }
}

/** Where files are chosen or dropped; what looks at them is loaded at the first. `changed` runs when some were taken. */
export function evidencePlace(page: EvidencePage, changed: () => void = () => {}): HTMLElement {
  const trouble = troublePlace()
  const list = h('div', { class: 'evidence-list' })
  const take = async (files: FileList | null | undefined) => {
    const chosen = [...(files ?? [])]
    input.value = ''
    try {
      const { takeFiles } = await evidenceScreens()
      await takeFiles(page, chosen, list)
      changed()
    } catch (error) {
      tellTrouble(trouble, error)
    }
  }
  const input = h('input', {
    type: 'file',
    multiple: true,
    id: 'files',
    'aria-describedby': 'files-limits',
    onchange: () => void take(input.files),
  })
  const drop = h(
    'label',
    {
      class: 'drop',
      for: 'files',
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault()
        void take((event as DragEvent).dataTransfer?.files)
      },
    },
    drawing('file'),
    h('span', {}, h('b', {}, say('files.add')), ` ${say('files.drop')}`),
  )
  if (page.files.length > 0) void evidenceScreens().then(({ drawFiles }) => drawFiles(page, list))
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
    send.disabled = true
    const { sendEvidence } = await evidenceScreens()
    if (await sendEvidence(page, place)) sent(newest)
  }
  send.hidden = true
  const choice = evidencePlace(page, () => {
    send.hidden = files.length === 0
  })
  return h('details', {}, h('summary', {}, say('files.attach')), choice, h('div', { class: 'acts' }, send), place)
}
