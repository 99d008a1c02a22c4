import type { CivilDate } from '@/lib/civil-date'
import type { UnitFormInput } from '@/lib/registry/unit-input'
import type { ShownUnit } from '@/lib/registry/unit-read.server'
import type { UnitChange } from '@/lib/registry/unit-structure'

/** What can be done to a unit, by the word that the address has for it. */
export const UNIT_STEPS = {
  baru: 'found',
  nama: 'rename',
  pindah: 'move',
  kepala: 'head',
  akhiri: 'end',
} as const satisfies Record<string, UnitChange>

/** The form of a new unit below another one, or at the top. */
export function newUnitForm(agencyId: number, parentId: number | null, today: CivilDate): UnitFormInput {
  return {
    change: 'found',
    effectiveOn: today,
    decreeNumber: '',
    decreeOn: null,
    name: '',
    kind: '',
    parentId: String(parentId ?? ''),
    headTitle: '',
    headEchelon: '',
    agencyId,
    code: '',
    unitId: 0,
    id: '',
    version: 0,
    reason: '',
  }
}

/** The form of a change of a unit, filled with what it is now. */
export function changeForm(unit: ShownUnit, change: UnitChange, today: CivilDate): UnitFormInput {
  return {
    ...newUnitForm(unit.agencyId, null, today),
    ...valuesOf(unit),
    change,
    unitId: unit.id,
    version: unit.version,
  }
}

/** The form of the correction of a row, filled with what it says. */
export function correctionForm(unit: ShownUnit, row: ShownUnit['history'][number]): UnitFormInput {
  const { change, id, effectiveOn, decreeOn } = row
  const decree = { decreeNumber: row.decreeNumber ?? '', decreeOn }
  return { ...changeForm(unit, change, effectiveOn), ...valuesOf(row), ...decree, id }
}

type Values = Pick<ShownUnit['history'][number], 'name' | 'kind' | 'parentId' | 'headTitle' | 'headEchelon'>

/** The fields of a form about a unit, or about a row of its history. */
export function valuesOf({ name, kind, parentId, headTitle, headEchelon }: Values) {
  return {
    name: name ?? '',
    kind: kind ?? '',
    parentId: String(parentId ?? ''),
    headTitle: headTitle ?? '',
    headEchelon: headEchelon ?? '',
  }
}
