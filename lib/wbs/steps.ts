import type { reportState } from '@/db/wbs/schema'
import { type CivilDate, daysBetween } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'

/** Keadaan laporan. */
export type ReportState = (typeof reportState.enumValues)[number]

/** Roles of the manifest that take steps. Custodians, keepers of keys and statisticians read no report. */
export const HANDLERS = ['verifikator', 'penelaah', 'investigator', 'inspektur', 'pejabat'] as const
export type Handler = (typeof HANDLERS)[number]

/** Whether somebody with these roles takes part in the handling of reports. */
export function isHandler(roles: readonly string[]): boolean {
  return HANDLERS.some((role) => roles.includes(role))
}

/** Whose hands a step needs: the roles of one person, or of two different people. */
export type Hands = readonly [readonly Handler[]] | readonly [readonly Handler[], readonly Handler[]]

type Rule = {
  from: Partial<Record<ReportState, Hands>>
  to: ReportState | null // null: the state stays
  results?: readonly string[] // codes that the reporter reads; one of them is due
}

const verifier: Hands = [['verifikator']]
const reviewer: Hands = [['penelaah']]
const inspector: Hands = [['inspektur']]
const anybody: Hands = [HANDLERS]
const both: Hands = [['verifikator'], ['penelaah']]
const anyTwo: Hands = [HANDLERS, HANDLERS]

/** States that somebody is to lead on from. */
export const OPEN_STATES = [
  'received',
  'verifying',
  'clarifying',
  'reviewing',
  'investigating',
  'examined',
  'recommended',
  'following_up',
  'reopened',
] as const satisfies readonly ReportState[]

/**
 * Every step of handling: from which states, by whom, where it leads. Nobody ends a report alone: what is not processed,
 * forwarded or closed needs two people, as stopping a conversation does.
 *
 * Source: wbs.md 4 (result codes), 5 (flow), 6 and 17 (two people); Bappenas' chain verifikator, peneliti, pemeriksa.
 */
export const STEPS = {
  acknowledge: { from: { received: verifier }, to: 'verifying' },
  accept: { from: { verifying: verifier }, to: 'reviewing', results: ['LENGKAP'] },
  clarify: {
    from: { verifying: verifier, reviewing: reviewer },
    to: 'clarifying',
    results: ['PERLU_KLARIFIKASI'],
  },
  resume: { from: { clarifying: verifier }, to: 'verifying' },
  lapse: { from: { clarifying: both }, to: 'not_processed', results: ['PERLU_KLARIFIKASI'] },
  forward: { from: { verifying: both, reviewing: both }, to: 'forwarded', results: ['BUKAN_KEWENANGAN'] },
  reject: {
    from: { verifying: both, reviewing: both },
    to: 'not_processed',
    results: ['TANPA_INFORMASI_AWAL', 'SUDAH_DITANGANI', 'SENGKETA_PRIBADI', 'TIDAK_BERDASAR', 'SPAM'],
  },
  investigate: { from: { reviewing: inspector }, to: 'investigating' },
  extend: { from: { investigating: inspector }, to: null },
  examine: { from: { investigating: inspector }, to: 'examined' },
  recommend: { from: { examined: inspector }, to: 'recommended' },
  follow_up: { from: { recommended: [['pejabat', 'inspektur']] }, to: 'following_up' },
  close: {
    from: { following_up: [['investigator', 'pejabat'], ['inspektur']] },
    to: 'closed',
    results: ['TERBUKTI', 'TERBUKTI_SEBAGIAN', 'TIDAK_TERBUKTI'],
  },
  reopen: { from: { not_processed: [['penelaah', 'inspektur']], closed: [['penelaah', 'inspektur']] }, to: 'reopened' },
  review: { from: { reopened: reviewer }, to: 'reviewing' },
  go_on: { from: { withdrawn: inspector }, to: 'reviewing' },
  freeze: { from: everyOpen(anyTwo), to: null },
  unfreeze: { from: everyOpen(anybody), to: null },
} as const satisfies Record<string, Rule>

export type Step = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as Step[]

/** All result codes there are. */
export const RESULTS = STEP_NAMES.flatMap((step) => ruleOf(step).results ?? [])

/** What a rule needs to know of a report. */
export type Case = {
  state: ReportState
  isFrozen: boolean
  dueOn: CivilDate | null
  isAnswered: boolean // no clarification waits for the reporter: they wrote after the last one was asked
  history: readonly { kind: string; on: CivilDate }[] // its events, in their order
}

export function ruleOf(step: Step): Rule {
  return STEPS[step]
}

/** Whether a step needs two people, wherever it is taken from. */
export function needsTwo(step: Step): boolean {
  return Object.values(ruleOf(step).from).some((hands) => hands.length === 2)
}

