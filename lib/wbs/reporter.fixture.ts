import type { Sql } from 'postgres'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { encryptTo } from '@/lib/wbs/hybrid'
import type { SignedManifest } from '@/lib/wbs/manifest'
import { office, type Person, reporterKeys, TODAY } from '@/lib/wbs/people.fixture'
import { type Challenge, type Proof, solve } from '@/lib/wbs/proof-of-work'
import { base64url, fromBase64url } from '@/lib/wbs/protocol'
import { makeReport } from '@/lib/wbs/report'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'
import { type SignedRoute, signRequest } from '@/lib/wbs/request'
import { encodeBody, type ReportRequest } from '@/lib/wbs/wire'
import { signWithdrawal } from '@/lib/wbs/withdrawal'

export const ORIGIN = 'https://lapor.example.go.id'

export type Heard = { status: number; bytes: number; answer: Record<string, never> & { code?: string } }

/** Says something at a door as a browser does, padded and typed. */
export function post(door: string, body: object): Promise<Heard> {
  return postBytes(door, encodeBody(body), 'application/json')
}

export async function postBytes(door: string, bytes: Uint8Array, type: string): Promise<Heard> {
  const body = new Uint8Array(bytes)
  const request = new Request(`${ORIGIN}/lapor/api/${door}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': type },
  })
  const response = await reporterDoors[door]?.(request)
  if (!response) throw new Error(`no door ${door}`)
  const text = await response.text()
  return { status: response.status, bytes: Buffer.byteLength(text), answer: JSON.parse(text) }
}

/** The challenge of a door, solved. */
export async function proofFrom(door: 'pow' | 'nonce') {
  const { challenge } = (await post(door, {})).answer as unknown as { challenge: Challenge }
  return solve(challenge)
}

export async function publish(owner: Sql, { manifest, signature }: SignedManifest): Promise<void> {
  const { version } = JSON.parse(manifest)
  await owner`insert into manifests ${owner({ version, content: manifest, signature: fromBase64url(signature) })}`
}

/** The public halves of people's keys, as the office keeps them. */
export async function keepKeys(owner: Sql, people: readonly Person[]): Promise<void> {
  const rows = people.map(({ key: { id, holder, box, sign, from } }) => {
    return { id, account_id: holder, age_pub: box, sign_pub: fromBase64url(sign), starts_on: from }
  })
  await owner`insert into recipient_keys ${owner(rows)}`
}

/** A report to the three of `inspektorat`, but for those who are excluded, ready to be sent. */
export async function reportOf(
  name: string,
  { excluded = [], content = { apa: 'Sesuatu' }, proof }: { excluded?: string[]; content?: object; proof?: Proof } = {},
): Promise<{ keys: ReporterKeys; body: ReportRequest }> {
  const { manifest } = await office()
  const keys = await reporterKeys(name)
  const made = await makeReport(keys, { manifest, groupId: 'inspektorat', excluded, content, origin: ORIGIN })
  if (!made) throw new Error('too few would read it')
  return { keys, body: { ...made, proof: proof ?? (await proofFrom('pow')) } }
}

/** The same body changed and signed again. */
export function signedAnew(keys: ReporterKeys, route: SignedRoute, { signature: _, ...body }: Record<string, unknown>) {
  return signRequest(keys.sign, route, ORIGIN, body)
}

/** What somebody who knows the code says at a door, with a nonce of now. */
export async function signed(keys: ReporterKeys, route: SignedRoute, fields: object = {}) {
  const { nonce, challenge } = (await post('nonce', {})).answer as unknown as { nonce: string; challenge: Challenge }
  const body = signRequest(keys.sign, route, ORIGIN, { locator: keys.locator, nonce, ...fields })
  return route === 'buka' ? { ...body, proof: await solve(challenge) } : body
}

/** The same of whoever takes a report back, after the last message that they saw. */
export async function signedWithdrawal(keys: ReporterKeys, report: string, after = 1) {
  const withdrawal = signWithdrawal(report, { on: TODAY, after }, keys.sign)
  return { withdrawal, ...(await signed(keys, 'cabut', { withdrawal })) }
}

/** Something encrypted to the reporter: what it says is nobody's matter here. */
export async function ciphertext(text = 'Halo'): Promise<string> {
  const { box } = await reporterKeys()
  return base64url(await encryptTo(box.recipient, new TextEncoder().encode(text)))
}
