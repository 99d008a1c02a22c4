import { type CivilDate, monthsOf, wholeMonthsBetween } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { ExamProof } from '@/lib/registry/history-fields'
import { nextRank, type Rank, rankOrder } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { performanceFindings } from '@/lib/sapk/performance'
import { periodRule } from '@/lib/sapk/period'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import { isOnUnpaidLeave } from '@/lib/sapk/unpaid-leave'

/** Nobody else may be proposed. */
const ACTIVE = '01'
const ON_STUDY_ASSIGNMENT = '03'

const DISCIPLINE_SINCE = '2021-08-31'

/**
 * The conditions every type of promotion shares.
 *
 * @param goodYears how many years, counted back from the last, must be Baik
 */
export function commonConditions(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
  goodYears: 1 | 2 = 2,
): Finding[] {
  const period = periodRule(effectiveOn, reference)
  const sanction = runningSanction(facts, effectiveOn)
  return [
    {
      code: 'promotion.period',
      met: period !== undefined,
      facts: { effectiveOn, periodsPerYear: period?.months.length ?? null },
      source: period?.source ?? 'PP 12/2002; Peraturan BKN 4/2023; Peraturan BKN 4/2025',
    },
    { code: 'promotion.pns', met: facts.status === 'pns', facts: { status: facts.status }, source: 'PP 99/2000' },
    {
      code: 'promotion.legal_status',
      met: facts.legalStatus === ACTIVE || facts.legalStatus === ON_STUDY_ASSIGNMENT,
      facts: { legalStatus: facts.legalStatus },
      source: 'PP 99/2000',
    },
    {
      code: 'promotion.unpaid_leave',
      met: !isOnUnpaidLeave(facts.unpaidLeaves, effectiveOn),
      facts: { effectiveOn },
      source: 'PP 99/2000; PP 11/2017',
    },
    {
      code: 'promotion.sanction',
      met: sanction === undefined,
      facts: { severity: sanction?.severity ?? null, endsOn: sanction?.endsOn ?? null, effectiveOn },
      source: effectiveOn < DISCIPLINE_SINCE ? 'PP 53/2010' : 'PP 94/2021',
    },
    { code: 'promotion.blocked', met: !facts.isBlocked, facts: {}, source: 'Peraturan BKN 1/2023' },
    { code: 'promotion.decree', met: facts.hasRankDecree, facts: { rank: facts.rank }, source: 'Perka BKN 18/2010' },
    { code: 'promotion.open_proposal', met: !facts.hasOpenProposal, facts: {}, source: 'Perka BKN 18/2010' },
    ...performanceFindings(facts.predicates, effectiveOn, decidedOn, goodYears),
    { code: 'promotion.top_rank', met: facts.rank !== 'IV/e', facts: { rank: facts.rank }, source: 'PP 99/2000' },
    {
      code: 'promotion.retirement',
      met: facts.retiresOn > effectiveOn,
      facts: { retiresOn: facts.retiresOn, effectiveOn },
      source: 'PP 99/2000',
    },
  ]
}

const TENURE_CODES = { 1: 'promotion.tenure_1', 2: 'promotion.tenure_2', 4: 'promotion.tenure_4' } as const

/** Years in the rank that count as long enough, whatever else a type asks for. Source: PP 99/2000 jo. PP 12/2002. */
export const FULL_TENURE_YEARS = 4

export function hasFullTenure(facts: PromotionFacts, effectiveOn: CivilDate): boolean {
  return monthsInRank(facts, effectiveOn) >= monthsOf(FULL_TENURE_YEARS)
}

/** A rank must have been held for some years on the TMT; unpaid leave does not count. */
export function tenureCondition(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  years: keyof typeof TENURE_CODES,
  source = 'PP 99/2000 jo. PP 12/2002',
): Finding {
  const tenureMonths = monthsInRank(facts, effectiveOn)
  return {
    code: TENURE_CODES[years],
    met: tenureMonths >= monthsOf(years),
    facts: { rank: facts.rank, rankSince: facts.rankSince, tenureMonths, effectiveOn },
    source,
  }
}

function monthsInRank(facts: PromotionFacts, effectiveOn: CivilDate): number {
  return wholeMonthsBetween(facts.rankSince, effectiveOn) - (facts.unpaidMonths ?? 0)
}

/** Nobody is promoted past the direct superior; with nobody above the condition is met. */
export function superiorCondition(facts: PromotionFacts): Finding {
  const next = nextRank(facts.rank)
  const { superiorRank } = facts
  return {
    code: 'promotion.superior',
    met: superiorRank === null || next === undefined || rankOrder(next) <= rankOrder(superiorRank),
    facts: { superiorRank, nextRank: next ?? null },
    source: 'PP 99/2000 jo. PP 12/2002',
  }
}

/**
 * Ujian Dinas Tingkat I from II/d, Tingkat II from III/d, unless exempt by diploma, leadership training or
 * achievement. Without proof in the data the case is conditional, not refused.
 *
 * Source: PP 99/2000; Kepka BKN 12/2002.
 */
export function examCondition({ rank, educationLevel, proofs }: PromotionFacts): Finding {
  const exam = rank === 'II/d' ? FIRST_EXAM : rank === 'III/d' ? SECOND_EXAM : undefined
  if (!exam) {
    return {
      code: 'promotion.service_exam',
      met: true,
      facts: { rank, nextRank: nextRank(rank) ?? null, applies: false },
      source: EXAM_SOURCE,
    }
  }
  const isExempt = educationLevel !== null && educationLevel >= exam.educationLevel
  const proof = isExempt ? 'education' : (exam.proofs.find((code) => proofs.includes(code)) ?? null)
  return { code: exam.code, met: proof !== null, facts: { rank, proof }, source: EXAM_SOURCE }
}

const EXAM_SOURCE = 'PP 99/2000; Kepka BKN 12/2002'

type Exam = { code: string; educationLevel: string; proofs: readonly ExamProof[] }

const FIRST_EXAM: Exam = {
  code: 'promotion.service_exam_1',
  educationLevel: '35', // D-IV and S-1
  proofs: ['UJIAN_DINAS_I', 'PIM_IV', 'OUTSTANDING_ACHIEVEMENT', 'NEW_DISCOVERY'],
}

const SECOND_EXAM: Exam = {
  code: 'promotion.service_exam_2',
  educationLevel: '45', // S-2, dokter, apoteker
  proofs: ['UJIAN_DINAS_II', 'PIM_III', 'OUTSTANDING_ACHIEVEMENT', 'NEW_DISCOVERY'],
}

/** The first punishment of medium or severe degree whose last day is on or after the TMT. */
function runningSanction(facts: PromotionFacts, effectiveOn: CivilDate) {
  for (const sanction of facts.sanctions) {
    if (sanction.severity !== 'light' && sanction.endsOn >= effectiveOn) return sanction
  }
  return undefined
}

export function isAbove(rank: Rank, limit: Rank): boolean {
  return rankOrder(rank) > rankOrder(limit)
}
