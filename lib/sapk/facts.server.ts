import 'server-only'
import { sql } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import type { Tx } from '@/db/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { copiedRows } from '@/lib/copy.server'
import { isFirstSpecialist } from '@/lib/registry/education'
import type { ExamProof } from '@/lib/registry/history-fields'
import { hasLeftService } from '@/lib/registry/legal-status'
import { type Grade, gradeOf, type Post, type PostKind, retirementAge } from '@/lib/registry/positions'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { type FactsScope, factColumns, factsQuery, predicatesOf } from '@/lib/sapk/facts-query.server'
import { findHeads, type Heads, streamHeads, superiorRank } from '@/lib/sapk/heads.server'
import type { Person } from '@/lib/sapk/nominative'
import { retiresOn } from '@/lib/sapk/pension'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import {
  type HeldRank,
  heldAfter,
  type RankDecree,
  type ServiceCredit,
  serviceMonthsAtBegin,
} from '@/lib/sapk/rank-held'
import { type UnpaidLeave, unpaidMonths } from '@/lib/sapk/unpaid-leave'

/** One employee in service, the post held, and the facts of their promotion; null without a rank to start from. */
export type PersonFacts = { person: Person; post: Post; facts: PromotionFacts | null }

/** Streams everybody of the scope through one COPY, in batches; memory does not grow with the number of people. */
export async function* streamFacts(
  tx: TransactionSql,
  scope: FactsScope,
  effectiveOn: CivilDate,
  reference: Reference,
): AsyncGenerator<PersonFacts[]> {
  const read = factsReader(reference, await streamHeads(tx, scope), effectiveOn)
  for await (const rows of copiedRows(tx, factsQuery(scope, effectiveOn))) yield rows.filter(isInService).map(read)
}

/** The same for a few people, inside the transaction of a command. Whom the actor may not see is left out. */
export async function findFacts(
  tx: Tx,
  employeeIds: readonly string[],
  effectiveOn: CivilDate,
  reference: Reference,
): Promise<PersonFacts[]> {
  if (employeeIds.length === 0) return []
  const scope = { employeeIds }
  const columns = factColumns.map((_, index) => `c${index}`)
  const query = `select ${columns.map((column) => `${column}::text`).join(', ')} from (${factsQuery(scope, effectiveOn)}) as facts (${columns.join(', ')})`
  const rows = await tx.execute<Record<string, string | null>>(sql.raw(query))
  const read = factsReader(reference, await findHeads(tx, scope), effectiveOn)
  return rows
    .map((row) => columns.map((column) => row[column] ?? null))
    .filter(isInService)
    .map(read)
}

type Fact = (typeof factColumns)[number]

const AT = Object.fromEntries(factColumns.map((name, index) => [name, index])) as Record<Fact, number>

/** Who left stands in no nominatif. */
function isInService(row: readonly (string | null)[]): boolean {
  return row[AT.isGone] === '0' && row[AT.status] !== 'pppk' && !hasLeftService(row[AT.legalStatus] ?? '')
}

const NONE: readonly never[] = []

/**
 * Turns a line of the query into a person and facts. Posts with their BUP and predicates are kept: few differ among many
 * people.
 */
