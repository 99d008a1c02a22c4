import { type Held, hold } from '@/components/wbs/desk/held'
import { codeAsWords, makeCode } from '@/lib/wbs/code'
import type { SeenManifest } from '@/lib/wbs/manifest'
import {
  isStrongPassphrase,
  type KeyOffer,
  keyFingerprint,
  type LockedKey,
  lockWithPassphrase,
  lockWithRecovery,
  makeRecipientKey,
  offerKey,
  unlock,
} from '@/lib/wbs/recipient-key'

type Unlocking = Pick<Held, 'officer' | 'place' | 'signed'> & {
  typed: string
  locked: readonly LockedKey[]
  seen: SeenManifest | undefined
}

/** A new key as it may leave the browser, with what its owner writes down and compares. */
export type MadeKey = { offer: KeyOffer; locked: LockedKey[]; recovery: string[]; fingerprint: string[] }

export const keyCalls = {
  /** Takes the key out of its lock by passphrase or recovery words; undefined where they are not the ones. */
  async unlock({ typed, locked, seen, ...of }: Unlocking): Promise<SeenManifest | undefined> {
    for (const each of locked) {
      const key = await unlock(each, typed)
      if (key) return hold({ ...of, key }, seen)
    }
    return undefined
  },

  /** Six words that nobody has thought of, as a passphrase. */
  suggest(): string {
    return codeAsWords(makeCode()).join(' ')
  },

  /** Makes a key and locks it with a passphrase, and with words for paper; undefined where the passphrase is weak. */
  async makeKey({ holder, passphrase }: { holder: string; passphrase: string }): Promise<MadeKey | undefined> {
    if (!isStrongPassphrase(passphrase)) return undefined
    const key = await makeRecipientKey()
    const { words, locked } = await lockWithRecovery(key)
    const byPassphrase = await lockWithPassphrase(key, passphrase)
    const offer = offerKey(key, holder)
    return { offer, locked: [byPassphrase, locked], recovery: words, fingerprint: keyFingerprint(offer) }
  },
}
