import type { CivilDate } from '@/lib/civil-date'
import type { PlanModel } from '@/lib/kinerja/plan'
import { periodFindings, regimeOn } from '@/lib/kinerja/regime'
import type { Finding } from '@/lib/refusal'

type Period = { startsOn: CivilDate; endsOn: CivilDate }

/** What the rules look at in a plan. */
type Content = {
  startsOn: CivilDate
  model: PlanModel | null
  items: readonly {
    kind: 'main' | 'additional' | 'activity'
    leaderItemId: string | null
    leaderText: string | null
    quantityUnit: string | null
    quality: string | null
    indicators: readonly { aspect: string | null }[]
  }[]
}

const FIRST_PLANNED = 'PP 46/2011; PermenPANRB 6/2022'

/**
 * May a plan be made for such a period: one year under one regime that is planned here, of somebody who has an appraiser
 * and no other plan for these days.
 *
 * @param others plans of the person that are a draft, proposed or agreed, or that a move ended
 */
export function newPlanFindings(period: Period, hasAppraiser: boolean, others: readonly Period[]): Finding[] {
  const rule = regimeOn(period.startsOn)
  const other = others.find(({ startsOn, endsOn }) => startsOn <= period.endsOn && endsOn >= period.startsOn)
  return [
    ...periodFindings(period.startsOn, period.endsOn),
    {
      code: 'kinerja.plan_regime',
      met: !rule.isImported,
      facts: { startsOn: period.startsOn },
      source: FIRST_PLANNED,
    },
    { code: 'kinerja.plan_appraiser', met: hasAppraiser, facts: {}, source: rule.source },
    {
      code: 'kinerja.plan_overlap',
      met: !other,
      facts: { startsOn: other?.startsOn ?? null, endsOn: other?.endsOn ?? null },
      source: rule.source,
    },
  ]
}

/**
 * Is a plan whole enough to become a contract: results, each with the leader's result that it serves and its indicators;
 * under PP 46/2011 activities, each with the unit of its quantity and its target of quality; the database knows no activity
 * whose amount or time is not above nought.
 *
 * Source: PermenPANRB 6/2022; PP 46/2011, Perka BKN 1/2013.
 */
export function planFindings(plan: Content): Finding[] {
  const { source } = regimeOn(plan.startsOn)
  const { items } = plan
  const finding = (code: string, unmet: readonly unknown[], count = items.length): Finding => ({
    code: `kinerja.plan_${code}`,
    met: unmet.length === 0,
    facts: { count, missing: unmet.length },
    source,
  })
  if (plan.model === null) {
    const activities = items.filter(({ kind }) => kind === 'activity')
    return [
      finding('activities', activities.length === 0 ? [plan] : [], activities.length),
      finding(
        'quantity',
        activities.filter(({ quantityUnit }) => !quantityUnit?.trim()),
      ),
      finding(
        'quality',
        activities.filter(({ quality }) => quality === null),
      ),
    ]
  }
  const main = items.filter(({ kind }) => kind === 'main')
  const needsAspect = plan.model === 'quantitative'
  return [
    finding('results', main.length === 0 ? [plan] : [], main.length),
    finding(
      'links',
      main.filter(({ leaderItemId, leaderText }) => !leaderItemId && !leaderText?.trim()),
    ),
    finding(
      'indicators',
      items.filter(
        ({ indicators }) => indicators.length === 0 || (needsAspect && indicators.some(({ aspect }) => !aspect)),
      ),
    ),
  ]
}

/** Nobody agrees to their own plan. Source: PP 30/2019. */
export function secondParty(plan: { employeeId: string }, agreeing: string | null): Finding {
  return { code: 'kinerja.plan_second_party', met: plan.employeeId !== agreeing, facts: {}, source: 'PP 30/2019' }
}

/** The superior of the appraiser decides, finally. Kept for later work too, of which we read no other clause. */
const DISAGREEMENT = 'PP 46/2011'

/** May a plan be taken to the superior of its appraiser: there is one, who is neither side, and it was proposed before. */
export function referralFindings(
  plan: { employeeId: string; appraiserId: string },
  superiorId: string | null,
  wasProposed: boolean,
): Finding[] {
  const { employeeId, appraiserId } = plan
  const hasSuperior = superiorId !== null && superiorId !== employeeId && superiorId !== appraiserId
  return [
    { code: 'kinerja.plan_referral_proposed', met: wasProposed, facts: {}, source: DISAGREEMENT },
    { code: 'kinerja.plan_referral_superior', met: hasSuperior, facts: {}, source: DISAGREEMENT },
  ]
}

/**
 * May a move end a plan: within it and after its first day, while it runs, to a unit or an appraiser that is recorded as
 * another one, and before its year is evaluated, so that nobody escapes a result by moving. Source: PP 30/2019;
 * PermenPANRB 6/2022, and PP 46/2011 for the work of its time.
 */
export function moveFindings(
  { startsOn, endsOn }: Period,
  movedOn: CivilDate,
  { today, isElsewhere, isEvaluated }: { today: CivilDate; isElsewhere: boolean; isEvaluated: boolean },
): Finding[] {
  const { source } = regimeOn(startsOn)
  return [
    {
      code: 'kinerja.plan_move',
      met: startsOn < movedOn && movedOn <= endsOn,
      facts: { startsOn, endsOn, movedOn },
      source,
    },
    { code: 'kinerja.plan_move_post', met: isElsewhere, facts: { movedOn }, source },
    ...amendFindings({ startsOn, endsOn }, { today, isEvaluated }),
  ]
}

/**
 * May what was agreed change at all: while it runs and before its year is evaluated, so that no target follows its result.
 *
 * Source: PP 30/2019; PermenPANRB 6/2022, and PP 46/2011 for the work of its time.
 */
export function amendFindings(
  { startsOn, endsOn }: Period,
  { today, isEvaluated }: { today: CivilDate; isEvaluated: boolean },
): Finding[] {
  const { source } = regimeOn(startsOn)
  return [
    { code: 'kinerja.plan_move_over', met: today <= endsOn, facts: { endsOn, today }, source },
    { code: 'kinerja.plan_move_evaluated', met: !isEvaluated, facts: {}, source },
  ]
}
