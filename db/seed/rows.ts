import { addDays, addMonths, type CivilDate, yearOf } from '@/lib/civil-date'
import { rankGroup } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, cpnsSalary } from '@/lib/registry/salary'
import type { RankStep } from './careers'
import { add, type Tables, type Value } from './copy'
import { creditPoints } from './credit-points'
import type { Person } from './people'
import type { Random } from './random'

const HISTORY = [
  'id',
  'employee_id',
  'effective_on',
  'decree_number',
  'decree_on',
  'decree_by',
  'source',
  'recorded_at',
] as const

/** The tables of a person, in the order their foreign keys need. */
export const columnsOf = {
  employees: [
    ...[
      'id',
      'agency_id',
      'work_agency_id',
      'nip',
      'old_nip',
      'nik',
      'nik_checked_on',
      'nik_is_valid',
      'name',
      'name_key',
    ],
    ...['front_title', 'back_title', 'birth_place', 'born_on', 'sex', 'religion', 'marital_status', 'npwp', 'email'],
    ...['official_email', 'phone', 'address', 'postal_code', 'employee_type', 'legal_status', 'status', 'card_number'],
    ...['cpns_on', 'pns_on', 'rank', 'rank_since', 'rank_service_months', 'position_id', 'position_kind'],
    ...['position_name', 'position_since', 'echelon', 'unit_id', 'education_level', 'education_name', 'graduated_year'],
    ...['created_at', 'updated_at'],
  ],
  rank_history: [
    ...HISTORY,
    ...[
      'rank',
      'promotion_type',
      'service_months',
      'salary_rupiah',
      'technical_approval_number',
      'technical_approval_on',
    ],
  ],
  position_history: [...HISTORY, 'position_id', 'unit_id', 'echelon', 'inaugurated_on'],
  education_history: [
    ...HISTORY,
    ...['level', 'program', 'school', 'diploma_number', 'graduated_year', 'is_appointment_basis'],
  ],
  training_history: [...HISTORY, 'kind', 'code', 'name', 'hours', 'organiser', 'ended_on'],
  family_history: [...HISTORY, 'relation', 'name', 'born_on', 'status', 'certificate_number', 'receives_allowance'],
  appointment_history: [
    ...HISTORY,
    ...['status', 'technical_approval_number', 'start_letter_number', 'started_on', 'training_number', 'training_on'],
  ],
  credit_point_history: [...HISTORY, ...['period_starts_on', 'period_ends_on', 'main_thousandths', 'kind']],
  performance_history: [...HISTORY, 'year', 'predicate', 'work_result', 'behaviour'],
  discipline_history: [...HISTORY, 'severity', 'kind', 'ends_on', 'regulation'],
  award_history: [...HISTORY, 'kind', 'year'],
  leave_history: [...HISTORY, 'kind', 'ends_on', 'days'],
} as const

export type PersonTable = keyof typeof columnsOf

export function emptyTables(): Record<PersonTable, Tables[string]> {
  const tables = {} as Record<PersonTable, Tables[string]>
  for (const [name, columns] of Object.entries(columnsOf)) tables[name as PersonTable] = { columns, lines: [] }
  return tables
}

/** Where a person stands in the database: the agency's row and the ids of units and positions. */
export type Place = {
  index: number // of the person in the whole population
  agency: { id: number; code: string; website: string; kind: string; headTitle: string }
  unitIds: readonly number[]
  positionId: (kind: string, title: string) => number
  asOf: CivilDate
  recordedAt: string
  reference: Reference
}

type Write = (table: PersonTable, effectiveOn: CivilDate, decree: Decree, values: readonly Value[]) => void
type Decree = { number: string | null; on: CivilDate | null; by: string | null }

const NO_DECREE: Decree = { number: null, on: null, by: null }

/** Identifiers that grow with the person and sort like a UUID of version 7, so that every index is filled from the right. */
export function seedId(index: number, row = 0): string {
  return `01900000-0000-7000-8${row.toString(16).padStart(3, '0')}-${index.toString(16).padStart(12, '0')}`
}

