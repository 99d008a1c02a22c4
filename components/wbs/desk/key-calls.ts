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
  type RecipientKey,
  unlock,
} from '@/lib/wbs/recipient-key'
import { type Relock, relock } from '@/lib/wbs/relock'

type Unlocking = Pick<Held, 'officer' | 'place' | 'signed'> & {
  typed: string
  locked: readonly LockedKey[]
  seen: SeenManifest | undefined
}

/** What locks an own key now, by which it is opened once more before it is locked anew. */
type Relocking = { key: string; locked: readonly LockedKey[]; typed: string }

/** The same key locked anew, as it may leave the browser; `words` stand on paper from now on. */
export type Relocked = { made: Relock; words: string[] | null }

/** A new key as it may leave the browser, with what its owner writes down and compares. */
export type MadeKey = { offer: KeyOffer; locked: LockedKey[]; recovery: string[]; fingerprint: string[] }

export const keyCalls = {
  /** Takes the key out of its lock by passphrase or recovery words; undefined where they are not the ones. */
  async unlock({ typed, locked, seen, ...of }: Unlocking): Promise<SeenManifest | undefined> {
    const key = await unlockAny(locked, typed)
    return key && hold({ ...of, key }, seen)
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
  /** Locks the own key by another passphrase; what opens it now is asked for, however open it lies. */
  async changePassphrase({ chosen, ...of }: Relocking & { chosen: string }): Promise<Relocked | 'wrong' | 'weak'> {
    if (!isStrongPassphrase(chosen)) return 'weak'
    return relocked(of, async (key) => ({ locked: await lockWithPassphrase(key, chosen), words: null }))
  },

  /** Locks the own key by new words for paper; the old ones open it no more once that is kept. */
  renewWords(of: Relocking): Promise<Relocked | 'wrong'> {
    return relocked(of, lockWithRecovery)
  },
}

async function relocked(
  { key: id, locked: all, typed }: Relocking,
  lock: (key: RecipientKey) => Promise<{ locked: LockedKey; words: string[] | null }>,
): Promise<Relocked | 'wrong'> {
  const key = await unlockAny(all, typed)
  if (!key) return 'wrong'
  const { locked, words } = await lock(key)
  const before = all.find(({ kind }) => kind === locked.kind)
  return { made: relock(key, { key: id, before, locked }), words }
}

/** The key, where one of its locks opens by what was typed. */
export async function unlockAny(locked: readonly LockedKey[], typed: string): Promise<RecipientKey | undefined> {
  for (const each of locked) {
    const key = await unlock(each, typed)
    if (key) return key
  }
  return undefined
}
