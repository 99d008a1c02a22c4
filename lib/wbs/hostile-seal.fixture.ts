import { type CustodianFile, handOn, openCase, questionTo } from './disclosure'
import { hashOf, type LegalOrder, type Question, signConsent } from './identity'
import { office, type Person, person, reporterKeys } from './people.fixture'
import type { TamperCode } from './protocol'
import { sealIdentity } from './seal'

/** What a server hands to a custodian, and to whoever asked. A case changes a copy of it. */
export type World = Early & { handed: Handed[] }
export type Handed = { keyId: string; ct: string }
export type Case<Given> = [what: string, finds: TamperCode, does: (world: World) => Given | Promise<Given>]

export const REPORT = 'b2f1c0de-0000-4000-8000-000000000001'
export const OTHER = 'b2f1c0de-0000-4000-8000-000000000002'
export const identity = { name: 'Sri Rahayu', number: '', contact: '0812', safeTime: 'malam' }
export const DAY = '2026-11-02'

async function sealedAndAsked() {
  const [dini, ratna, budi, eka, fitri, gita] = (await Promise.all([
    person('Dini', ['investigator']),
    person('Ratna', ['inspektur']),
    person('Budi', ['investigator']),
    ...['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])),
  ])) as [Person, Person, Person, Person, Person, Person]
  const people = { dini, ratna, budi, eka, fitri, gita }
  const { manifest } = await office({ keys: Object.values(people).map(({ key }) => key) })
  const { sign } = await reporterKeys()
  const custodians = [eka.key, fitri.key, gita.key]
  const seal = await sealIdentity(REPORT, identity, sign, custodians)
  const question = questionOf(dini, seal.key)
  const order = orderOf(ratna, hashOf(question))
  const file: CustodianFile = {
    report: REPORT,
    share: seal.shares[0]?.ct ?? '',
    question: await questionTo(question, dini.sign, eka.key),
    consent: signConsent(sign, REPORT, hashOf(question), DAY),
    order: null,
  }
  return { people, manifest, sign, seal, question, order, file, custodians }
}

type Early = Awaited<ReturnType<typeof sealedAndAsked>>

export function questionOf({ key }: Person, seal: string, change: Partial<Question> = {}): Question {
  const said = { purpose: 'Meminta keterangan', basis: 'UU 31/2014', on: DAY, nonce: 'n' }
  return { report: REPORT, key: seal, by: key.id, ...said, ...change }
}

export function orderOf({ key }: Person, request: string, change: Partial<LegalOrder> = {}): LegalOrder {
  return { report: REPORT, request, by: key.id, number: '7/Pen', issuer: 'PN', orderedOn: DAY, on: DAY, ...change }
}

/** What an honest custodian hands on. */
export async function handedBy(world: Early, { key, box, sign }: Person, place: number): Promise<Handed> {
  const opened = await openCase(box.identity, await fileFor(world, key, place), world.manifest)
  return { keyId: key.id, ct: await handOn(opened, { id: key.id, sign }) }
}

export async function fileFor({ file, seal, question, people }: Early, key: Person['key'], place: number) {
  return { ...file, share: seal.shares[place]?.ct ?? '', question: await questionTo(question, people.dini.sign, key) }
}

/** A report with a sealed identity, a question that its reporter allowed, and the shares of two custodians. */
export async function disclosingServer(): Promise<World> {
  const early = await sealedAndAsked()
  const { eka, fitri } = early.people
  return { ...early, handed: [await handedBy(early, eka, 0), await handedBy(early, fitri, 1)] }
}
