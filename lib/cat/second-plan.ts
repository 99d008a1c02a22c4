import { type SecondStageTest, weightOf } from '@/lib/cat/integration'
import type { Finding } from '@/lib/refusal'

/** By computer, by interview, or otherwise: practice, fitness, psychology. */
export const TEST_KINDS = ['cat', 'interview', 'other'] as const

/** How many tests a second stage may have. */
export const MOST_TESTS = 6

/** One test of the second stage as an agency plans it. */
export type PlannedTest = {
  name: string
  kind: (typeof TEST_KINDS)[number]
  maximum: number // points
  weightPercent: number // of the second stage
  minimum: number | null // gugur: whoever has fewer points is out; null: nobody is out by it
  programme: { id: string; code: string } | null // held here: its scores come from the closed sessions of that programme
}

/** The same as the public sees it. */
export type AnnouncedTest = Omit<PlannedTest, 'programme'> & { programme: string | null }

/** A score as it is recorded: of a test that is held here with the attempt that it was sealed of. */
export type RecordedTest = SecondStageTest & { attempt?: string }

/** What a selection may limit: shares in per cent, and how many tests that are no test by computer. */
export const SECOND_RULES = ['interview_most', 'cat_least', 'others_most', 'others_weight_most'] as const

/** Whom a limit binds: ministries and agencies of the centre, or provinces, regencies and cities. */
export const RULE_AGENCIES = ['central', 'local'] as const

export type SecondRule = {
  agencies: (typeof RULE_AGENCIES)[number]
  rule: (typeof SECOND_RULES)[number]
  value: number
  source: string
  isConfirmed: boolean
}

/**
 * What can be said of a plan: whether its weights make a hundred, and each limit of the selection. A limit that nobody
 * confirmed is said and binds nobody.
 *
 * @param rules those that are for agencies of this kind
 *
 * Source: PermenPANRB 6/2024, as far as the rows say so.
 */
export function secondPlanFindings(tests: readonly PlannedTest[], rules: readonly SecondRule[]): Finding[] {
  const weight = weightOf(tests)
  const share = (isMeant: (test: PlannedTest) => boolean) => weightOf(tests.filter(isMeant))
  const others = tests.filter(({ kind }) => kind !== 'cat')
  const found = {
    interview_most: share(({ kind }) => kind === 'interview'),
    cat_least: share(({ kind }) => kind === 'cat'),
    others_most: others.length,
    others_weight_most: weightOf(others),
  }
  return [
    { code: 'second.weights', met: weight === 100, facts: { weight, isBinding: true }, source: '' },
    ...rules.map(({ rule, value, source, isConfirmed }): Finding => {
      const met = rule === 'cat_least' ? found[rule] >= value : found[rule] <= value
      return { code: `second.${rule}`, met, facts: { value, found: found[rule], isBinding: isConfirmed }, source }
    }),
  ]
}

/** Those findings that refuse a plan. */
export function bindingFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ facts }) => facts.isBinding)
}

/** Whether somebody is out by one test alone, whatever the others give. */
export function isKnockedOut(tests: readonly SecondStageTest[]): boolean {
  return tests.some(({ scoreThousandths, minimum }) => scoreThousandths < (minimum ?? 0) * 1000)
}

/** Whether a result was recorded under this plan: the same tests in the same order. */
export function isOfPlan(tests: readonly SecondStageTest[], plan: readonly PlannedTest[]): boolean {
  return (
    tests.length === plan.length &&
    plan.every(({ name, maximum, weightPercent, minimum, programme }, at) => {
      const own = tests[at]
      return (
        own?.name === name &&
        own.maximum === maximum &&
        own.weightPercent === weightPercent &&
        (own.minimum ?? null) === minimum &&
        (own.session !== undefined) === (programme !== null)
      )
    })
  )
}
