import { expect, test } from 'vitest'
import { realisedOf } from './realised'

const rollup = {
  entries: 4,
  quantities: [
    { unit: 'laporan', quantity: 3 },
    { unit: 'Dokumen ', quantity: 2.5 },
  ],
}
const activity = { measures: null, quantityUnit: 'dokumen' }

test('a form begins with the quantity of approved work in the unit of the target, and with nothing else', () => {
  const begun = { itemId: 'a', isDone: true, quantity: '2,5', duration: '', cost: '', credit: '' }
  expect(realisedOf({ id: 'a', rollup, activity })).toEqual(begun)
  expect(realisedOf({ id: 'a', rollup, activity: { ...activity, quantityUnit: 'orang' } })).toMatchObject({
    quantity: '',
  })
})

test('what was confirmed stays, whatever was approved since', () => {
  const measures = { itemId: 'a', isDone: false, quantity: '1', duration: '12', cost: '', credit: '' }
  expect(realisedOf({ id: 'a', rollup, activity: { ...activity, measures } })).toBe(measures)
})
