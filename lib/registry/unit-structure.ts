import type { unitChange } from '@/db/schema/unit-history'
import type { CivilDate } from '@/lib/civil-date'
import type { Facts } from '@/lib/refusal'

export type UnitChange = (typeof unitChange.enumValues)[number]

/** The day of founding of a unit that stands since before anybody wrote it down, as an import tells of it. */
export const UNKNOWN_START: CivilDate = '1900-01-01'

/** Levels of a tree of units, root included. The database numbers no unit below. */
export const MOST_UNIT_LEVELS = 20

/** A standing row of the history of a unit, in the order of recording. */
export type UnitEvent = {
  id: string
  unitId: number
  code: string
  change: UnitChange
  effectiveOn: CivilDate
  name: string | null
  kind: string | null
  parentId: number | null
  headTitle: string | null
  headEchelon: string | null
}

/** A unit as it stands on a day. */
export type UnitOn = Omit<UnitEvent, 'id' | 'unitId' | 'change' | 'effectiveOn' | 'name'> & { id: number; name: string }

/**
 * The units that stand on a day, by id: founded by then, not ended by then, each with what was last said of it.
 *
 * @param events standing rows of one agency, earlier recorded ones first
 */
export function structureOn(events: readonly UnitEvent[], day: CivilDate): Map<number, UnitOn> {
  const units = new Map<number, UnitOn>()
  const ended = new Set<number>()
  for (const event of inOrder(events)) {
    if (event.effectiveOn > day) break
    const { unitId: id, code, name, kind, parentId, headTitle, headEchelon } = event
    const unit = units.get(id)
    if (event.change === 'found') {
      units.set(id, { id, code, name: name ?? code, kind, parentId, headTitle, headEchelon })
    } else if (event.change === 'end') ended.add(id)
    else if (unit && event.change === 'rename') Object.assign(unit, { name, kind })
    else if (unit && event.change === 'move') Object.assign(unit, { parentId })
    else if (unit) Object.assign(unit, { headTitle, headEchelon })
  }
  for (const id of ended) units.delete(id)
  return units
}

/** By day; of one day the founding first, then as recorded. */
function inOrder(events: readonly UnitEvent[]): UnitEvent[] {
  const place = ({ effectiveOn, change }: UnitEvent) => `${effectiveOn} ${change === 'found' ? 0 : 1}`
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => compare(place(a.event), place(b.event)) || a.index - b.index)
    .map(({ event }) => event)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A unit of the tree with how far below the top it stands and how many stand below it. */
export type UnitInTree = UnitOn & { depth: number; below: number }

/** Units in pre-order, equals by code; what names no standing unit above it stands at the top. */
export function inTreeOrder(units: ReadonlyMap<number, UnitOn>): UnitInTree[] {
  const children = new Map<number | null, UnitOn[]>()
  for (const unit of units.values()) {
    const above = unit.parentId !== null && units.has(unit.parentId) ? unit.parentId : null
    children.set(above, [...(children.get(above) ?? []), unit])
  }
  const tree: UnitInTree[] = []
  const put = (parentId: number | null, depth: number) => {
    for (const unit of (children.get(parentId) ?? []).sort((a, b) => compare(a.code, b.code))) {
      const shown = { ...unit, depth, below: 0 }
      tree.push(shown)
      const before = tree.length
      if (depth + 1 < MOST_UNIT_LEVELS) put(unit.id, depth + 1)
      shown.below = tree.length - before
    }
  }
  put(null, 0)
  return tree
}

/**
 * As many levels of a tree in pre-order as keep it to so many units, one level at least; what is left out shows in
 * `below`.
 */
export function atMost(tree: readonly UnitInTree[], most: number): UnitInTree[] {
  const top = Math.min(...tree.map(({ depth }) => depth))
  let shown: UnitInTree[] = []
  for (let depth = top; ; depth++) {
    const next = tree.filter((unit) => unit.depth <= depth)
    if (depth > top && (next.length > most || next.length === shown.length)) return shown
    shown = next
    if (shown.length === tree.length) return shown
  }
}

/** The units above one, nearest first, no more than there are levels. */
export function lineAbove(units: ReadonlyMap<number, UnitOn>, unitId: number): UnitOn[] {
  const line: UnitOn[] = []
  let unit = units.get(units.get(unitId)?.parentId ?? 0)
  while (unit && line.length < MOST_UNIT_LEVELS) {
    line.push(unit)
    unit = units.get(unit.parentId ?? 0)
  }
  return line
}

export type StructureFault = { code: string; facts: Facts }

/**
 * The first day from which on the units make no tree, and why: a unit below one that does not stand, below itself, too
 * deep, or a row that speaks of a day on which its unit does not stand. Undefined when every day is a tree.
 *
 * @param from first day to look at; what was wrong before is not asked
 */
export function structureFault(events: readonly UnitEvent[], from: CivilDate): StructureFault | undefined {
  const later = events.map(({ effectiveOn }) => effectiveOn).filter((day) => day > from)
  for (const on of [from, ...[...new Set(later)].sort()]) {
    const units = structureOn(events, on)
    const fault = treeFault(units) ?? absentFault(events, units, on)
    if (fault) return { code: fault.code, facts: { ...fault.facts, on } }
  }
  return undefined
}

function treeFault(units: ReadonlyMap<number, UnitOn>): StructureFault | undefined {
  for (const unit of units.values()) {
    if (unit.parentId !== null && !units.has(unit.parentId)) {
      return { code: 'structure.parent_absent', facts: { unit: unit.name } }
    }
    const line = lineAbove(units, unit.id)
    if (new Set(line).size < line.length || line.includes(unit))
      return { code: 'structure.circular', facts: { unit: unit.name } }
    if (line.length >= MOST_UNIT_LEVELS) {
      return { code: 'structure.too_deep', facts: { unit: unit.name, most: MOST_UNIT_LEVELS } }
    }
  }
  return undefined
}

/** A rename, move or new head on a day on which the unit is not there. */
function absentFault(events: readonly UnitEvent[], units: ReadonlyMap<number, UnitOn>, on: CivilDate) {
  const stray = events.find(
    ({ unitId, change, effectiveOn }) =>
      effectiveOn === on && change !== 'found' && change !== 'end' && !units.has(unitId),
  )
  return stray && { code: 'structure.not_standing', facts: { code: stray.code } }
}
