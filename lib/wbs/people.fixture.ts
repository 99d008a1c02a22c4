import { type RecoveryKey, recoveryKeyOf } from '@/lib/wbs/ceremony'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { NOTHING_BEFORE } from '@/lib/wbs/envelope'
import { type Box, boxFromSeed } from '@/lib/wbs/hybrid'
import { type Manifest, type ManifestKey, type SignedManifest, signManifest } from '@/lib/wbs/manifest'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { base64url, hashHex, PROTOCOL } from '@/lib/wbs/protocol'
import { type SigningKey, signingKeyOf } from '@/lib/wbs/signature'

export const DEPLOYMENT = 'uji-coba'
export const ORIGIN = 'https://wbs.example.go.id'
export const TODAY = '2026-11-02'

export type Person = { key: ManifestKey; box: Box; sign: SigningKey }

/** Bytes that are the same in every run. */
export function seedOf(name: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hashHex(`seed|${name}`), 'hex'))
}

/** A stable id of a name, of the shape of a random one. */
export function idOf(name: string): string {
  const hex = hashHex(`id|${name}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export async function person(name: string, roles: OfficerRole[] = ['verifikator']): Promise<Person> {
  const [box, sign] = [await boxFromSeed(seedOf(`${name}|box`)), signingKeyOf(seedOf(`${name}|sign`))]
  const shown = { name, position: 'Auditor', roles, from: '2026-01-01', until: null }
  const key = { id: idOf(name), holder: idOf(`${name}|holder`), ...shown, box: box.recipient, sign: sign.public }
  return { key, box, sign }
}

export const root = signingKeyOf(seedOf('root'))

export function recoveryKey(): Promise<RecoveryKey> {
  return recoveryKeyOf(seedOf('recovery'))
}

/** Four people in the group `inspektorat`, and a manifest of them signed by the root key. */
export async function office(change: Partial<Manifest> = {}) {
  const [ani, budi, citra, dewi] = await Promise.all(['Ani', 'Budi', 'Citra', 'Dewi'].map((name) => person(name)))
  if (!ani || !budi || !citra || !dewi) throw new Error('nobody')
  const people = [ani, budi, citra, dewi]
  const recovery = await recoveryKey()
  const manifest: Manifest = {
    v: PROTOCOL,
    deployment: DEPLOYMENT,
    version: 3,
    previous: NOTHING_BEFORE,
    issuedOn: '2026-10-20',
    keys: people.map(({ key }) => key),
    groups: [{ id: 'inspektorat', name: 'Inspektorat', keys: [ani, budi, citra].map(({ key }) => key.id) }],
    recovery: {
      box: recovery.box.recipient,
      sign: recovery.sign.public,
      holders: ['Inspektur', 'Kepala Biro', 'Ombudsman'],
    },
    ...change,
  }
  return { ani, budi, citra, dewi, people, manifest, signed: signManifest(manifest, root) as SignedManifest }
}

/** A reporter's keys as a code would give them, without the cost of deriving. */
export async function reporterKeys(name = 'pelapor'): Promise<ReporterKeys> {
  const locator = seedOf(`${name}|lokasi`)
  return {
    locator: base64url(locator),
    locatorHash: hashHex(locator),
    box: await boxFromSeed(seedOf(`${name}|box`)),
    sign: signingKeyOf(seedOf(`${name}|sign`)),
  }
}
