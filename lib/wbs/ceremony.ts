import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { combine, split } from 'shamir-secret-sharing'
import { isCivilDate } from '@/lib/civil-date'
import { NOTHING_BEFORE } from '@/lib/wbs/envelope'
import { type Box, boxFromSeed, isHybridRecipient } from '@/lib/wbs/hybrid'
import {
  type FormerRecovery,
  type LastResort,
  type Manifest,
  type ManifestKey,
  type SignedManifest,
  seenOf,
  signManifest,
} from '@/lib/wbs/manifest'
import { paperWords, readPaperWords } from '@/lib/wbs/paper'
import { fromBase64url, PROTOCOL } from '@/lib/wbs/protocol'
import { areTooFew } from '@/lib/wbs/report'
import { type SigningKey, signingKeyOf } from '@/lib/wbs/signature'
import { type Checkpoint, entryOf, type LogEntry, signCheckpoint, type Waiting } from '@/lib/wbs/transparency'

/** What a ceremony gives out, and what the next one begins with. */
export type Signed = SignedManifest & { log: LogEntry[]; checkpoint: Checkpoint }

/** What the holders of the root key agree on; number and date are of the ceremony. */
export type Draft = Pick<Manifest, 'deployment' | 'keys' | 'groups' | 'recovery'> & {
  certificates?: Waiting[] // what was destroyed or recovered since the last ceremony, as the office hands it in
}

/** What the office hands to a ceremony: the draft, and what was published last with the log as it is now. */
export type NextList = Draft & { before?: Signed }

/** What is wrong with a draft, and with which key, group or name. */
export type DraftProblem = { code: DraftCode; of: string }
type DraftCode =
  | 'unnamed'
  | 'not_hybrid'
  | 'not_a_key'
  | 'twice'
  | 'not_a_date'
  | 'too_few'
  | 'not_listed'
  | 'missing'
  | 'changed'
  | 'other_roles'

export const SHARES = 3
const NEEDED = 2
const SECRET_BYTES = 32
const SHARE_BYTES = SECRET_BYTES + 1 // with the place of the share

/** A secret of 32 bytes in three shares of 25 words for paper, of which any two are enough. */
export async function splitForPaper(secret: Uint8Array): Promise<string[][]> {
  return (await split(secret, SHARES, NEEDED)).map(paperWords)
}

/** The secret of two or more shares as they were typed; undefined when one is misread. Wrong shares give another one. */
export async function joinFromPaper(typed: readonly string[]): Promise<Uint8Array | undefined> {
  const shares = typed.map((words) => readPaperWords(words, SHARE_BYTES)).filter((share) => share !== undefined)
  const places = new Set(shares.map((share) => share[SECRET_BYTES]))
  if (shares.length !== typed.length || places.size < NEEDED || places.size !== shares.length) return undefined
  return combine(shares)
}

/** The root key of the shares, when it is the one that readers know; undefined otherwise. */
export async function rootFromPaper(typed: readonly string[], publicKey: string): Promise<SigningKey | undefined> {
  const secret = await joinFromPaper(typed)
  const key = secret && signingKeyOf(secret)
  return key?.public === publicKey ? key : undefined
}

/** The key of last resort: what it opens, and what it signs new keys of a report with. */
export type RecoveryKey = { box: Box; sign: SigningKey }

export async function recoveryKeyOf(secret: Uint8Array): Promise<RecoveryKey> {
  const seed = hkdf(sha256, secret, undefined, utf8ToBytes(`${PROTOCOL}|recovery-sign`), SECRET_BYTES)
  return { box: await boxFromSeed(secret), sign: signingKeyOf(seed) }
}

/** The key of last resort of the shares, when it is the one of the list or one before it; undefined otherwise. */
export async function recoveryFromPaper(
  typed: readonly string[],
  { box, sign, former = [] }: LastResort,
): Promise<RecoveryKey | undefined> {
  const secret = await joinFromPaper(typed)
  const key = secret && (await recoveryKeyOf(secret))
  const isKnown = [{ box, sign }, ...former].some(
    (each) => key?.box.recipient === each.box && key.sign.public === each.sign,
  )
  return isKnown ? key : undefined
}

/** Signs the manifest that follows the last one, and the log with it. */
export function signNext(draft: Draft, before: Signed | undefined, on: string, root: SigningKey): Signed {
  const last = before && seenOf(before)
  const { deployment, keys, groups, recovery } = draft
  const numbered = { version: (last?.version ?? 0) + 1, previous: last?.hash ?? NOTHING_BEFORE, issuedOn: on }
  const signed = signManifest({ v: PROTOCOL, deployment, keys, groups, recovery, ...numbered }, root)
  const log = [...(before?.log ?? []), ...(draft.certificates ?? []), entryOf(signed)]
  return { ...signed, log, checkpoint: signCheckpoint(log, { deployment, on }, root) }
}

