import { requireHeld } from '@/components/wbs/desk/held'
import { openOffline } from '@/lib/wbs/offline'
import { fromBase64url, Tampered } from '@/lib/wbs/protocol'

/** What came out of a file: its text; `null` where it is none, `undefined` where it was not locked for this key. */
export type OfflineContent = string | null | undefined

export const offlineCalls = {
  async openOffline({ file }: { file: string }): Promise<OfflineContent> {
    const { key } = requireHeld()
    try {
      return textOf(await openOffline(key.box.identity, fromBase64url(file)))
    } catch (error) {
      if (error instanceof Tampered && error.code === 'cannot_decrypt') return undefined
      throw error
    }
  },
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
