import * as z from 'zod'
import { unitChanges } from '@/db/reference/unit-changes'
import { reason } from '@/lib/reason-input'
import type { UnitChange } from '@/lib/registry/unit-structure'

const line = z.string().trim().max(200, 'too_long')
const idOrTop = z
  .string()
  .regex(/^\d{0,9}$/)
  .transform((text) => (text ? Number(text) : null))

/** What a form says of a unit; a change looks at its own fields alone. */
const said = z.object({
  change: z.enum(unitChanges),
  effectiveOn: z.iso.date(),
  decreeNumber: z.string().trim().max(100, 'too_long'), // of the perda, perkada or letter
  decreeOn: z.iso.date().nullable(),
  name: line,
  kind: line,
  parentId: idOrTop, // empty at the top
  headTitle: line,
  headEchelon: z.string().max(10),
})
export type UnitSaid = z.output<typeof said>

const NAMED: readonly UnitChange[] = ['found', 'rename']
const HEADED: readonly UnitChange[] = ['found', 'head']

/**
 * The fields at fault of what is said of a unit, each with its code of `refusals`.
 *
 * @param needsDecree false for the correction of a row from before anybody wrote down by which letter
 */
export function unitFaults(said: UnitSaid, needsDecree: boolean): Record<string, string> {
  const { change, name, headTitle, headEchelon, decreeNumber, decreeOn } = said
  return {
    ...(NAMED.includes(change) && !name && { name: 'structure.name_missing' }),
    ...(HEADED.includes(change) && headEchelon && !headTitle && { headTitle: 'structure.head_missing' }),
    ...(needsDecree && !decreeNumber && { decreeNumber: 'structure.decree_number_missing' }),
    ...(needsDecree && !decreeOn && { decreeOn: 'structure.decree_date_missing' }),
  }
}

type Checked = { value: UnitSaid; issues: z.core.$ZodRawIssue[] }

function decreed({ value, issues }: Checked): void {
  for (const [field, message] of Object.entries(unitFaults(value, true))) {
    issues.push({ code: 'custom', path: [field], message, input: value })
  }
}

const isFounding = (change: UnitChange) => change === 'found'

/** A new unit of an agency. */
export const unitInput = said
  .extend({
    change: said.shape.change.refine(isFounding),
    agencyId: z.int32().positive(),
    code: z
      .string()
      .trim()
      .regex(/^[\w.-]{1,40}$/, 'structure.code'),
  })
  .check(decreed)

/** A change of a unit as its page showed it: `version` counts the rows of its history. */
export const unitChangeInput = said
  .extend({
    change: said.shape.change.refine((change) => !isFounding(change)),
    unitId: z.int32().positive(),
    version: z.int32(),
  })
  .check(decreed)

/** One row of the history of a unit in the place of another one, of the same change. */
export const unitCorrectionInput = said.omit({ change: true }).extend({ id: z.uuid(), version: z.int32(), reason })

/** A row that should never have been there. */
export const unitWithdrawalInput = z.object({ id: z.uuid(), version: z.int32(), reason })

/** What the form of all three holds. */
export type UnitFormInput = z.input<typeof said> & {
  agencyId: number
  code: string
  unitId: number
  id: string
  version: number
  reason: string
}

/** What a change says of its unit, everything else null, as a row of the history has it. */
export function saidOf({ change, name, kind, parentId, headTitle, headEchelon }: UnitSaid) {
  const isNamed = NAMED.includes(change)
  const isHeaded = HEADED.includes(change)
  return {
    name: isNamed ? name : null,
    kind: isNamed ? kind || null : null,
    parentId: change === 'found' || change === 'move' ? parentId : null,
    headTitle: isHeaded ? headTitle || null : null,
    headEchelon: isHeaded ? headEchelon || null : null,
  }
}