/** What speaks against signing a draft. Nothing that was signed before may vanish or become something else. */
export function draftProblems({ keys, groups, recovery }: Draft, before: SignedManifest | undefined): DraftProblem[] {
  const listed = new Set(keys.map(({ id }) => id))
  const last: Manifest | undefined = before && JSON.parse(before.manifest)
  return [
    ...keys.flatMap((key) => keyCodes(key).map((code) => ({ code, of: key.name }))),
    ...twice(keys.map(({ id }) => id)),
    ...twice(keys.map(({ box }) => box)),
    ...groups.flatMap((group): DraftProblem[] => {
      const active = keys.filter(({ id, until }) => group.keys.includes(id) && until === null)
      const few = areTooFew(active)
      const unlisted = group.keys.filter((id) => !listed.has(id))
      return [...(few ? [{ code: 'too_few' as const, of: group.name }] : []), ...unlisted.map(as('not_listed'))]
    }),
    ...recoveryCodes(recovery, last).map((code) => ({ code, of: 'recovery' })),
    ...(last?.keys ?? []).flatMap((old): DraftProblem[] => {
      const now = keys.find(({ id }) => id === old.id)
      if (!now) return [{ code: 'missing' as const, of: old.name }]
      const isSame = now.box === old.box && now.sign === old.sign && now.holder === old.holder && now.from === old.from
      if (!isSame) return [{ code: 'changed' as const, of: old.name }]
      // what a key signed is held against its roles for good: others need another key
      const hasRoles = [...now.roles].sort().join() === [...old.roles].sort().join()
      return hasRoles ? [] : [{ code: 'other_roles' as const, of: old.name }]
    }),
  ]
}

/** The draft with another key of last resort: the one before stays in it, because what hangs on it is still to be opened. */
export function withNewRecovery(
  draft: NextList,
  { box, sign }: Required<Pick<LastResort, 'box' | 'sign'>>,
  holders: readonly string[],
): NextList {
  const { box: lastBox, sign: lastSign, former = [] } = draft.recovery
  const until = draft.before ? seenOf(draft.before).version : 0
  const replaced = { box: lastBox, ...(lastSign && { sign: lastSign }), until }
  return { ...draft, recovery: { box, sign, holders: [...holders], former: [...former, replaced] } }
}

/**
 * What was wrapped to a key of last resort, and what it signed, hangs on it. It stays the same, or stays among the former ones
 * with the number of its last list.
 */
function recoveryCodes({ box, sign, former = [] }: LastResort, last: Manifest | undefined): DraftCode[] {
  const isSame = last && last.recovery.box === box && (last.recovery.sign ?? sign) === sign
  const due = last && [
    ...(last.recovery.former ?? []),
    ...(isSame ? [] : [{ box: last.recovery.box, sign: last.recovery.sign, until: last.version }]),
  ]
  const stays = (each: FormerRecovery, at: number) =>
    former[at]?.box === each.box && former[at]?.sign === each.sign && former[at]?.until === each.until
  const isChanged = due ? former.length !== due.length || !due.every(stays) : former.length > 0
  return [
    ...(isHybridRecipient(box) ? [] : (['not_hybrid'] as const)),
    ...(sign === undefined || isPublicKey(sign) ? [] : (['not_a_key'] as const)),
    ...(isChanged ? (['changed'] as const) : []),
  ]
}

function keyCodes({ name, position, roles, box, sign, from, until }: ManifestKey): DraftCode[] {
  return [
    ...(name.trim() && position.trim() && roles.length > 0 ? [] : (['unnamed'] as const)),
    ...(isHybridRecipient(box) ? [] : (['not_hybrid'] as const)),
    ...(isPublicKey(sign) ? [] : (['not_a_key'] as const)),
    ...([from, until ?? from].every(isCivilDate) && from <= (until ?? from) ? [] : (['not_a_date'] as const)),
  ]
}

function isPublicKey(text: string): boolean {
  try {
    return fromBase64url(text).length === SECRET_BYTES
  } catch {
    return false
  }
}

function twice(values: readonly string[]): DraftProblem[] {
  return values.filter((value, place) => values.indexOf(value) !== place).map(as('twice'))
}

function as(code: DraftCode): (of: string) => DraftProblem {
  return (of) => ({ code, of })
}
