import { addDays, addMonths, addYears, type CivilDate, daysBetween, firstOfMonth, yearOf } from '@/lib/civil-date'
import { normaliseName } from '@/lib/registry/name'
import type { Sex } from '@/lib/registry/nip'
import type { Reference } from '@/lib/registry/reference'
import type { SeedAgency } from './agencies'
import { type Career, type CareerPlan, careerOf, type Rung, type ToldCareer, type Track, toldCareer } from './careers'
import { inventName } from './names'
import type { NumberSeries } from './numbers'
import { type Place, placesOf } from './places'
import { BACHELORS, FAMILIES, type Family, type LaterStudy, MASTERS, STUDIES, type Study } from './posts'
import type { Random } from './random'
import { sectionTitles } from './units'

/** One invented person, whole: what the registry would know after a working life. */
export type Person = {
  nip: string
  oldNip: string | null
  nik: string
  name: string
  nameKey: string
  frontTitle: string | null
  backTitle: string | null
  birthPlace: string
  bornOn: CivilDate
  sex: Sex
  religion: string
  maritalStatus: string
  status: 'cpns' | 'pns' | 'pppk'
  legalStatus: string
  cpnsOn: CivilDate
  career: Career
}

/** What is fixed about somebody beforehand; the rest is drawn. */
export type Given = Partial<Pick<Person, 'name' | 'sex' | 'bornOn' | 'birthPlace' | 'religion' | 'nip'>> & {
  plan?: CareerPlan
  told?: ToldCareer
}

/** The post somebody was hired into, or `anyone`. */
export type Slot =
  | { kind: 'head'; unit: number }
  | { kind: 'section'; unit: number; title: string; echelon: string }
  | null

/** The heads first, then the sections while they stay a twelfth of the people, then everybody else. */
export function slotsOf({ units, employees }: SeedAgency): Slot[] {
  const heads = units.flatMap((unit, place): Slot[] => (unit.echelon ? [{ kind: 'head', unit: place }] : []))
  const sections = units.flatMap((unit, place): Slot[] =>
    sectionTitles(unit).map((section) => ({ kind: 'section', unit: place, ...section })),
  )
  return [...heads, ...sections.slice(0, Math.floor(employees / 12))]
}

export type World = { asOf: CivilDate; reference: Reference; numbers: NumberSeries }

export function personOf(random: Random, agency: SeedAgency, slot: Slot, world: World, given: Given = {}): Person {
  const sex = given.sex ?? (random.chance(52) ? 'female' : 'male')
  const { asOf, numbers, reference } = world
  const invented = inventName(random, sex)
  const name = given.name ?? invented.name
  const isPppk = !slot && !given.plan && random.chance(4)
  const origin = given.plan ? undefined : originOf(random, agency, slot, isPppk)
  const plan = given.plan ?? planOf(random, agency, slot, origin)
  const bornOn = given.bornOn ?? birthOf(random, plan, origin)
  const places = placesOf(agency.provinceCode)
  const place: Place = random.chance(85) ? random.pick(places.own) : random.pick(places.elsewhere)
  const career = isPppk
    ? contractOf(plan)
    : given.told
      ? toldCareer(plan, given.told)
      : careerOf(random, plan, asOf, reference)
  const status = isPppk ? 'pppk' : career.pnsOn ? 'pns' : 'cpns'
  const nip =
    given.nip ?? (isPppk ? numbers.pppk(bornOn, yearOf(plan.cpnsOn), sex) : numbers.nip(bornOn, plan.cpnsOn, sex))
  return {
    nip,
    oldNip: null,
    nik: numbers.nik(bornOn, sex, place, random.between(1, 8)),
    name,
    nameKey: normaliseName(name),
    ...titlesOf(career),
    birthPlace: given.birthPlace ?? place.name,
    bornOn,
    sex,
    religion: given.religion ?? invented.religion,
    maritalStatus: maritalStatus(random, bornOn, asOf),
    status,
    legalStatus: slot || given.plan ? '01' : legalStatus(random, status),
    cpnsOn: plan.cpnsOn,
    career,
  }
}

/** How old somebody is and with which study the service began. */
type Origin = { study: Study | Family; ageYears: number; entryAgeYears: number }