function factsReader(reference: Reference, heads: Heads, effectiveOn: CivilDate) {
  const posts = new Map<string, { post: Post; ageYears: number }>()
  const postOf = (row: readonly (string | null)[]) => {
    const key = `${row[AT.postKind]}\t${row[AT.postName]}\t${row[AT.echelon]}`
    const known = posts.get(key)
    if (known) return known
    const name = row[AT.postName] ?? ''
    const post: Post = {
      kind: (row[AT.postKind] ?? 'executing') as PostKind,
      name,
      echelon: row[AT.echelon] ?? null,
      grade: (row[AT.grade] as Grade | null) ?? gradeOf(name),
    }
    const entry = { post, ageYears: retirementAge(reference, post, effectiveOn) }
    posts.set(key, entry)
    return entry
  }

  const years = new Map<string, PromotionFacts['predicates']>()
  const predicates = (bits: string) => {
    const known = years.get(bits) ?? predicatesOf(Number(bits), effectiveOn)
    years.set(bits, known)
    return known
  }

  return (row: readonly (string | null)[]): PersonFacts => {
    const unitId = row[AT.unitId]
    const person: Person = {
      id: row[AT.id] ?? '',
      agencyId: Number(row[AT.agencyId]),
      nip: row[AT.nip] ?? '',
      name: row[AT.name] ?? '',
      unitId: unitId ? Number(unitId) : null,
    }
    const coming = comingRanks(row[AT.comingRanks])
    const held = heldAfter(heldToday(row), coming)
    const { post, ageYears } = postOf(row)
    if (!held) return { person, post, facts: null }
    const postSince = row[AT.postSince] ?? held.since
    const legalStatus = row[AT.legalStatus] ?? ''
    const credit = row[AT.creditThousandths]
    const supportCredit = row[AT.supportCreditThousandths]
    const facts: PromotionFacts = {
      status: row[AT.status] as PromotionFacts['status'],
      legalStatus,
      rank: held.rank,
      rankSince: held.since,
      ...serviceTime(row, held, legalStatus, effectiveOn),
      hasRankDecree: coming.at(-1)?.hasDecree ?? row[AT.isUndecreed] !== '1',
      educationLevel: row[AT.educationLevel] ?? null,
      isSpecialist: isFirstSpecialist(row[AT.educationLevel] ?? null, row[AT.educationName] ?? null),
      predicates: predicates(row[AT.predicates] ?? ''),
      sanctions: sanctions(row[AT.sanctions]),
      post,
      postSince,
      inauguratedOn: row[AT.inauguratedOn] ?? null,
      superiorRank: superiorRank(heads, person),
      retiresOn: retiresOn(row[AT.bornOn] ?? '', ageYears, row[AT.postSince] ?? null),
      proofs: (row[AT.proofs]?.split(',') as ExamProof[] | undefined) ?? NONE,
      creditThousandths: credit ? Number(credit) : null,
      supportCreditThousandths: supportCredit ? Number(supportCredit) : null,
      isBlocked: row[AT.isBlocked] === '1',
      hasOpenProposal: row[AT.hasOpenProposal] === '1',
    }
    return { person, post, facts }
  }
}

/** `medium:2027-04-30,light:2026-01-31` */
function sanctions(text: string | null | undefined): PromotionFacts['sanctions'] {
  return entriesOf(text).map(([severity, endsOn = '']) => ({
    severity: severity as PromotionFacts['sanctions'][number]['severity'],
    endsOn,
  }))
}

/** The entries of an aggregated history: `a:b,c:d`. */
function entriesOf(text: string | null | undefined): string[][] {
  return text ? text.split(',').map((entry) => entry.split(':')) : []
}

function heldToday(row: readonly (string | null)[]): HeldRank | null {
  const since = row[AT.rankSince]
  if (!since) return null
  const serviceOn = row[AT.serviceOn] ?? since
  return { rank: row[AT.rank] as Rank, since, serviceOn, serviceMonths: Number(row[AT.serviceMonths]) }
}

/** `2027-04-01:III/c:144:1`, the last part saying whether the decree is named */
function comingRanks(text: string | null | undefined): (RankDecree & { hasDecree: boolean })[] {
  return entriesOf(text).map(([effectiveOn = '', rank, months, hasDecree]) => ({
    effectiveOn,
    rank: rank as Rank,
    serviceMonths: Number(months),
    hasDecree: hasDecree === '1',
  }))
}

/** `2025-04-01:48` */
function serviceCredits(text: string | null | undefined): ServiceCredit[] {
  return entriesOf(text).map(([effectiveOn = '', months]) => ({ effectiveOn, months: Number(months) }))
}

/** `2024-01-01:2024-12-31:`, the last part being the day of return */
function unpaidLeaves(text: string | null | undefined): UnpaidLeave[] {
  return entriesOf(text).map(([startsOn = '', endsOn, returnedOn]) => ({
    startsOn,
    endsOn: endsOn || null,
    returnedOn: returnedOn || null,
  }))
}

/** Kedudukan hukum of somebody on cuti di luar tanggungan negara. */
const UNPAID_LEAVE_STATUS = ['02', '13']

/** Unpaid months are null when somebody is on such leave and the history does not say since when. */
function serviceTime(
  row: readonly (string | null)[],
  held: HeldRank,
  legalStatus: string,
  effectiveOn: CivilDate,
): Pick<PromotionFacts, 'serviceMonths' | 'unpaidMonths' | 'unpaidLeaves'> {
  const leaves = unpaidLeaves(row[AT.unpaidLeaves])
  const sinceRank = unpaidMonths(leaves, held.since, effectiveOn)
  const sinceDecree = unpaidMonths(leaves, held.serviceOn, effectiveOn)
  const isUnknown = leaves.length === 0 && UNPAID_LEAVE_STATUS.includes(legalStatus)
  return {
    serviceMonths: serviceMonthsAtBegin(held, serviceCredits(row[AT.serviceCredits]), { sinceRank, sinceDecree }),
    unpaidMonths: isUnknown ? null : sinceRank,
    unpaidLeaves: leaves,
  }
}
