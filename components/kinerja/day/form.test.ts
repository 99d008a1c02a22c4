import { expect, test } from 'vitest'
import { tooLong } from './form'

const entry = { orderBy: null, orderNumber: 'ST-1', lateReason: null, collaborators: 'Ani, Budi' }

test('a text that the server would refuse as too long is told at its field, before the sheet closes', () => {
  expect(tooLong(entry)).toEqual([])
  expect(tooLong({ ...entry, collaborators: ` ${'a'.repeat(200)} ` })).toEqual([])
  const wrong = tooLong({ ...entry, orderNumber: 'a'.repeat(101), collaborators: 'a'.repeat(201) })
  expect(wrong.map(({ field, code, facts }) => [field, code, facts.most])).toEqual([
    ['orderNumber', 'long', 100],
    ['collaborators', 'long', 200],
  ])
})
