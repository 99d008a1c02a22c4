import { expect, test } from 'vitest'
import { type CareerFacts, careerLine, projectCareer } from './career'
import { performanceFacts } from './performance'
import { head, facts as person, reference } from './promotion.fixture'

const TODAY = '2027-02-03'

/** A head of a bidang (III.a) in III/d with a master's diploma, whose proposal for 1 April 2027 is under way. */
const facts: CareerFacts = {
  ...person,
  rank: 'III/d',
  rankSince: '2023-04-01',
  serviceMonths: 12 * 12 + 1,
  educationLevel: '45',
  predicates: { 2025: 'good', 2026: 'good' },
  post: head('III.a'),
  postSince: '2026-03-04',
  superiorRank: 'IV/c',
  bornOn: '1985-06-14',
  cpnsOn: '2011-03-01',
  retirementAgeYears: 58,
  retiresOn: '2043-07-01',
  creditedMonths: 0,
}

const project = (changes: Partial<CareerFacts> = {}) =>
  projectCareer({ ...facts, ...changes }, TODAY, '2027-04-01', reference)
const find = (kind: string, changes: Partial<CareerFacts> = {}) =>
  project(changes)
    .filter((point) => point.kind === kind)
    .map(({ on, rank, amountRupiah }) => ({ on, rank, amountRupiah }))

test('the next increment comes on 1 March 2027 with sixteen years', () => {
  expect(project()[0]).toMatchObject({
    on: '2027-03-01',
    kind: 'increment',
    serviceMonths: 192,
    amountRupiah: 4_042_500,
    isProjected: true,
  })
})

test('promotions follow on period dates and stop at the highest rank of the post', () => {
  expect(find('promotion')).toEqual([
    { on: '2027-04-01', rank: 'IV/a', amountRupiah: 4_213_500 },
    { on: '2031-04-01', rank: 'IV/b', amountRupiah: 4_672_800 },
  ])
})

test('a promotion carries its conditions, and predicates still to come leave it provisional', () => {
  const [now, later] = project().filter((point) => point.kind === 'promotion')
  expect(now?.findings.every((finding) => finding.met)).toBe(true)
  expect(later?.findings.every((finding) => finding.met)).toBe(true)
  expect(performanceFacts(later?.findings ?? [])).toMatchObject({ lastYear: 2026, openYear: 2030 })
})

test('the promotion for service comes a month before the pension, which is estimated on it', () => {
  expect(find('service_promotion')).toEqual([{ on: '2043-06-01', rank: 'IV/c', amountRupiah: 5_866_400 }])
  expect(find('retirement')).toEqual([{ on: '2043-07-01', rank: 'IV/c', amountRupiah: 4_399_800 }])
  expect(project().at(-1)?.serviceMonths).toBe(32 * 12 + 4)
})

test('without ten years of service there is no promotion for it', () => {
  const late = {
    cpnsOn: '2034-01-01',
    educationLevel: '05',
    post: person.post,
    rank: 'I/c',
    rankSince: '2034-01-01',
  } as const
  expect(find('service_promotion', late)).toEqual([])
  expect(find('retirement', late)).toMatchObject([{ rank: 'II/a' }])
})

test('somebody under a running sanction in the last year has no promotion for service', () => {
  const sanctions = [{ severity: 'severe', endsOn: '2042-06-01' } as const]
  expect(find('service_promotion', { sanctions })).toEqual([])
})

test('nothing lies on or after the pension but the pension itself, and points are in order', () => {
  const points = project()
  const dates = points.map((point) => point.on)
  expect(dates).toEqual([...dates].sort())
  expect(points.filter((point) => point.on >= facts.retiresOn).map((point) => point.kind)).toEqual(['retirement'])
})

test('somebody whose pension has begun has nothing ahead', () => {
  expect(project({ retiresOn: '2027-02-01' })).toEqual([])
})

test('the past comes first, valued by the table of today, with posts and diplomas between the ranks', () => {
  const history = {
    ranks: [
      { rank: 'III/a', effectiveOn: '2011-03-01', serviceMonths: 0 },
      { rank: 'III/b', effectiveOn: '2015-04-01', serviceMonths: 49 },
      { rank: 'III/d', effectiveOn: '2023-04-01', serviceMonths: 145 },
    ],
    credits: [],
    posts: [{ name: 'Kepala Bidang Perencanaan Ekonomi', effectiveOn: '2026-03-04' }],
    diplomas: [{ name: 'S-2', obtainedOn: '2017-08-01' }],
  } as const
  const line = careerLine(history, facts, TODAY, '2027-04-01', reference)
  expect(line.slice(0, 7).map(({ on, kind, rank, amountRupiah }) => [on, kind, rank, amountRupiah])).toEqual([
    ['2011-03-01', 'appointment', 'III/a', 2_785_700],
    ['2015-04-01', 'rank', 'III/b', 3_089_300],
    ['2017-08-01', 'diploma', 'III/b', 3_186_600],
    ['2023-04-01', 'rank', 'III/d', 3_799_400],
    ['2026-03-04', 'post', 'III/d', 3_919_100],
    [TODAY, 'today', 'III/d', 3_919_100],
    ['2027-03-01', 'increment', 'III/d', 4_042_500],
  ])
})
