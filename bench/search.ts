import type { Sql } from 'postgres'
import { randomOf } from '@/db/seed/random'
import type { Context, Scope } from '@/lib/auth/actor'
import { listEmployees } from '@/lib/registry/employees.server'
import { searchEmployees } from '@/lib/registry/search.server'
import { throwAwayRegister } from '../scripts/throw-away-register'
import { demonstrationAgency, officerOf } from './demonstration-agency'

const SIZES = [10_000, 100_000, 1_000_000]
const WARM_UP = 40
const SAMPLES = 400
const PAGE = 25

type Who = 'officer' | 'national'
type Kind = 'nip' | 'name' | 'unit'
type Line = { rows: number; who: Who; kind: Kind; p50: number; p95: number; p99: number }

/**
 * Search as people do it, through the functions that the pages call (transaction, actor and second wall included): the
 * beginning of a NIP, a name with a letter wrong, a unit with filters; as an officer of the largest agency and as a
 * verifier of all.
 */
export async function run(): Promise<Record<string, number>> {
  const lines: Line[] = []
  for (const rows of sizes()) lines.push(...(await measure(rows)))
  console.table(
    lines.map(({ rows, who, kind, p50, p95, p99 }) => ({ rows, who, kind, p50: ms(p50), p95: ms(p95), p99: ms(p99) })),
  )
  const last = lines.filter(({ rows }) => rows === lines[lines.length - 1]?.rows)
  const worst = (kind: Kind) => Math.max(...last.filter((line) => line.kind === kind).map(({ p95 }) => p95))
  return {
    nipP95Ms: round(worst('nip')),
    nameP95Ms: round(worst('name')),
    unitP95Ms: round(worst('unit')),
    rows: last[0]?.rows ?? 0,
  }
}

/** `npm run bench search -- 100000` stops there. */
function sizes(): number[] {
  const most = Number(process.argv[3] ?? SIZES[SIZES.length - 1])
  return SIZES.filter((size) => size <= most)
}

async function measure(rows: number): Promise<Line[]> {
  const register = await throwAwayRegister(rows, { withHistories: false })
  try {
    const lines: Line[] = []
    const agencyId = await demonstrationAgency(register.owner)
    const scopes: Record<Who, Scope> = {
      officer: { kind: 'agencies', agencyIds: [agencyId] },
      national: { kind: 'national' },
    }
    for (const who of ['officer', 'national'] as const) {
      const context = officerOf(agencyId, { scope: scopes[who] })
      const people = await sampleOf(register.owner, who === 'officer' ? agencyId : null)
      for (const [kind, search] of Object.entries(searches(context, people)) as [Kind, Search][]) {
        lines.push({ rows, who, kind, ...(await percentiles(search)) })
      }
    }
    return lines
  } finally {
    await register.stop()
  }
}

type Person = {
  nip: string
  name_key: string
  agency_id: number
  unit_id: number
  position_kind: 'structural' | 'functional' | 'executing'
}

function sampleOf(owner: Sql, agencyId: number | null) {
  return owner<Person[]>`
    select nip, name_key, agency_id, unit_id, position_kind from employees
    where ${agencyId === null ? owner`true` : owner`agency_id = ${agencyId}`}
    order by md5(id::text) limit ${WARM_UP + SAMPLES}`
}

type Search = (index: number) => Promise<unknown>

function searches(context: Context, people: readonly Person[]): Record<Kind, Search> {
  const person = (index: number) => {
    const found = people[index % people.length]
    if (!found) throw new Error('nobody to search for')
    return found
  }
  return {
    nip: (index) => searchEmployees(context, person(index).nip.slice(0, 6 + (index % 9))),
    name: (index) => searchEmployees(context, misspelt(person(index).name_key, index)),
    unit: (index) => {
      const { agency_id: agencyId, unit_id: unitId, position_kind: positionKind } = person(index)
      return listEmployees(context, { agencyId, unitId, positionKind, status: 'pns', ranks: [] }, { size: PAGE })
    },
  }
}

/** One letter too few, another one, or two in the wrong order, in a word of at least four. */
function misspelt(name: string, index: number): string {
  const random = randomOf(7, index)
  const words = name.split(' ')
  const place = words.findIndex((word) => word.length > 3)
  const word = words[place]
  if (!word) return name
  const at = random.between(1, word.length - 2)
  const kinds = [
    word.slice(0, at) + word.slice(at + 1),
    `${word.slice(0, at)}${word[at] === 'E' ? 'A' : 'E'}${word.slice(at + 1)}`,
    `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
  ]
  words[place] = kinds[index % 3] ?? word
  return words.join(' ')
}

async function percentiles(search: Search): Promise<Pick<Line, 'p50' | 'p95' | 'p99'>> {
  const times: number[] = []
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1) {
    const began = performance.now()
    await search(index)
    if (index >= WARM_UP) times.push(performance.now() - began)
  }
  times.sort((one, other) => one - other)
  const at = (percent: number) => times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0
  return { p50: at(50), p95: at(95), p99: at(99) }
}

const round = (value: number) => Math.round(value * 100) / 100
const ms = (value: number) => value.toFixed(1)
