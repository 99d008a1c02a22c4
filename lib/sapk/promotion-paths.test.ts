import { expect, test } from 'vitest'
import { facts, head, reference } from './promotion.fixture'
import { promotionPaths } from './promotion-paths'

const TODAY = '2027-02-03'
const paths = (changes: Partial<typeof facts> = {}) =>
  promotionPaths({ ...facts, ...changes }, '2027-04-01', TODAY, reference)
const path = (type: string, changes: Partial<typeof facts> = {}) => {
  const found = paths(changes).others.find((one) => one.type === type)
  if (!found) throw new Error(`no path ${type}`)
  const unmet = found.findings.filter(({ met }) => !met).map(({ code }) => code.replace('promotion.', ''))
  return { ...found, unmet }
}

test('one type is that of the post held, the two others are there too', () => {
  const { own, others } = paths({ post: head('IV.a'), rank: 'III/c' })
  expect(own).toMatchObject({ type: 'structural', effectiveOn: '2027-04-01' })
  expect(others.map(({ type }) => type)).toEqual(['regular', 'functional'])
})

test('a type of another post says that the post is missing, whatever else is met', () => {
  const regular = path('regular', { post: head('IV.a'), rank: 'III/c' })
  expect(regular).toMatchObject({ effectiveOn: '2027-04-01', unmet: ['post_kind'] })
  expect(regular.findings[0]?.facts).toEqual({ needed: 'regular', held: 'structural' })
})

test('of the structural posts that could be taken today the one that leads on soonest is supposed', () => {
  expect(path('structural')).toMatchObject({
    effectiveOn: '2027-04-01', // four years in III/b
    supposed: { post: { echelon: 'IV.b' }, fromRank: 'III/b', toRank: 'III/c' },
  })
  expect(path('structural', { rankSince: '2026-03-01' })).toMatchObject({
    effectiveOn: '2028-03-01', // a year after the pelantikan, one rank below the post
    supposed: { post: { echelon: 'IV.a' }, fromRank: 'III/c', toRank: 'III/d' },
  })
})

test('time alone never heals what the diploma or the jenjang does not allow, and no date is given', () => {
  const regular = path('regular', { post: head('IV.a'), rank: 'III/d', educationLevel: '40' })
  expect(regular).toMatchObject({ effectiveOn: null, stops: [{ code: 'promotion.education_ceiling' }] })
  expect(path('functional')).toMatchObject({
    effectiveOn: null,
    supposed: { post: { grade: 'Ahli Pertama' } },
    stops: [{ code: 'promotion.grade' }],
  })
})

test('in a functional post taken today angka kredit is earned from none at the rate of Baik', () => {
  const functional = path('functional', { rank: 'III/c' })
  expect(functional).toMatchObject({
    effectiveOn: '2031-04-01', // 100 points at 25 a year
    supposed: { post: { grade: 'Ahli Muda' }, fromRank: 'III/c', toRank: 'III/d' },
  })
})

test('the jenjang is of keahlian with a bachelor, of keterampilan below one', () => {
  expect(path('functional', { rank: 'III/c', educationLevel: '30' }).supposed?.post.grade).toBe('Penyelia')
  expect(path('functional', { rank: 'II/c', educationLevel: '40' }).supposed?.post.grade).toBe('Terampil')
})

test('a rank below every functional and every structural post gives no date and says why', () => {
  const low = { rank: 'I/c', educationLevel: '10' } as const
  expect(path('functional', low)).toMatchObject({ effectiveOn: null, supposed: null, unmet: ['post_kind'] })
  expect(path('structural', low)).toMatchObject({
    effectiveOn: null,
    supposed: { post: { echelon: 'V.a' } },
    stops: [{ code: 'promotion.post_minimum' }],
  })
})

test('nobody above the post supposed is known, so that no superior stands in the way nor is said to be missing', () => {
  const { findings } = path('structural', { superiorRank: 'II/a' })
  expect(findings.map(({ code }) => code)).not.toContain('promotion.superior')
})
