import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inSteps, LEAST_SHOWN, shownMedian, suppress } from '@/lib/wbs/suppression'

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

function tableOf(values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value, place) => [NAMES[place], value]))
}

/** All tables with so many cells of values up to the most. */
function* tables(cells: number, most: number): Generator<number[]> {
  if (cells === 0) yield []
  else for (const rest of tables(cells - 1, most)) for (let value = 0; value <= most; value++) yield [...rest, value]
}

const anyTable = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: NAMES.length })

test('whoever knows the rule and tries every table there could be still finds no cell that was kept back', () => {
  for (const [cells, most] of [
    [2, 30],
    [3, 16],
    [4, 9],
  ] as const) {
    const possible = new Map<string, Set<number>[]>()
    const published = (values: number[]) => JSON.stringify(suppress(tableOf(values)))
    for (const values of tables(cells, most)) {
      const found = possible.get(published(values)) ?? values.map(() => new Set<number>())
      for (const [place, value] of values.entries()) found[place]?.add(value)
      possible.set(published(values), found)
    }
    for (const [text, found] of possible) {
      const shown: (number | null)[] = Object.values(JSON.parse(text).cells)
      const told = shown.flatMap((value, place) => (value === null && (found[place]?.size ?? 0) < 2 ? [text] : []))
      expect(told).toEqual([])
    }
  }
})

test('no number below five is ever told, of a cell, of a total, or of what is left between them', () => {
  fc.assert(
    fc.property(anyTable, (values) => {
      const { total, cells } = suppress(tableOf(values))
      const shown = Object.values(cells).filter((value) => value !== null)
      for (const value of shown) expect(value).toBeGreaterThanOrEqual(LEAST_SHOWN)
      if (total === null) {
        expect(shown).toEqual([])
        return
      }
      const kept = values.length - shown.length
      const rest = total - shown.reduce((sum, value) => sum + value, 0)
      expect(kept === 0 ? rest === 0 : kept >= 2 && rest >= LEAST_SHOWN).toBe(true)
    }),
  )
})

test('what is told is true, and nothing is kept back where no cell is small', () => {
  fc.assert(
    fc.property(anyTable, (values) => {
      const counts = tableOf(values)
      const { total, cells } = suppress(counts)
      for (const [key, value] of Object.entries(cells)) expect([null, counts[key]]).toContain(value)
      if (values.every((value) => value >= LEAST_SHOWN)) expect(cells).toEqual(counts)
      if (total !== null) expect(total).toBe(values.reduce((sum, value) => sum + value, 0))
    }),
  )
})

test('one small cell takes the smallest other with it', () => {
  expect(suppress({ a: 30, b: 3, c: 12 })).toEqual({ total: 45, cells: { a: 30, b: null, c: null } })
  expect(suppress({ a: 30, b: 0, c: 0, d: 6 })).toEqual({ total: 36, cells: { a: 30, b: null, c: null, d: null } })
  expect(suppress({ a: 1, b: 3 })).toEqual({ total: null, cells: { a: null, b: null } })
})

test('a median is told of five and more', () => {
  expect(shownMedian([1, 2, 3, 4])).toBeNull()
  expect(shownMedian([9, 1, 5, 3, 7])).toBe(5)
  expect(shownMedian([1, 2, 3, 4, 5, 6])).toBe(3)
})

test('counts in steps tell no count below five: whoever tries every small table finds more than one value for it', () => {
  const found = new Map<string, Set<number>>()
  const upTo = Array.from({ length: 31 }, (_, count) => count)
  for (const one of upTo)
    for (const other of upTo)
      for (const third of upTo) {
        const shown = inSteps({ one, other, third })
        const of = found.get(JSON.stringify(shown)) ?? new Set()
        if (shown.cells.third === null) found.set(JSON.stringify(shown), of.add(third))
      }
  expect(found.size).toBeGreaterThan(10)
  for (const [shown, values] of found) expect(values.size, shown).toBeGreaterThan(1)
})
