import { requireRead } from '@/components/wbs/desk/held'
import type { Attached } from '@/lib/wbs/attached'
import { decryptFile } from '@/lib/wbs/attachment'
import { Tampered } from '@/lib/wbs/protocol'

export const fileCalls = {
  /** Opens a file whose parts all came. Throws `Tampered` for anything but what its message said. */
  async openFile({
    report,
    attached,
    parts,
  }: {
    report: string
    attached: Attached
    parts: Uint8Array[]
  }): Promise<Blob> {
    const box = requireRead(report).pesan.boxes[attached.epoch]
    if (!box) throw new Tampered('cannot_decrypt', { epoch: attached.epoch })
    return decryptFile(box.identity, parts, attached)
  },
}
