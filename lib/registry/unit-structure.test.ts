import { expect, test } from 'vitest'
import { atMost, inTreeOrder, structureFault, structureOn, type UnitEvent } from '@/lib/registry/unit-structure'

const DEPARTMENT = 1
const SECTION = 2
const OFFICE = 3

function event(unitId: number, change: UnitEvent['change'], effectiveOn: string, said: Partial<UnitEvent> = {}) {
  const nothing = { name: null, kind: null, parentId: null, headTitle: null, headEchelon: null }
  return {
    id: `${unitId} ${change} ${effectiveOn}`,
    code: `0${unitId}`,
    unitId,
    change,
    effectiveOn,
    ...nothing,
    ...said,
  }
}

const founded = [
  event(OFFICE, 'found', '2020-01-01', { name: 'Kantor', parentId: SECTION }),
  event(SECTION, 'found', '2020-01-01', { name: 'Bidang', parentId: DEPARTMENT }),
  event(DEPARTMENT, 'found', '2020-01-01', { name: 'Dinas', headTitle: 'Kepala Dinas', headEchelon: 'II.b' }),
]

const lines = (events: readonly UnitEvent[], day: string) =>
  inTreeOrder(structureOn(events, day)).map(({ name, depth, below }) => `${'> '.repeat(depth)}${name} ${below}`)

test('the tree of a day has what was said by then, in any order of saying', () => {
  const events = [
    event(OFFICE, 'move', '2026-03-01', { parentId: DEPARTMENT }),
    event(DEPARTMENT, 'rename', '2026-01-01', { name: 'Badan' }),
    ...founded,
  ]
  expect(lines(events, '2019-12-31')).toEqual([])
  expect(lines(events, '2025-12-31')).toEqual(['Dinas 2', '> Bidang 1', '> > Kantor 0'])
  expect(lines(events, '2026-03-01')).toEqual(['Badan 2', '> Bidang 0', '> Kantor 0'])
})

test('a name says nothing of the head and a move nothing of the name', () => {
  const events = [
    ...founded,
    event(DEPARTMENT, 'rename', '2026-01-01', { name: 'Badan', kind: 'badan' }),
    event(DEPARTMENT, 'head', '2026-02-01', { headTitle: 'Kepala Badan', headEchelon: 'II.a' }),
  ]
  expect(structureOn(events, '2026-01-31').get(DEPARTMENT)).toMatchObject({ name: 'Badan', headTitle: 'Kepala Dinas' })
  expect(structureOn(events, '2026-02-01').get(DEPARTMENT)).toMatchObject({ name: 'Badan', headTitle: 'Kepala Badan' })
})

test('of two rows of one day the one recorded last counts, and a founding comes before both', () => {
  const renamed = [
    event(OFFICE, 'rename', '2020-01-01', { name: 'Kantor A' }),
    event(OFFICE, 'rename', '2020-01-01', { name: 'Kantor B' }),
  ]
  expect(structureOn([...renamed, ...founded], '2020-01-01').get(OFFICE)?.name).toBe('Kantor B')
})

test('a unit ends on a day, and stands below nothing that has ended', () => {
  const ended = [...founded, event(OFFICE, 'end', '2026-05-01')]
  expect(structureOn(ended, '2026-04-30').has(OFFICE)).toBe(true)
  expect(structureOn(ended, '2026-05-01').has(OFFICE)).toBe(false)
  expect(structureFault(ended, '2026-05-01')).toBeUndefined()
  expect(structureFault([...founded, event(SECTION, 'end', '2026-05-01')], '2026-05-01')).toEqual({
    code: 'structure.parent_absent',
    facts: { unit: 'Kantor', on: '2026-05-01' },
  })
})

test('two moves that are each possible and together make a loop are refused on the day on which they do', () => {
  const below = event(DEPARTMENT, 'move', '2026-07-01', { parentId: OFFICE })
  const apart = event(SECTION, 'move', '2026-06-01', { parentId: null })
  expect(structureFault([...founded, below], '2026-01-01')).toMatchObject({
    code: 'structure.circular',
    facts: { on: '2026-07-01' },
  })
  expect(structureFault([...founded, apart, below], '2026-01-01')).toBeUndefined()
  const again = event(SECTION, 'move', '2026-08-01', { parentId: DEPARTMENT })
  expect(structureFault([...founded, apart, below, again], '2026-06-01')?.facts.on).toBe('2026-08-01')
})

test('no more than twenty levels, and nothing is said of a unit that is not there', () => {
  const chain = Array.from({ length: 21 }, (_, place) =>
    event(place + 1, 'found', '2020-01-01', { name: `Unit ${place}`, parentId: place === 0 ? null : place }),
  )
  expect(structureFault(chain.slice(0, 20), '2020-01-01')).toBeUndefined()
  expect(structureFault(chain, '2020-01-01')).toMatchObject({ code: 'structure.too_deep', facts: { unit: 'Unit 20' } })
  const stray = event(OFFICE, 'rename', '2019-06-01', { name: 'Kantor lama' })
  expect(structureFault([...founded, stray], '2019-06-01')?.code).toBe('structure.not_standing')
})

test('of a large tree as many levels are shown as fit, the first in any case', () => {
  const tree = inTreeOrder(structureOn(founded, '2026-01-01'))
  const names = (most: number) => atMost(tree, most).map(({ name }) => name)
  expect(names(3)).toEqual(['Dinas', 'Bidang', 'Kantor'])
  expect(names(2)).toEqual(['Dinas', 'Bidang'])
  expect(names(0)).toEqual(['Dinas'])
  expect(atMost([], 5)).toEqual([])
})
