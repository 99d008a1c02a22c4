import * as z from 'zod'
import { agencyKinds, agencyZones, isOfficeOfBkn } from '@/lib/registry/agency'

/** Characters of a drawing. */
export const DRAWING_MOST = 100_000

const line = z.string().trim().max(200, 'too_long')
const pattern = z
  .string()
  .trim()
  .max(80, 'too_long')
  .regex(/^[^{}]*(\{n\}[^{}]*\{year\}|\{year\}[^{}]*\{n\})[^{}]*$/, 'agency_pattern')

/** SVG as text; each letter keeps its own copy of it. */
const drawing = z
  .string()
  .max(DRAWING_MOST, 'drawing_too_large')
  .refine((text) => text === '' || /<svg[\s>]/.test(text), 'drawing_wrong')
  .transform((text) => text || null)

/** An agency as BKN's administrator gives it; without an id it is a new one. */
export const agencyInput = z
  .object({
    id: z.int32().positive().nullable(),
    version: z.string().max(20), // of the row as the form showed it
    code: z
      .string()
      .trim()
      .regex(/^\d{4}$/, 'agency_code'),
    name: line.min(3),
    kind: z.enum(agencyKinds),
    servedById: z
      .string()
      .regex(/^\d{0,9}$/)
      .transform((text) => (text ? Number(text) : null)),
    officeSign: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{0,2}$/, 'agency_sign')
      .transform((text) => text || null),
    timeZone: z.enum(agencyZones),
    headTitle: line.min(3),
    personnelUnitName: line,
    seat: line.min(2),
    address: line,
    website: line,
    letterPattern: pattern,
    decreePattern: pattern,
    logo: drawing,
    emblem: drawing,
  })
  .refine(({ kind, servedById }) => kind === 'bkn' || servedById !== null, {
    path: ['servedById'],
    message: 'agency_office_missing',
  })
  .refine(({ kind, officeSign }) => !isOfficeOfBkn(kind) || officeSign !== null, {
    path: ['officeSign'],
    message: 'agency_sign',
  })
  .transform((agency) => ({
    ...agency,
    servedById: agency.kind === 'bkn' ? null : agency.servedById,
    officeSign: isOfficeOfBkn(agency.kind) ? agency.officeSign : null,
  }))
export type AgencyInput = z.input<typeof agencyInput>
