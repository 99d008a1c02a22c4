import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { HOLIDAYS } from '@/db/seed/holidays'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { holidays, manifests, recipientKeys } from '@/db/wbs/schema'
import { civilDateIn, daysBetween } from '@/lib/civil-date'
import { NOTHING_BEFORE } from '@/lib/wbs/envelope'
import { type Box, makeBox } from '@/lib/wbs/hybrid'
import { type Manifest, type ManifestKey, seenOf, signManifest } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import { demonstrationSecrets, reportingPlace } from '@/lib/wbs/place.server'
import { base64url, fromBase64url, PROTOCOL } from '@/lib/wbs/protocol'
import { makeSigningKey, type SigningKey, signingKeyOf } from '@/lib/wbs/signature'

/**
 * Fills the database of WBS with what it needs at every start: the calendar that deadlines are counted by, and with
 * `--demonstration` fictional recipients, whose keys and manifest are made as in a ceremony, by the same code. Their
 * secrets lie in a file, as no secret of a real recipient ever does.
 */
const today = civilDateIn('Asia/Jakarta', new Date())

/** A manifest is good for 35 days; a demonstration that is started now and then signs in time. */
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

type Secrets = {
  rootKey: string // public, base64url
  root: string
  recovery: Box
  recipients: { key: ManifestKey; identity: string; sign: string; group?: string }[]
}

await transactWbs(async (tx) => {
  await tx
    .insert(holidays)
    .values(HOLIDAYS.map(([day, name]) => ({ day, name })))
    .onConflictDoNothing()
  if (process.argv.includes('--demonstration')) await demonstrate(tx)
})
process.exit(0)

/** Signs the first manifest of a demonstration, or the next one before the last is too old. */
async function demonstrate(tx: WbsTx): Promise<void> {
  const secrets = readSecrets() ?? (await ceremony())
  const newest = await findNewestManifest(tx)
  const last: Manifest | undefined = newest && JSON.parse(newest.manifest)
  if (last && daysBetween(last.issuedOn, today) < SIGN_AFTER_DAYS) return
  const manifest: Manifest = {
    v: PROTOCOL,
    deployment: reportingPlace().deployment,
    version: (last?.version ?? 0) + 1,
    previous: newest ? seenOf(newest).hash : NOTHING_BEFORE,
    issuedOn: today,
    keys: secrets.recipients.map(({ key }) => key),
    groups: GROUPS.map(({ id, name }) => ({ id, name, keys: membersOf(secrets, id) })),
    recovery: { box: secrets.recovery.recipient, holders: ['Inspektur', 'Kepala Biro Hukum', 'Ombudsman'] },
  }
  const signed = signManifest(manifest, signingKeyOf(fromBase64url(secrets.root)))
  const row = { version: manifest.version, content: signed.manifest, signature: fromBase64url(signed.signature) }
  await tx.insert(manifests).values(row)
  for (const { key } of secrets.recipients) {
    const { id, holder: accountId, box: agePub, from: startsOn } = key
    const values = { id, accountId, agePub, signPub: fromBase64url(key.sign), startsOn }
    await tx.insert(recipientKeys).values(values).onConflictDoNothing()
  }
}

function membersOf({ recipients }: Secrets, groupId: string): string[] {
  return recipients.filter(({ group }) => group === groupId).map(({ key }) => key.id)
}

/** Makes the root key, the key of last resort, and a pair of keys for each person. */
async function ceremony(): Promise<Secrets> {
  const root = makeSigningKey()
  const secrets: Secrets = {
    rootKey: root.public,
    root: base64url(root.secret),
    recovery: await makeBox(),
    recipients: await Promise.all(PEOPLE.map(recipient)),
  }
  const path = demonstrationSecrets()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

async function recipient({ group, ...shown }: (typeof PEOPLE)[number]): Promise<Secrets['recipients'][number]> {
  const [box, sign]: [Box, SigningKey] = [await makeBox(), makeSigningKey()]
  const ids = { id: crypto.randomUUID(), holder: crypto.randomUUID() }
  const key = { ...ids, ...shown, box: box.recipient, sign: sign.public, from: today, until: null }
  return { key, identity: box.identity, sign: base64url(sign.secret), group }
}

function readSecrets(): Secrets | undefined {
  const path = demonstrationSecrets()
  if (!existsSync(path)) return undefined
  chmodSync(path, 0o600)
  return JSON.parse(readFileSync(path, 'utf8'))
}
