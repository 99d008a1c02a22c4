import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appraisersOfUnits, restOf } from './appraiser'

const unit = (id: number, parentId: number | null, headId: string | null) => ({ id, parentId, headId })
const of = (units: ReturnType<typeof unit>[], id: number) =>
  appraisersOfUnits(units).find(({ unitId }) => unitId === id)

test('the head of a unit assesses its members, the head of the unit above assesses the head', () => {
  const units = [unit(1, null, 'kepala'), unit(2, 1, 'kabag')]
  expect(of(units, 2)).toMatchObject({ ofMembers: 'kabag', ofHead: 'kepala' })
  expect(of(units, 1)).toMatchObject({ ofMembers: 'kepala', ofHead: null })
})

test('a vacant post goes up, and who heads both units is passed by', () => {
  const units = [unit(1, null, 'kepala'), unit(2, 1, null), unit(3, 2, 'kasubag'), unit(4, 3, 'kasubag')]
  expect(of(units, 2)).toMatchObject({ ofMembers: 'kepala', ofHead: null })
  expect(of(units, 3)?.ofHead).toBe('kepala')
  expect(of(units, 4)?.ofHead).toBe('kepala')
})

test('nobody is ever their own, and every way up ends', () => {
  const tree = fc.array(fc.record({ parent: fc.nat(), head: fc.boolean() }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(tree, (shape) => {
      const units = shape.map(({ parent, head }, id) => unit(id, id === 0 ? null : parent % id, head ? `h${id}` : null))
      const found = appraisersOfUnits(units)
      const next = new Map(found.map(({ headId, ofHead }) => [headId, ofHead]))
      for (const { headId, ofHead } of found) {
        expect(ofHead === null || ofHead !== headId).toBe(true)
        let steps = 0
        for (let at: string | null | undefined = headId; at && steps <= units.length; at = next.get(at)) steps += 1
        expect(steps).toBeLessThanOrEqual(units.length)
      }
    }),
  )
})

test('a letter for some months leaves what was before it and what comes after', () => {
  const year = { startsOn: '2026-01-01', endsOn: null }
  expect(restOf(year, { startsOn: '2026-03-01', endsOn: '2026-04-30' })).toEqual([
    { startsOn: '2026-01-01', endsOn: '2026-02-28' },
    { startsOn: '2026-05-01', endsOn: null },
  ])
  expect(restOf(year, { startsOn: '2026-01-01', endsOn: null })).toEqual([])
  expect(restOf({ startsOn: '2026-02-01', endsOn: '2026-03-31' }, { startsOn: '2026-03-01', endsOn: null })).toEqual([
    { startsOn: '2026-02-01', endsOn: '2026-02-28' },
  ])
})
