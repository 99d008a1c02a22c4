import { addDays, addMonths, type CivilDate, yearOf } from '@/lib/civil-date'
import { rankGroup } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, cpnsSalary } from '@/lib/registry/salary'
import type { RankStep } from './careers'
import type { Person } from './people'
import { decree, NO_DECREE, type Place, type Write } from './person-tables'
import type { Random } from './random'

export function ranks(write: Write, random: Random, person: Person, { agency, reference, index }: Place) {
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

export function posts(write: Write, random: Random, { career }: Person, { agency, unitIds, positionId }: Place) {
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

export function studies(write: Write, random: Random, { career }: Person) {
  for (const { level, program, recognisedOn, isBasis } of career.studies) {
    const school = level < '20' ? `Sekolah Contoh ${random.between(1, 90)}` : random.pick(SCHOOLS)
    const year = yearOf(recognisedOn) - (isBasis ? 1 : 0)
    const diploma = `DN-${random.between(10, 99)}/${random.between(100000, 999999)}`
    write('education_history', recognisedOn, NO_DECREE, [level, program, school, diploma, year, isBasis])
  }
}

export function appointments(write: Write, random: Random, { status, career }: Person, { agency, index }: Place) {
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
export function trainings(write: Write, random: Random, { career }: Person, { asOf }: Place) {
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
export function performance(write: Write, random: Random, person: Person, _place: Place): Record<number, string> {
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