/** The youngest and oldest age at which each echelon is held. */
const AGES: Record<string, [number, number]> = {
  'I.a': [52, 59],
  'I.b': [51, 59],
  'II.a': [47, 59],
  'II.b': [44, 58],
  'III.a': [39, 57],
  'III.b': [36, 56],
  'IV.a': [32, 56],
  'IV.b': [30, 54],
}

/** The usual age on finishing a study, by tk_pendidikan. */
const FINISHING_AGE: Record<string, number> = { '05': 18, '10': 18, '15': 19, '17': 19, '20': 20, '25': 21, '30': 22 }

function originOf(random: Random, agency: SeedAgency, slot: Slot, isPppk: boolean): Origin {
  const study = slot ? graduate(random) : entryOf(random, agency)
  const finishing = FINISHING_AGE[study.level] ?? (study.level === '45' ? 25 : 23)
  const entryAgeYears = finishing + (slot ? random.between(0, 3) : random.between(0, 9))
  if (isPppk) return { study, entryAgeYears, ageYears: Math.min(57, entryAgeYears + random.between(1, 20)) }
  const [youngest, oldest] = slot ? (AGES[echelonOf(agency, slot)] ?? [32, 56]) : [entryAgeYears + 1, 57]
  return { study, entryAgeYears, ageYears: random.between(youngest, Math.max(youngest, oldest)) }
}

function echelonOf(agency: SeedAgency, slot: NonNullable<Slot>): string {
  return slot.kind === 'section' ? slot.echelon : (agency.units[slot.unit]?.echelon ?? '')
}

const graduates = STUDIES.filter(({ level }) => level === '40' || level === '35') as [Study, ...Study[]]
const graduate = (random: Random) => random.pick(graduates)

/** Teachers, nurses and the like where their unit is; the rest by how common each study is. */
function entryOf(random: Random, agency: SeedAgency): Study | Family {
  if (random.chance(45)) {
    const unit = agency.units[random.between(0, agency.units.length - 1)]
    const topic = unit?.topic ?? 'general'
    const busy = random.chance(50) ? (random.chance(55) ? 'school' : 'health') : topic
    const wanted = agency.units.some((one) => one.topic === busy) ? busy : topic
    const fitting = FAMILIES.filter((family) => family.topics.includes(wanted))
    const [first, ...rest] = fitting
    if (first) return random.pick([first, ...rest])
  }
  let draw = random.next() * STUDIES.reduce((sum, { percent }) => sum + percent, 0)
  for (const study of STUDIES) {
    draw -= study.percent
    if (draw < 0) return study
  }
  return graduate(random)
}

const isFamily = (study: Study | Family): study is Family => 'category' in study

function planOf(random: Random, agency: SeedAgency, slot: Slot, origin: Origin | undefined): CareerPlan {
  if (!origin) throw new Error('a person needs an origin or a plan')
  const { study, ageYears, entryAgeYears } = origin
  const unit = slot ? slot.unit : unitFor(random, agency, study)
  const earlierUnit = random.chance(50) ? unit : random.between(0, agency.units.length - 1)
  const servedMonths = Math.max(2, (ageYears - entryAgeYears) * 12 - random.between(0, 11))
  const cpnsOn = addMonths(firstOfMonth(SERVICE_COUNTED_FROM), -servedMonths)
  return {
    cpnsOn,
    study: { level: study.level, program: study.program, title: study.title },
    later: laterStudy(random, study.level, cpnsOn, servedMonths, Boolean(slot)),
    track: trackOf(random, agency, slot, study),
    unit,
    earlierUnit,
  }
}

/** The month from which ages and years of service are counted back. */
const SERVICE_COUNTED_FROM = '2026-09-01'

function unitFor(random: Random, agency: SeedAgency, study: Study | Family): number {
  const places = agency.units.flatMap((unit, place) =>
    isFamily(study) ? (study.topics.includes(unit.topic) ? [place] : []) : unit.topic === 'school' ? [] : [place],
  )
  const [first = 0, ...rest] = places
  return random.pick([first, ...rest])
}

function laterStudy(
  random: Random,
  level: string,
  cpnsOn: CivilDate,
  servedMonths: number,
  isHead: boolean,
): CareerPlan['later'] {
  if (servedMonths < 72) return null
  const recognisedOn = addMonths(cpnsOn, random.between(48, servedMonths - 12))
  if (level < '35' && level >= '15' && random.chance(22)) return { ...random.pick(BACHELORS), recognisedOn }
  if ((level === '40' || level === '35') && random.chance(isHead ? 70 : 13)) {
    return { ...random.pick(MASTERS), recognisedOn }
  }
  return null
}

