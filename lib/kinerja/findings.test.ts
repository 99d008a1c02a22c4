import { readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import type { CivilDate } from '@/lib/civil-date'
import { exact } from '@/lib/exact'
import type { Locale } from '@/lib/format'
import { readableFacts } from '@/lib/i18n/facts'
import type { Finding } from '@/lib/refusal'
import { addWorkingDays } from '@/lib/working-days'
import { absenceProposal } from './absence'
import { appraiserFinding } from './appraiser'
import { thresholdFinding } from './conversion'
import { deviationReason, distributionFindings, ORGANISATION_PREDICATES } from './distribution'
import { entryFindings, USUAL_RULES } from './entry'
import { entryRulesFindings, extensionFindings } from './entry-rules'
import { confirmationFindings, ratingFindings } from './evaluation'
import { decisionFindings, objectionFindings } from './objection'
import { moveFindings, newPlanFindings, planFindings, referralFindings, secondParty } from './plan-findings'
import { type PerformanceInput, scoreFindings } from './pp46'
import { periodFindings } from './regime'

const units = [
  { very_good: 12, good: 0, needs_improvement: 0, poor: 0, very_poor: 0 },
  { very_good: 0, good: 6, needs_improvement: 1, poor: 1, very_poor: 12 },
  { very_good: 7, good: 3, needs_improvement: 0, poor: 0, very_poor: 0 },
  { very_good: 2, good: 7, needs_improvement: 1, poor: 0, very_poor: 0 },
]

const done = { target: 1, realised: 1 }
const assessed: PerformanceInput = {
  startsOn: '2019-01-01',
  activities: [{ isDone: true, quantity: done, quality: done, time: done, cost: null }],
  extraTasks: 0,
  creativity: [],
  behaviour: { service: 80, integrity: 80, commitment: 80, discipline: 80, teamwork: 80, leadership: null },
  isStructural: true,
}

const QUARTER = { kind: 'periodic', startsOn: '2026-01-01', endsOn: '2026-03-31' } as const

/** Every second working day of 2026. */
function absentOn(count: number): CivilDate[] {
  return Array.from({ length: count }, (_, at) => addWorkingDays('2026-01-01', at * 2 + 1, new Set()))
}

const entry = {
  id: '22222222-2222-4222-8222-222222222222',
  version: 0,
  workOn: '2026-11-16',
  startsMinute: 480,
  endsMinute: 600,
  kind: 'plan' as const,
  planItemId: '11111111-1111-4111-8111-111111111111',
  text: 'Imunisasi balita',
  quantity: 24,
  unit: 'balita',
  place: null,
  orderBy: null,
  orderNumber: null,
  lateReason: null,
}
const entryAround = {
  receivedOn: '2026-11-16',
  rules: { ...USUAL_RULES, lateDays: 5 },
  holidays: new Set<CivilDate>(),
  leave: [],
  plans: [{ startsOn: '2026-01-01', endsOn: '2026-12-31', itemIds: [entry.planItemId] }],
  others: [],
}

/** A plan without lines, with one that lacks what it needs, and with a whole one. */
function aPlanWith(isOfActivities: boolean, at: number): Parameters<typeof planFindings>[0] {
  const line = {
    kind: isOfActivities ? ('activity' as const) : ('main' as const),
    leaderItemId: null,
    leaderText: at === 2 ? 'Perjanjian kinerja' : null,
    quantity: at === 2 ? '12' : null,
    quantityUnit: at === 2 ? 'dokumen' : null,
    quality: at === 2 ? '100' : null,
    duration: at === 2 ? '12' : null,
    indicators: at === 2 ? [{ aspect: 'quantity' }] : [],
  }
  return {
    startsOn: isOfActivities ? '2020-01-01' : '2026-01-01',
    model: isOfActivities ? null : 'quantitative',
    items: at === 0 ? [] : [line],
  }
}

/** Cases that together meet and fail every condition of this module. */
const findings: Finding[] = [
  ...periodFindings('2021-01-01', '2021-06-30'),
  ...periodFindings('2021-01-01', '2022-07-01'),
  ...periodFindings('2026-03-02', '2026-03-01'),
  ...ORGANISATION_PREDICATES.flatMap((organisation) =>
    units.map((unit) => distributionFindings(organisation, unit)),
  ).flatMap((pattern) => [...pattern, deviationReason(pattern, null), deviationReason(pattern, 'Penugasan khusus')]),
  ...[49_999, 50_000].map((thousandths) => thresholdFinding(exact(thousandths, 1000), 50_000)),
  ...[true, false].flatMap((isOwn) =>
    objectionFindings(
      { startsOn: '2025-01-01', receivedOn: '2026-01-10', isOwn, hasSuperior: isOwn },
      isOwn ? 'x' : '',
      isOwn ? '2026-01-24' : '2026-01-25',
    ),
  ),
  ...[true, false].flatMap((isAnswered) =>
    ['2026-01-21', '2026-02-04'].flatMap((today) =>
      decisionFindings(
        { startsOn: '2025-01-01', objectedOn: '2026-01-20', isAnswered },
        { isSuperior: isAnswered, isParty: false },
        today,
      ),
    ),
  ),
  ...referralFindings({ employeeId: 'a', appraiserId: 'b' }, 'c', true),
  ...referralFindings({ employeeId: 'a', appraiserId: 'b' }, null, false),
  ...entryFindings(entry, entryAround),
  ...entryFindings({ ...entry, orderNumber: '800/1/2026' }, { ...entryAround, rules: USUAL_RULES }),
  ...entryFindings({ ...entry, kind: 'additional', planItemId: null, orderBy: 'Kepala Dinas' }, entryAround),
  ...entryFindings({ ...entry, kind: 'additional' }, { ...entryAround, plans: [] }),
  ...entryFindings({ ...entry, lateReason: 'Tugas di desa' }, { ...entryAround, receivedOn: '2026-11-20' }),
  ...entryFindings({ ...entry, workOn: '2026-11-15', startsMinute: 600 }, { ...entryAround, receivedOn: '2026-12-31' }),
  ...entryFindings(
    { ...entry, planItemId: entry.id, endsMinute: 1200 },
    {
      ...entryAround,
      receivedOn: '2026-11-15',
      leave: [{ startsOn: '2026-11-16', endsOn: null }],
      others: [{ id: entry.planItemId, workOn: '2026-11-16', startsMinute: 540, endsMinute: 660 }],
    },
  ),
  ...['2026-11-15', '2026-11-16'].flatMap((startsOn) => entryRulesFindings({ startsOn }, '2026-11-16')),
  ...extensionFindings({ startsOn: '2026-11-12', endsOn: '2026-11-13', openUntil: '2026-11-20' }, '2026-11-16', []),
  ...extensionFindings({ startsOn: '2026-10-12', endsOn: '2026-11-17', openUntil: '2026-11-15' }, '2026-11-16', []),
  ...extensionFindings({ startsOn: '2026-10-12', endsOn: '2026-10-13', openUntil: '2026-11-20' }, '2026-11-16', [
    { startsOn: '2026-10-13', endsOn: '2026-10-14', openUntil: '2026-10-20' },
  ]),
  ...newPlanFindings({ startsOn: '2026-01-01', endsOn: '2026-12-31' }, true, []),
  ...newPlanFindings({ startsOn: '2021-07-01', endsOn: '2021-12-31' }, false, [
    { startsOn: '2021-07-01', endsOn: '2021-12-31' },
  ]),
  ...[true, false].flatMap((isOfActivities) => [0, 1, 2].flatMap((at) => planFindings(aPlanWith(isOfActivities, at)))),
  ...[true, false].map(appraiserFinding),
  ...['a', 'b'].map((agreeing) => secondParty({ employeeId: 'a' }, agreeing)),
  ...[true, false].flatMap((isMoved) =>
    moveFindings({ startsOn: '2026-01-01', endsOn: '2026-12-31' }, isMoved ? '2026-06-01' : '2026-01-01', {
      today: isMoved ? '2026-06-02' : '2027-01-01',
      isElsewhere: isMoved,
      isEvaluated: !isMoved,
    }),
  ),
  ...['2026-03-31', '2026-04-20'].flatMap((today) =>
    [true, false].flatMap((isOwn) => [
      ...confirmationFindings(QUARTER, isOwn, today),
      ...[true, false].flatMap((isConfirmed) =>
        ratingFindings(QUARTER, { isAppraiser: !isOwn, isOwn, isConfirmed, dueOn: '2026-04-07' }, today),
      ),
    ]),
  ),
  ...Array.from({ length: 30 }, (_, count) => absenceProposal(absentOn(count), 2026, new Set()).finding),
  ...scoreFindings({ ...assessed, activities: [] }),
  ...[true, false].flatMap((isStructural) => scoreFindings({ ...assessed, isStructural })),
]

const read = (locale: Locale) => JSON.parse(readFileSync(`messages/${locale}/findings.json`, 'utf8'))

test('the cases of this test meet and fail every condition', () => {
  const kinds = (met: boolean) =>
    [...new Set(findings.filter((finding) => finding.met === met).map(({ code }) => code))].sort()
  expect(kinds(true)).toEqual(kinds(false))
})

test.each(['id', 'en'] as const)('every finding reads as a whole sentence (%s)', (locale: Locale) => {
  const faults: string[] = []
  const translate = createTranslator({
    locale,
    timeZone: 'Asia/Jakarta',
    messages: read(locale),
    onError: (error) => faults.push(error.message),
  }) as (key: string, values: Record<string, string | number>) => string
  for (const finding of findings) {
    for (const part of finding.met ? ['title', 'met'] : ['title', 'unmet', 'todo']) {
      const sentence = translate(`${finding.code}.${part}`, readableFacts(finding.facts, locale))
      expect(sentence, `${finding.code}.${part} ${JSON.stringify(finding.facts)}`).not.toMatch(
        /none|null|undefined|[{}]|\b\d{4}-\d{2}/,
      )
      expect(sentence.trim().length).toBeGreaterThan(1)
    }
  }
  expect(faults).toEqual([])
})
