import type { Receipt } from '@/lib/cat/receipt'
import { h, say } from './dom'

/** The receipt as a file, and where everybody may check it. */
export function takeHome(session: string, receipt: Receipt): HTMLElement[] {
  const file = new Blob([JSON.stringify(receipt, null, 1)], { type: 'application/json' })
  const name = `tanda-terima-${receipt.attempt.slice(0, 8)}.json`
  return [
    h('a', { class: 'btn wide', href: URL.createObjectURL(file), download: name }, say('result.download')),
    h('a', { class: 'btn quiet wide', href: `/cat/bukti/${session}` }, say('result.check')),
  ]
}
