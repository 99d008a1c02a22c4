import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import accounts from '@/db/seed/accounts.json'
import { HOLIDAYS } from '@/db/seed/holidays'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { holidays } from '@/db/wbs/schema'
import { civilDateIn, daysBetween } from '@/lib/civil-date'
import { NOTHING_BEFORE } from '@/lib/wbs/envelope'
import { makeBox } from '@/lib/wbs/hybrid'
import { type Manifest, type ManifestKey, seenOf, signManifest } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import { demonstrationSecrets, reportingPlace } from '@/lib/wbs/place.server'
import { base64url, fromBase64url, PROTOCOL } from '@/lib/wbs/protocol'
import { lockWithPassphrase, makeRecipientKey } from '@/lib/wbs/recipient-key'
import { keepRecipientKey } from '@/lib/wbs/recipient-key.server'
import { makeSigningKey, signingKeyOf } from '@/lib/wbs/signature'
import { entryOf, signCheckpoint } from '@/lib/wbs/transparency'
import { publishedLog, publishManifest } from '@/lib/wbs/transparency.server'

/**
 * Fills the database of WBS with what it needs at every start: the calendar that deadlines are counted by, and with
 * `--demonstration` fictional recipients. Their keys, the list of them and its log are made as in a ceremony, by the same
 * code; only that the root key lies in a file, as no root key of a real place ever does, and that every key is locked with
 * the password of the demonstration.
 */
const today = civilDateIn('Asia/Jakarta', new Date())

/** A list is good for 35 days; a demonstration that is started now and then signs in time. */
const SIGN_AFTER_DAYS = 10

const PEOPLE = [
  { name: 'Ratna Kusumawijaya', position: 'Inspektur', roles: ['inspektur', 'penelaah'], group: 'inspektorat' },
  { name: 'Sabar Hutagaluh', position: 'Auditor Ahli Madya', roles: ['verifikator'], group: 'inspektorat' },
  { name: 'Wening Paramastuti', position: 'Auditor Ahli Muda', roles: ['investigator'], group: 'inspektorat' },
  { name: 'Ilyas Batubari', position: 'Akademisi', roles: ['verifikator', 'penelaah'], group: 'alternatif' },
  { name: 'Theresia Lowoleba', position: 'Advokat', roles: ['investigator'], group: 'alternatif' },
  { name: 'Gunawan Tirtasana', position: 'Kepala Biro Hukum', roles: ['kustodian'] },
  { name: 'Nurlela Padangsari', position: 'Kepala Biro Umum', roles: ['kustodian'] },
  { name: 'Yakobus Mambrasari', position: 'Tokoh masyarakat', roles: ['kustodian'] },
]

const GROUPS = [
  { id: 'inspektorat', name: 'Inspektorat' },
  { id: 'alternatif', name: 'Jalur alternatif' },
]

/** `rootKey` is the public half of `root`, both in base64url; `recovery` is the secret of the key of last resort. */
type Secrets = { rootKey: string; root: string; recovery: string }

await transactWbs(async (tx) => {
  await tx
    .insert(holidays)
    .values(HOLIDAYS.map(([day, name]) => ({ day, name })))
    .onConflictDoNothing()
  if (process.argv.includes('--demonstration')) await demonstrate(tx)
})
process.exit(0)

/** Publishes the first list of a demonstration, or the same anew before it is too old. */
async function demonstrate(tx: WbsTx): Promise<void> {
  const newest = await findNewestManifest(tx)
  const last: Manifest | undefined = newest && JSON.parse(newest.manifest)
  if (last && daysBetween(last.issuedOn, today) < SIGN_AFTER_DAYS) return
  const made = last ? again(last) : await ceremony(tx)
  if (!made) return
  const { root, ...rest } = made
  const { deployment } = reportingPlace()
  const version = (last?.version ?? 0) + 1
  const previous = newest ? seenOf(newest).hash : NOTHING_BEFORE
  const signed = signManifest({ ...rest, v: PROTOCOL, deployment, version, previous, issuedOn: today }, root)
  const { log } = await publishedLog(tx)
  const checkpoint = signCheckpoint([...log, entryOf(signed)], { deployment, on: today }, root)
  await publishManifest(tx, { signed, checkpoint, on: today })
}

/** Makes the root key, the key of last resort, and the keys of each person. */
async function ceremony(tx: WbsTx) {
  const [root, recovery] = [makeSigningKey(), await makeBox()]
  write({ rootKey: root.public, root: base64url(root.secret), recovery: recovery.identity })
  const keys: ManifestKey[] = []
  for (const { group: _, ...person } of PEOPLE) keys.push(await makeKey(tx, person))
  const groups = GROUPS.map((group) => ({ ...group, keys: keys.filter((_, at) => PEOPLE[at]?.group === group.id) }))
  return {
    root,
    keys,
    groups: groups.map(({ keys: members, ...group }) => ({ ...group, keys: members.map(({ id }) => id) })),
    recovery: { box: recovery.recipient, holders: ['Inspektur', 'Kepala Biro Hukum', 'Ombudsman'] },
  }
}

async function makeKey(tx: WbsTx, shown: Pick<ManifestKey, 'name' | 'position' | 'roles'>): Promise<ManifestKey> {
  const made = await makeRecipientKey()
  const ids = { id: crypto.randomUUID(), holder: crypto.randomUUID() }
  const key = { ...ids, ...shown, box: made.box.recipient, sign: made.sign.public, from: today, until: null }
  await keepRecipientKey(tx, { key, locked: [await lockWithPassphrase(made, accounts.password)] })
  return key
}

/** The same list under the same root key; undefined when that is lost, and with it the demonstration's reports. */
function again(last: Manifest) {
  const secrets = readSecrets()
  return secrets && { ...last, root: signingKeyOf(fromBase64url(secrets.root)) }
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
