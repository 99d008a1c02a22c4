import type { Sql } from 'postgres'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { canonical } from '@/lib/canonical-json'
import { beginConversation, type Conversation, nextEnvelope } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { questionTo } from '@/lib/wbs/disclosure'
import { type Asking, askForIdentity } from '@/lib/wbs/disclosure.server'
import { REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import { hashOf, type IdentityBody, type Question, signConsent } from '@/lib/wbs/identity'
import { type Officer, requireOfficer } from '@/lib/wbs/officer.server'
import { office, type Person, person } from '@/lib/wbs/people.fixture'
import { base64url, hashHex } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import { makeReport } from '@/lib/wbs/report'
import { readAs } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, post, proofFrom, publish, signed } from '@/lib/wbs/reporter.fixture'
import { sealIdentity } from '@/lib/wbs/seal'
import type { SigningKey } from '@/lib/wbs/signature'

export const IDENTITY = { name: 'Sri Rahayu', number: '198501012010012001', contact: '0812', safeTime: 'malam' }
export const DAY = '2026-11-03'

/** An office of an investigator, an Inspektur and a verifikator who read reports, and three custodians who do not. */
export async function sealingOffice(owner: Sql) {
  const [dini, ratna, sabar, eka, fitri, gita] = (await Promise.all([
    person('Dini', ['investigator']),
    person('Ratna', ['inspektur']),
    person('Sabar', ['verifikator', 'investigator']),
    ...['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])),
  ])) as [Person, Person, Person, Person, Person, Person]
  const everybody = [dini, ratna, sabar, eka, fitri, gita]
  const groups = [{ id: 'inspektorat', name: 'Inspektorat', keys: [dini, ratna, sabar].map(({ key }) => key.id) }]
  const made = await office({ keys: everybody.map(({ key }) => key), groups })
  await publish(owner, made.signed)
  await keepKeys(owner, everybody)
  return { ...made, dini, ratna, sabar, eka, fitri, gita, custodians: [eka, fitri, gita] }
}

export type SealingOffice = Awaited<ReturnType<typeof sealingOffice>>

/** A report to that office whose identity is sealed, as its reporter's browser does both. */
export async function sealedReport(keys: ReporterKeys, at: SealingOffice) {
  const { manifest, custodians } = at
  const input = { manifest, groupId: 'inspektorat', excluded: [], content: { apa: 'Sesuatu' }, origin: ORIGIN }
  const made = await makeReport(keys, input)
  if (!made) throw new Error('too few would read it')
  await post('laporan', { ...made, proof: await proofFrom('pow') })
  const sealing = custodians.map(({ key }) => key)
  const { key, ...seal } = await sealIdentity(made.id, IDENTITY, keys.sign, sealing)
  const message = await reporterSays({ keys, at, report: made.id }, { act: 'sealed', key, on: DAY })
  const heard = await post('segel', await signed(keys, 'segel', { ...seal, message }))
  if (heard.status !== 200) throw new Error(heard.answer.code)
  return { report: made.id, keys, key, seal, at }
}

export type Sealed = Awaited<ReturnType<typeof sealedReport>>

/** What the reporter says next, locked. */
async function reporterSays(
  { keys, at, report }: { keys: ReporterKeys; at: SealingOffice; report: string },
  body: IdentityBody,
) {
  const heard = await post('buka', await signed(keys, 'buka', { after: 0 }))
  const served = heard.answer as unknown as Parameters<typeof readReport>[1]
  const begin = beginConversation(report, { sign: keys.sign.public, box: hashHex(keys.box.recipient) })
  const read = await readReport(begin, served, keys.box.identity, at.manifest)
  return sealedNext(read, { id: REPORTER, sign: keys.sign }, body)
}

/** What an officer says next, locked. */
export async function officerSays(owner: Sql, { report, at }: Sealed, by: Person, body: IdentityBody) {
  const read = await readAs(owner, { report, person: by, manifest: at.manifest })
  return sealedNext(read, { id: by.key.id, sign: by.sign }, body)
}

async function sealedNext(
  { conversation, boxes }: { conversation: Conversation; boxes: { recipient: string }[] },
  by: { id: string; sign: SigningKey },
  body: IdentityBody,
) {
  const box = boxes[conversation.epoch]
  const envelope = nextEnvelope(conversation, { kind: 'identitas', sender: by.id, body })
  const ct = base64url(await sealEnvelope(envelope, by.sign, box?.recipient ?? ''))
  return { seq: envelope.seq, epoch: envelope.epoch, ct }
}

/** A question of somebody, with its letters and its message. */
export async function askingOf(
  owner: Sql,
  sealed: Sealed,
  by: Person,
  change: Partial<Question> = {},
): Promise<{ question: Question; asking: Asking }> {
  const { report, key, at } = sealed
  const said = { purpose: 'Meminta keterangan', basis: 'Pasal 10 UU 31/2014', on: DAY, nonce: canonical([DAY]) }
  const question = { report, key, by: by.key.id, ...said, ...change }
  const letters = at.custodians.map(async ({ key: custodian }) => {
    return { keyId: custodian.id, ct: await questionTo(question, by.sign, custodian) }
  })
  const message = await officerSays(owner, sealed, by, { act: 'asked', question })
  return { question, asking: { report, request: hashOf(question), letters: await Promise.all(letters), message } }
}

/** Somebody asks. */
export async function ask(owner: Sql, sealed: Sealed, by: Person, change: Partial<Question> = {}, on = DAY) {
  const { question, asking } = await askingOf(owner, sealed, by, change)
  await as(by, (tx, officer) => askForIdentity(tx, officer, asking, on))
  return { question, request: asking.request, asking }
}

/** The reporter answers. */
export async function reporterAnswers({ report, keys, at }: Sealed, request: string, isGranted: boolean) {
  const message = await reporterSays({ report, keys, at }, { act: 'answered', request, isGranted, on: DAY })
  const consent = isGranted ? signConsent(keys.sign, report, request, DAY) : null
  return post('segel/jawab', await signed(keys, 'segel/jawab', { request, consent, message }))
}

/** Does something as an officer, in a transaction. */
export function as<T>({ key }: Person, run: (tx: WbsTx, officer: Officer) => Promise<T>): Promise<T> {
  return transactWbs(async (tx) => run(tx, await requireOfficer(tx, key.holder)))
}