/** Steps that wait for the reporter, or end the waiting: none of them while the reporter is refused every answer. */
const WAITS: readonly Step[] = ['clarify', 'lapse']

/** Who works for the next step without taking it: plan, list of evidence and LHP, which the inspektur then signs. */
const PREPARES: Partial<Record<ReportState, Handler>> = { investigating: 'investigator' }

/** The roles that can take some step which moves a report on, or prepare it. */
export function turnOf(state: ReportState): Handler[] {
  const moving = STEP_NAMES.filter((step) => ruleOf(step).to !== null)
  const moves = (role: Handler) => moving.some((step) => ruleOf(step).from[state]?.flat().includes(role))
  return HANDLERS.filter((role) => moves(role) || PREPARES[state] === role)
}

/** No step leads on without new facts. */
export function isFinal(state: ReportState): boolean {
  return ['forwarded', 'not_processed', 'closed', 'withdrawn', 'unreadable'].includes(state)
}

/** Where a step leads. */
export function stateAfter(state: ReportState, step: Step): ReportState {
  return ruleOf(step).to ?? state
}

/** The role in which somebody takes a step; the first that the step names. Undefined: it is not theirs. */
export function roleFor(step: Step, state: ReportState, roles: readonly string[]): Handler | undefined {
  return ruleOf(step)
    .from[state]?.flat()
    .find((role) => roles.includes(role))
}

/**
 * Refuses a step that a report, a person or a day does not allow. Whether two people agreed is not looked at.
 *
 * @param reopenDays between two reopenings of one report, in calendar days
 *
 * Refuses `wrong_state`, `wbs_not_your_step`, `wbs_may_not_answer`, `wbs_too_early` (the reporter may still answer), `wbs_answered`,
 * `wbs_extended` (once in an investigation) and `wbs_reopened`.
 */
export function requireStep(
  step: Step,
  of: Case,
  { roles, on, reopenDays }: { roles: readonly string[]; on: CivilDate; reopenDays: number },
): void {
  if (!ruleOf(step).from[of.state]) throw new Refusal('wrong_state')
  if ((step === 'freeze' && of.isFrozen) || (step === 'unfreeze' && !of.isFrozen)) throw new Refusal('wrong_state')
  if (!roleFor(step, of.state, roles)) throw new Refusal('wbs_not_your_step')
  if (WAITS.includes(step) && of.isFrozen) throw new Refusal('wbs_may_not_answer')
  if (step === 'lapse' && of.isAnswered) throw new Refusal('wbs_answered')
  if (step === 'lapse' && !(of.dueOn !== null && of.dueOn < on)) throw new Refusal('wbs_too_early')
  if (step === 'extend' && isSince(of, 'extend', 'investigate')) throw new Refusal('wbs_extended')
  const reopened = of.history.findLast(({ kind }) => kind === 'reopen')
  if (step === 'reopen' && reopened && daysBetween(reopened.on, on) < reopenDays) throw new Refusal('wbs_reopened')
}

/** Refuses `wbs_wrong_result` unless the result is one of the step, or none where it has none. */
export function requireResult(step: Step, result: string | null): void {
  const codes = ruleOf(step).results
  if (codes ? result === null || !codes.includes(result) : result !== null) throw new Refusal('wbs_wrong_result')
}

type Hand = { holder: string; roles: readonly string[] }

/** Refuses `wbs_second_person` unless `areTwo`. */
export function requireTwo(step: Step, state: ReportState, people: readonly Hand[]): void {
  if (!areTwo(step, state, people)) throw new Refusal('wbs_second_person')
}

/** Whether two different people have the two roles of a step between them, in either order. */
export function areTwo(step: Step, state: ReportState, people: readonly Hand[]): boolean {
  return areHands(ruleOf(step).from[state] ?? [[]], people)
}

/** Whether two different people are the two hands that are needed, in either order. */
export function areHands([first, second]: Hands, [one, other]: readonly Hand[]): boolean {
  const has = (who: Hand | undefined, roles: readonly Handler[] | undefined) =>
    Boolean(roles?.some((role) => who?.roles.includes(role)))
  const isShared = (has(one, first) && has(other, second)) || (has(one, second) && has(other, first))
  return one?.holder !== other?.holder && isShared
}

/** The steps that somebody may take or propose today. */
export function stepsFor(of: Case, who: Parameters<typeof requireStep>[2]): Step[] {
  return STEP_NAMES.filter((step) => {
    try {
      requireStep(step, of, who)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  })
}

function isSince({ history }: Case, kind: string, after: string): boolean {
  const last = (of: string) => history.findLastIndex((event) => event.kind === of)
  return last(kind) > last(after)
}

function everyOpen(hands: Hands): Rule['from'] {
  return Object.fromEntries(OPEN_STATES.map((state) => [state, hands]))
}
