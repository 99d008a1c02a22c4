import { yearOf } from '@/lib/civil-date'
import { add, type Tables } from './copy'
import type { Person } from './people'
import { type PersonTable, type Place, seedId } from './person-tables'
import type { Random } from './random'

/** The row of an employee, with what the histories say of today in its derived columns. */
export function addEmployee(tables: Record<PersonTable, Tables[string]>, random: Random, person: Person, place: Place) {
  const { index, agency, unitIds, positionId, recordedAt } = place
  const { career } = person
  const rank = career.ranks[career.ranks.length - 1]
  const post = career.posts[career.posts.length - 1]
  const study = highest(person)
  const contact = `${person.nameKey.toLowerCase().replace(/ /g, '.')}${index}`
  add(tables.employees, [
    ...[seedId(index), agency.id, agency.id, person.nip, oldNip(person, index), person.nik],
    ...[place.asOf, random.chance(98), person.name, person.nameKey, person.frontTitle, person.backTitle],
    ...[person.birthPlace, person.bornOn, person.sex, person.religion, person.maritalStatus, taxNumber(random)],
    ...[random.chance(40) ? `${contact}@surat.example` : null, `${contact}@${agency.website}`],
    ...[`0812${String(index).padStart(8, '0')}`, address(random, person), String(random.between(33000, 33999))],
    ...[employeeType(agency.kind), person.legalStatus, person.status, cardNumber(person, index)],
    ...[person.cpnsOn, career.pnsOn, rank?.rank ?? null, rank?.effectiveOn ?? null, rank?.serviceMonths ?? null],
    ...(post ? [positionId(post.kind, post.title), post.kind, post.title, post.effectiveOn, post.echelon] : NO_POST),
    ...[post ? (unitIds[post.unit] ?? null) : null, study?.level ?? null, study?.program ?? null],
    ...[study ? yearOf(study.recognisedOn) - (study.isBasis ? 1 : 0) : null, recordedAt, recordedAt],
  ])
}

const NO_POST: readonly null[] = [null, null, null, null, null]

function highest({ career }: Person) {
  return career.studies.reduce<Person['career']['studies'][number] | undefined>(
    (best, study) => (best === undefined || study.level >= best.level ? study : best),
    undefined,
  )
}

/** NIP of nine digits, before 18 digits came in 2007; 99 is the code of no agency. */
function oldNip({ status, cpnsOn }: Person, index: number): string | null {
  return status !== 'pppk' && cpnsOn < '2008-01-01' ? `99${String(index).padStart(7, '0')}` : null
}

function cardNumber({ status }: Person, index: number): string | null {
  if (status !== 'pns') return null
  const letters = `${String.fromCharCode(65 + Math.floor(index / 26_000_000))}${String.fromCharCode(65 + (Math.floor(index / 1_000_000) % 26))}`
  return `${letters} ${String(index % 1_000_000).padStart(6, '0')}`
}

function taxNumber(random: Random): string {
  const digits = (count: number) => String(Math.floor(random.next() * 10 ** count)).padStart(count, '0')
  return `${digits(2)}.${digits(3)}.${digits(3)}.${digits(1)}-${digits(3)}.000`
}

const STREETS = [
  'Merdeka',
  'Melati',
  'Pelabuhan',
  'Pasar Lama',
  'Bukit Lada',
  'Selindung',
  'Kenanga',
  'Teladan',
] as const

function address(random: Random, { birthPlace }: Person): string {
  return `Jalan ${random.pick(STREETS)} Nomor ${random.between(1, 199)}, ${birthPlace}`
}

function employeeType(kind: string): string {
  return kind === 'province' ? '10' : kind === 'regency' || kind === 'city' ? '15' : '1'
}
