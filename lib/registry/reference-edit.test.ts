import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { placeRow, readReferenceData, referenceFields, referenceSlugs, referenceText } from './reference-edit'

test('every row of every table comes back unchanged from its form', () => {
  for (const { tableName, code, data } of readReferenceRows()) {
    const texts = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, referenceText(value)]))
    expect(readReferenceData(tableName, texts), `${tableName} ${code}`).toEqual({ ok: true, data })
  }
})

test('every table has an address of its own', () => {
  const slugs = Object.values(referenceSlugs)
  expect(new Set(slugs).size).toBe(slugs.length)
})

test('a form asks for a choice where the table knows the answers', () => {
  const [kind, families] = referenceFields('retirement_ages')
  expect(kind).toMatchObject({ name: 'kind', kind: 'choice', isOptional: false })
  expect(families).toMatchObject({ name: 'families', kind: 'list', isOptional: true })
})

test('a decimal comma is read as a point', () => {
  const read = readReferenceData('credit_points', {
    category: 'keahlian',
    fromRank: 'III/a',
    toRank: 'III/b',
    coefficient: '12,5',
    rankThreshold: '50',
    gradeThreshold: '',
  })
  expect(read).toMatchObject({ ok: true, data: { coefficient: 12.5, gradeThreshold: null } })
})

test.each([
  [
    'an amount that is no number',
    'salaries',
    { rank: 'III/a', serviceYears: '0', amountRupiah: 'banyak' },
    'amountRupiah',
  ],
  ['an amount below one rupiah', 'salaries', { rank: 'III/a', serviceYears: '0', amountRupiah: '0' }, 'amountRupiah'],
  ['half a rupiah', 'salaries', { rank: 'III/a', serviceYears: '0', amountRupiah: '0,5' }, 'amountRupiah'],
  [
    'a fourth decimal of the angka kredit',
    'credit_points',
    {
      category: 'keahlian',
      fromRank: 'III/a',
      toRank: 'III/b',
      coefficient: '12,5001',
      rankThreshold: '50',
      gradeThreshold: '',
    },
    'coefficient',
  ],
  ['a rank that does not exist', 'salaries', { rank: 'V/a', serviceYears: '0', amountRupiah: '1' }, 'rank'],
  ['an empty field that must be filled', 'service_levels', { workingDays: '' }, 'workingDays'],
  ['a thirteenth month', 'promotion_periods', { months: '1; 13' }, 'months'],
  ['no month at all', 'promotion_periods', { months: '' }, 'months'],
] as const)('%s is refused on its field', (_, table, texts, field) => {
  expect(readReferenceData(table, texts)).toEqual({
    ok: false,
    fields: { [`data.${field}`]: expect.stringMatching(/^(invalid|reference_value)$/) },
  })
})

const first = { validFrom: '2019-01-01', validTo: '2023-12-31' }
const second = { validFrom: '2024-01-01', validTo: null }

test('a row from a new day ends the one in force', () => {
  expect(placeRow([first, second], { validFrom: '2027-01-01', validTo: null })).toEqual({ ended: second })
})

test('a row with the same first day corrects it and ends nothing', () => {
  expect(placeRow([first, second], { validFrom: '2024-01-01', validTo: null })).toEqual({ corrected: second })
})

test('a first row of its code changes no other', () => {
  expect(placeRow([], { validFrom: '2027-01-01', validTo: null })).toEqual({})
})

test('a row that reaches into a later one is refused', () => {
  expect(placeRow([first, second], { validFrom: '2020-01-01', validTo: null })).toBeUndefined()
  expect(placeRow([first, second], { validFrom: '2020-01-01', validTo: '2024-01-01' })).toBeUndefined()
})

test('a row that ends the day before a later one is taken', () => {
  expect(placeRow([first, second], { validFrom: '2020-01-01', validTo: '2023-12-31' })).toEqual({ ended: first })
})

test('a row that ends before it begins is refused', () => {
  expect(placeRow([], { validFrom: '2027-01-02', validTo: '2027-01-01' })).toBeUndefined()
})