/** Adds all rows of a person. Without histories only the employee is written, for measurements that ask for nothing else. */
export function addPerson(
  tables: Record<PersonTable, Tables[string]>,
  random: Random,
  person: Person,
  place: Place,
  withHistories: boolean,
) {
  addEmployee(tables, random, person, place)
  if (!withHistories) return
  const employeeId = seedId(place.index)
  let row = 0
  const write: Write = (table, effectiveOn, { number, on, by }, values) => {
    row += 1
    const common = [seedId(place.index, row), employeeId, effectiveOn, number, on, by, 'seed', place.recordedAt]
    add(tables[table], [...common, ...values])
  }
  ranks(write, random, person, place)
  posts(write, random, person, place)
  studies(write, random, person)
  appointments(write, random, person, place)
  trainings(write, random, person, place)
  const predicates = performance(write, random, person, place)
  for (const credit of creditPoints(person, predicates, place.reference)) {
    const decree = { number: `PAK/${person.nip.slice(8, 14)}/${yearOf(credit.endsOn)}`, on: credit.endsOn, by: null }
    write('credit_point_history', credit.endsOn, decree, [
      credit.startsOn,
      credit.endsOn,
      credit.thousandths,
      credit.kind,
    ])
  }
  family(write, random, person, place)
  rest(write, random, person, place)
}

