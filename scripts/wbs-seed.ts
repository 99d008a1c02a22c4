import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import accounts from '@/db/seed/accounts.json'
import { HOLIDAYS } from '@/db/seed/holidays'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { holidays } from '@/db/wbs/handling-schema'
import { civilDateIn, daysBetween } from '@/lib/civil-date'
import { recoveryKeyOf } from '@/lib/wbs/ceremony'
import { NOTHING_BEFORE } from '@/lib/wbs/envelope'
import { type Manifest, type ManifestKey, seenOf, signManifest } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { coverOldOffline } from '@/lib/wbs/offline.server'
import { demonstrationSecrets, reportingPlace } from '@/lib/wbs/place.server'
import { base64url, fromBase64url, PROTOCOL } from '@/lib/wbs/protocol'
import { lockWithPassphrase, makeRecipientKey } from '@/lib/wbs/recipient-key'
import { keepRecipientKey } from '@/lib/wbs/recipient-key.server'
import { makeSigningKey, type SigningKey, signingKeyOf } from '@/lib/wbs/signature'
import { entryOf, signCheckpoint } from '@/lib/wbs/transparency'
import { publishedLog, publishManifest, waitingEntries } from '@/lib/wbs/transparency.server'
import { coverOldWraps } from '@/lib/wbs/wraps.server'

/**
 * Fills the database of WBS with what it needs at every start: a calendar until the office copies its own, the outer layer
 * of wraps that were kept before there was one, and with `--demonstration` fictional recipients. Their keys, the list of
 * them and its log are made as in a ceremony, by the same code; only that the root key lies in a file, as no root key of a
 * real place ever does, and that every key is locked with the password of the demonstration.
 */
const today = civilDateIn('Asia/Jakarta', new Date())

/** A list is good for 35 days; a demonstration that is started now and then signs in time. */
const SIGN_AFTER_DAYS = 10

/** Demonstration accounts of the office, by user id, and what each is inside. */
const PEOPLE: Record<string, { roles: OfficerRole[]; group?: string }> = {
  'wbs.inspektur': { roles: ['inspektur', 'penelaah'], group: 'inspektorat' },
  'wbs.verifikator': { roles: ['verifikator'], group: 'inspektorat' },
  'wbs.investigator': { roles: ['investigator'], group: 'inspektorat' },
  'wbs.luar.satu': { roles: ['verifikator', 'inspektur'], group: 'alternatif' },
  'wbs.luar.dua': { roles: ['penelaah', 'investigator'], group: 'alternatif' },
  'wbs.kustodian.satu': { roles: ['kustodian'] },
  'wbs.kustodian.dua': { roles: ['kustodian'] },
  'wbs.kustodian.tiga': { roles: ['kustodian'] },
  'wbs.pengelola': { roles: ['pengelola_kunci', 'statistik'] },
  'wbs.pejabat': { roles: ['pejabat'] },
  'wbs.pimpinan': { roles: ['pimpinan'] },
}

const GROUPS = [
  { id: 'inspektorat', name: 'Inspektorat' },
  { id: 'alternatif', name: 'Jalur alternatif' },
]

/** `rootKey` is the public half of `root`, both in base64url; `recovery` is the secret of the key of last resort. */
type Secrets = { rootKey: string; root: string; recovery: string }

await coverOldWraps()
await coverOldOffline()
await transactWbs(async (tx) => {
  const isNew = (await tx.select().from(holidays).limit(1)).length === 0
  if (isNew) await tx.insert(holidays).values(HOLIDAYS.map(([day, name]) => ({ day, name })))
  if (process.argv.includes('--demonstration')) await demonstrate(tx)
})
process.exit(0)

type Listed = Pick<Manifest, 'keys' | 'groups' | 'recovery'>

/** Publishes the first list of a demonstration, or the next before it is too old or when somebody is new. */
async function demonstrate(tx: WbsTx): Promise<void> {
  const newest = await findNewestManifest(tx)
  const last: Manifest | undefined = newest && JSON.parse(newest.manifest)
  const isFresh = last && daysBetween(last.issuedOn, today) < SIGN_AFTER_DAYS
  if (isFresh && missing(last).length === 0) return
  const root = last ? knownRoot() : undefined
  if (last && !root) return // lost, and with it the demonstration's reports
  const begun = last && root ? { root, listed: last } : await ceremony()
  const listed = await withEverybody(tx, begun.listed)
  const { deployment } = reportingPlace()
  const version = (last?.version ?? 0) + 1
  const previous = newest ? seenOf(newest).hash : NOTHING_BEFORE
  const signed = signManifest({ ...listed, v: PROTOCOL, deployment, version, previous, issuedOn: today }, begun.root)
  const { log } = await publishedLog(tx)
  const waiting = await waitingEntries(tx, today)
  const checkpoint = signCheckpoint([...log, ...waiting, entryOf(signed)], { deployment, on: today }, begun.root)
  await publishManifest(tx, { signed, checkpoint, on: today })
}

/** Makes the root key, the key of last resort, and a list of nobody. */
async function ceremony(): Promise<{ root: SigningKey; listed: Listed }> {
  const [root, secret] = [makeSigningKey(), crypto.getRandomValues(new Uint8Array(32))]
  const { box, sign } = await recoveryKeyOf(secret)
  write({ rootKey: root.public, root: base64url(root.secret), recovery: base64url(secret) })
  const groups = GROUPS.map((group) => ({ ...group, keys: [] }))
  const holders = ['Inspektur', 'Kepala Biro Hukum', 'Ombudsman']
  return { root, listed: { keys: [], groups, recovery: { box: box.recipient, sign: sign.public, holders } } }
}

/** The accounts that no key of a list belongs to. */
function missing({ keys }: Pick<Manifest, 'keys'>) {
  return accounts.accounts.filter(({ id, userId }) => PEOPLE[userId] && !keys.some(({ holder }) => holder === id))
}

/** A list with a key for everybody who has none yet. */
async function withEverybody(tx: WbsTx, listed: Listed): Promise<Listed> {
  let { keys, groups } = listed
  for (const { id: holder = '', userId, name, position } of missing(listed)) {
    const { roles, group: own } = PEOPLE[userId] ?? { roles: [] }
    const key = await makeKey(tx, { holder, name, position, roles })
    keys = [...keys, key]
    groups = groups.map((group) => (group.id === own ? { ...group, keys: [...group.keys, key.id] } : group))
  }
  return { ...listed, keys, groups }
}

async function makeKey(tx: WbsTx, shown: Pick<ManifestKey, 'holder' | 'name' | 'position' | 'roles'>) {
  const made = await makeRecipientKey()
  const [id, box, sign] = [crypto.randomUUID(), made.box.recipient, made.sign.public]
  const key: ManifestKey = { id, ...shown, box, sign, from: today, until: null }
  await keepRecipientKey(tx, { key, locked: [await lockWithPassphrase(made, accounts.password)] })
  return key
}

function knownRoot(): SigningKey | undefined {
  const secrets = readSecrets()
  return secrets && signingKeyOf(fromBase64url(secrets.root))
}

function write(secrets: Secrets): void {
  const path = demonstrationSecrets()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 })
}

function readSecrets(): Secrets | undefined {
  const path = demonstrationSecrets()
  if (!existsSync(path)) return undefined
  chmodSync(path, 0o600)
  return JSON.parse(readFileSync(path, 'utf8'))
}