function trackOf(random: Random, agency: SeedAgency, slot: Slot, study: Study | Family): Track {
  if (slot) return { kind: 'structural', before: 'Penelaah Teknis Kebijakan', rungs: rungsTo(random, agency, slot) }
  if (isFamily(study))
    return {
      kind: 'functional',
      family: study,
      before: study.category === 'keahlian' ? 'Penata Layanan Operasional' : 'Pengelola Layanan Operasional',
    }
  return { kind: 'executing', titles: study.posts }
}

/** The posts that usually lie below an echelon. */
const LADDER: Record<string, readonly string[]> = {
  'I.a': ['III.a', 'II.a'],
  'I.b': ['III.a', 'II.b', 'II.a'],
  'II.a': ['IV.a', 'III.a'],
  'II.b': ['IV.a', 'III.a'],
  'III.a': ['IV.a'],
  'III.b': ['IV.b'],
}

function rungsTo(random: Random, agency: SeedAgency, slot: NonNullable<Slot>): Rung[] {
  const echelon = echelonOf(agency, slot)
  const last =
    slot.kind === 'section'
      ? { title: slot.title, unit: slot.unit, echelon }
      : { title: agency.units[slot.unit]?.headTitle ?? '', unit: slot.unit, echelon }
  const below = (LADDER[echelon] ?? []).flatMap((one) => {
    const [first, ...rest] = postsOf(agency, one)
    return first ? [random.pick([first, ...rest])] : []
  })
  return [...below, last]
}

function postsOf(agency: SeedAgency, echelon: string): Rung[] {
  return agency.units.flatMap((unit, place) => [
    ...(unit.echelon === echelon ? [{ title: unit.headTitle, unit: place, echelon }] : []),
    ...sectionTitles(unit)
      .filter((section) => section.echelon === echelon)
      .map((section) => ({ ...section, unit: place })),
  ])
}

function birthOf(random: Random, plan: CareerPlan, origin: Origin | undefined): CivilDate {
  const entryAge = origin?.entryAgeYears ?? 24
  const latest = addYears(plan.cpnsOn, -entryAge)
  return addDays(latest, -random.between(0, daysBetween(addYears(latest, -1), latest) - 1))
}

/** A PPPK has a contract, a post and a study, and no rank. */
function contractOf({ cpnsOn, study, track, unit }: CareerPlan): Career {
  const post =
    track.kind === 'functional'
      ? {
          kind: 'functional' as const,
          title: `${track.family.name} ${track.family.category === 'keahlian' ? 'Ahli Pertama' : 'Terampil'}`,
        }
      : { kind: 'executing' as const, title: track.kind === 'executing' ? track.titles[0] : track.before }
  return {
    cpnsOn,
    pnsOn: null,
    ranks: [],
    posts: [{ ...post, unit, echelon: null, effectiveOn: cpnsOn }],
    studies: [{ ...study, recognisedOn: cpnsOn, isBasis: true }],
  }
}

const FRONT_TITLES = new Set(['dr.', 'Apt.'])

function titlesOf({ studies }: Career): { frontTitle: string | null; backTitle: string | null } {
  const titles = studies.map(({ title }: LaterStudy) => title).filter(Boolean)
  const front = titles.filter((title) => FRONT_TITLES.has(title))
  const back = titles.filter((title) => !FRONT_TITLES.has(title))
  return { frontTitle: front[0] ?? null, backTitle: back.length > 0 ? back.join(', ') : null }
}

function maritalStatus(random: Random, bornOn: CivilDate, asOf: CivilDate): string {
  const age = yearOf(asOf) - yearOf(bornOn)
  if (!random.chance(Math.min(93, (age - 21) * 8))) return 'Belum Kawin'
  return random.chance(92) ? 'Menikah' : random.chance(50) ? 'Cerai' : 'Janda / Duda'
}

function legalStatus(random: Random, status: Person['status']): string {
  if (status !== 'pns' || random.chance(98)) return '01'
  return random.chance(60) ? '03' : random.chance(60) ? '02' : '04'
}
