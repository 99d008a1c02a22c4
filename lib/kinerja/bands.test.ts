import { expect, test } from 'vitest'
import { decimal } from '@/lib/exact'
import { BANDS, bandOf, bandsOn } from './bands'

const word = (score: string, startsOn = '2020-01-01') => bandOf(decimal(score), bandsOn(startsOn))

test('a word is given once its threshold is reached', () => {
  const scores = ['107.5', '91', '90.99', '76', '75.99', '61', '60.99', '51', '50.99', '0']
  expect(scores.map((score) => word(score))).toEqual([
    'very_good',
    'very_good',
    'good',
    'good',
    'needs_improvement',
    'needs_improvement',
    'poor',
    'poor',
    'very_poor',
    'very_poor',
  ])
})

test('the word is read from two decimals, half up', () => {
  expect([word('90.995'), word('90.99499'), word('75.995')]).toEqual(['very_good', 'good', 'good'])
})

test('an import from DP3 has its five words by the same thresholds', () => {
  const dp3 = ['100', '91', '90', '76', '75', '61', '60', '51', '50'].map((score) => word(score, '2010-01-01'))
  expect(dp3).toEqual([
    ...['very_good', 'very_good', 'good', 'good', 'needs_improvement', 'needs_improvement'],
    ...['poor', 'poor', 'very_poor'],
  ])
})

test('the bands of a spreadsheet that read the gaps otherwise are another row of the table', () => {
  const spreadsheet = BANDS.map((row) => ({
    ...row,
    version: 'spreadsheet',
    least: { very_good: '91', good: '75.01', needs_improvement: '60.01', poor: '50.01' },
  }))
  expect(bandOf(decimal('75.99'), bandsOn('2020-01-01', spreadsheet))).toBe('good')
  expect(() => bandsOn('2022-01-01')).toThrow(RangeError)
})