function addEmployee(tables: Record<PersonTable, Tables[string]>, random: Random, person: Person, place: Place) {
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

function decree(random: Random, prefix: string, effectiveOn: CivilDate, by: string): Decree {
  const on = addDays(effectiveOn, -random.between(9, 44))
  return { number: `${prefix}/${String(random.between(1, 2899)).padStart(4, '0')}/${yearOf(on)}`, on, by }
}

function ranks(write: Write, random: Random, person: Person, { agency, reference, index }: Place) {
  const first = person.career.ranks[0]
  for (const step of person.career.ranks) {
    const { effectiveOn, rank, serviceMonths } = step
    const own = decree(random, step === first ? '813' : `823.${rankGroup(rank)}`, effectiveOn, agency.headTitle)
    const approvedOn = step === first ? null : addDays(own.on ?? effectiveOn, -12)
    const approval = approvedOn && `XA-2${agency.code}${String(index % 1_000_000).padStart(6, '0')}`
    const salary = salaryOf(step, step === first, reference)
    write('rank_history', effectiveOn, own, [rank, step.type, serviceMonths, salary, approval, approvedOn])
  }
}

function salaryOf(
  { rank, serviceMonths, effectiveOn }: RankStep,
  isCpns: boolean,
  reference: Reference,
): number | null {
  const full = baseSalary(reference, rank, serviceMonths, effectiveOn)
  return full === undefined ? null : isCpns ? cpnsSalary(full) : full
}

function posts(write: Write, random: Random, { career }: Person, { agency, unitIds, positionId }: Place) {
  for (const post of career.posts) {
    const unitId = unitIds[post.unit] ?? null
    const own = decree(random, '821.2', post.effectiveOn, agency.headTitle)
    const inauguratedOn = post.kind === 'structural' ? post.effectiveOn : null
    write('position_history', post.effectiveOn, own, [
      positionId(post.kind, post.title),
      unitId,
      post.echelon,
      inauguratedOn,
    ])
  }
}

const SCHOOLS = [
  'Universitas Contoh Nusantara',
  'Institut Teladan',
  'Politeknik Contoh',
  'Universitas Bahari Contoh',
] as const

function studies(write: Write, random: Random, { career }: Person) {
  for (const { level, program, recognisedOn, isBasis } of career.studies) {
    const school = level < '20' ? `Sekolah Contoh ${random.between(1, 90)}` : random.pick(SCHOOLS)
    const year = yearOf(recognisedOn) - (isBasis ? 1 : 0)
    const diploma = `DN-${random.between(10, 99)}/${random.between(100000, 999999)}`
    write('education_history', recognisedOn, NO_DECREE, [level, program, school, diploma, year, isBasis])
  }
}

function appointments(write: Write, random: Random, { status, career }: Person, { agency, index }: Place) {
  const entry = status === 'pppk' ? 'pppk' : 'cpns'
  const startedOn = addDays(career.cpnsOn, random.between(0, 20))
  const approval = `XN-2${agency.code}${String(index % 1_000_000).padStart(6, '0')}`
  const letter = `800/${random.between(100, 999)}/SPMT/${yearOf(startedOn)}`
  const own = decree(random, '813', career.cpnsOn, agency.headTitle)
  write('appointment_history', career.cpnsOn, own, [entry, approval, letter, startedOn, null, null])
  if (!career.pnsOn) return
  const trainedOn = addMonths(career.pnsOn, -2)
  const certificate = `${random.between(1000, 9999)}/LATSAR/${yearOf(trainedOn)}`
  const oath = decree(random, '821.13', career.pnsOn, agency.headTitle)
  write('appointment_history', career.pnsOn, oath, ['pns', null, null, null, certificate, trainedOn])
}

/** What opened a rank or follows a post: examinations, leadership training, competence tests. */
function trainings(write: Write, random: Random, { career }: Person, { asOf }: Place) {
  const held = (kind: string, code: string, name: string, on: CivilDate, hours: number) => {
    if (on <= asOf) write('training_history', on, NO_DECREE, [kind, code, name, hours, 'Lembaga Pelatihan Contoh', on])
  }
  const leadership = new Set<string>()
  for (const post of career.posts) {
    const level = post.echelon === null ? undefined : LEADERSHIP[post.echelon.split('.')[0] ?? '']
    if (!level || leadership.has(level.code)) continue
    leadership.add(level.code)
    if (random.chance(80))
      held('leadership', level.code, level.name, addMonths(post.effectiveOn, random.between(2, 14)), 800)
  }
  for (const { rank, type, effectiveOn } of career.ranks) {
    if (type === 'REGULER' && rank === 'III/a') exam('I', effectiveOn)
    if (type === 'REGULER' && rank === 'IV/a') exam('II', effectiveOn)
    if (type === 'FUNGSIONAL' && CROSSINGS.has(rank)) {
      held('technical', 'UKOM', 'Uji kompetensi kenaikan jenjang', addMonths(effectiveOn, -5), 16)
    }
  }
  const last = career.ranks[career.ranks.length - 1]
  if (last?.rank === 'II/d' && random.chance(45)) exam('I', asOf)
  if (last?.rank === 'III/d' && random.chance(30)) exam('II', asOf)

  function exam(level: 'I' | 'II', before: CivilDate) {
    held('exam', `UJIAN_DINAS_${level}`, `Ujian Dinas Tingkat ${level}`, addMonths(before, -random.between(3, 18)), 8)
  }
}

const LEADERSHIP: Record<string, { code: string; name: string }> = {
  II: { code: 'PIM_II', name: 'Pelatihan Kepemimpinan Nasional Tingkat II' },
  III: { code: 'PIM_III', name: 'Pelatihan Kepemimpinan Administrator' },
  IV: { code: 'PIM_IV', name: 'Pelatihan Kepemimpinan Pengawas' },
}

/** The first rank of each jenjang. */
const CROSSINGS = new Set(['III/a', 'III/c', 'IV/a', 'IV/d'])

const ASSESSED_YEARS = [2023, 2024, 2025] as const

/** Predicates of the years that are assessed, mostly Baik; a few years are missing. */
function performance(write: Write, random: Random, person: Person, _place: Place): Record<number, string> {
  const predicates: Record<number, string> = {}
  for (const year of ASSESSED_YEARS) {
    if (person.cpnsOn > `${year}-07-01` || random.chance(2)) continue
    const predicate = predicateOf(random.next() * 100)
    predicates[year] = predicate
    const values = [year, predicate, WORK_RESULT[predicate] ?? null, BEHAVIOUR[predicate] ?? null]
    write('performance_history', `${year}-12-31`, { ...NO_DECREE, on: `${year + 1}-01-20` }, values)
  }
  return predicates
}

function predicateOf(draw: number): string {
  if (draw < 80) return 'good'
  if (draw < 94) return 'very_good'
  if (draw < 98.6) return 'needs_improvement'
  return draw < 99.5 ? 'poor' : 'very_poor'
}

const WORK_RESULT: Record<string, string> = {
  very_good: 'above',
  good: 'as_expected',
  needs_improvement: 'below',
  poor: 'below',
  very_poor: 'below',
}

const BEHAVIOUR: Record<string, string> = { ...WORK_RESULT, needs_improvement: 'as_expected' }

function family(write: Write, random: Random, person: Person, { asOf }: Place) {
  if (person.maritalStatus === 'Belum Kawin') return
  const age = yearOf(asOf) - yearOf(person.bornOn)
  const marriedOn = addMonths(person.bornOn, 12 * Math.min(age - 1, random.between(22, 30)))
  const status =
    person.maritalStatus === 'Menikah' ? 'married' : person.maritalStatus === 'Cerai' ? 'divorced' : 'deceased'
  const spouseBorn = addDays(person.bornOn, random.between(-1500, 1500))
  const spouse = person.sex === 'male' ? random.pick(SPOUSES.female) : random.pick(SPOUSES.male)
  const certificate = `${random.between(100, 999)}/${random.between(1, 60)}/${yearOf(marriedOn)}`
  write('family_history', marriedOn, NO_DECREE, [
    'spouse',
    spouse,
    spouseBorn,
    status,
    certificate,
    status === 'married',
  ])
  const children = Math.min(random.between(0, 3), Math.floor((age - 24) / 3))
  for (let child = 1; child <= children; child += 1) {
    const born = addDays(marriedOn, 400 + child * random.between(600, 1000))
    if (born >= asOf) continue
    const name = random.pick(child % 2 === 0 ? SPOUSES.female : SPOUSES.male)
    const values = [
      'child',
      name,
      born,
      'biological',
      `AL.${random.between(10000, 99999)}`,
      born > addMonths(asOf, -252),
    ]
    write('family_history', born, NO_DECREE, values)
  }
}

const SPOUSES = {
  female: ['Ratna Permata', 'Dewi Anjani', 'Sari Mulia', 'Intan Pertiwi', 'Nurul Huda', 'Maya Sartika', 'Rina Kusuma'],
  male: ['Budi Prakoso', 'Agus Triyono', 'Rizal Maulana', 'Hendra Saputra', 'Yusuf Hidayat', 'Dimas Pratama'],
} as const satisfies Record<string, readonly [string, ...string[]]>

/** Sanctions, awards and unpaid leave: few people each. */
function rest(write: Write, random: Random, person: Person, { agency, asOf }: Place) {
  if (person.status === 'pns' && random.chance(1.2)) sanction()
  const years = yearOf(asOf) - yearOf(person.cpnsOn)
  for (const after of [10, 20, 30]) {
    if (person.status !== 'pns' || years <= after || !random.chance(70)) continue
    const year = yearOf(person.cpnsOn) + after
    const own = {
      number: `${random.between(10, 99)}/TK/${year}`,
      on: `${year}-08-10`,
      by: 'Presiden Republik Indonesia',
    }
    write('award_history', `${year}-08-17`, own, [`Satyalancana Karya Satya ${after} Tahun`, year])
  }
  if (person.legalStatus === '02') {
    const from = addMonths(`${asOf.slice(0, 7)}-01`, -random.between(2, 20))
    write('leave_history', from, decree(random, '851', from, agency.headTitle), ['CLTN', addMonths(from, 36), null])
  }

  function sanction() {
    const severity = random.chance(60) ? 'light' : random.chance(70) ? 'medium' : 'severe'
    const from = addMonths(`${asOf.slice(0, 7)}-01`, -random.between(1, 30))
    if (from <= person.cpnsOn) return
    const endsOn = addDays(addMonths(from, severity === 'light' ? 6 : 12), -1)
    const own = decree(random, '862', from, agency.headTitle)
    write('discipline_history', from, own, [severity, SANCTIONS[severity], endsOn, 'PP 94/2021'])
  }
}

const SANCTIONS = {
  light: 'Pernyataan tidak puas secara tertulis',
  medium: 'Pemotongan tunjangan kinerja 25 persen selama 12 bulan',
  severe: 'Penurunan jabatan setingkat lebih rendah selama 12 bulan',
} as const
