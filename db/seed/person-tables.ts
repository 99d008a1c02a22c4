import { addDays, type CivilDate, yearOf } from '@/lib/civil-date'
import type { Reference } from '@/lib/registry/reference'
import type { Tables, Value } from './copy'
import type { Random } from './random'

const HISTORY = [
  'id',
  'employee_id',
  'effective_on',
  'decree_number',
  'decree_on',
  'decree_by',
  'source',
  'recorded_at',
] as const

/** The tables of a person, in the order their foreign keys need. */
export const columnsOf = {
  employees: [
    ...[
      'id',
      'agency_id',
      'work_agency_id',
      'nip',
      'old_nip',
      'nik',
      'nik_checked_on',
      'nik_is_valid',
      'name',
      'name_key',
    ],
    ...['front_title', 'back_title', 'birth_place', 'born_on', 'sex', 'religion', 'marital_status', 'npwp', 'email'],
    ...['official_email', 'phone', 'address', 'postal_code', 'employee_type', 'legal_status', 'status', 'card_number'],
    ...['cpns_on', 'pns_on', 'rank', 'rank_since', 'rank_service_months', 'position_id', 'position_kind'],
    ...['position_name', 'position_since', 'echelon', 'unit_id', 'education_level', 'education_name', 'graduated_year'],
    ...['created_at', 'updated_at'],
  ],
  rank_history: [
    ...HISTORY,
    ...[
      'rank',
      'promotion_type',
      'service_months',
      'salary_rupiah',
      'technical_approval_number',
      'technical_approval_on',
    ],
  ],
  position_history: [...HISTORY, 'position_id', 'unit_id', 'echelon', 'inaugurated_on'],
  education_history: [
    ...HISTORY,
    ...['level', 'program', 'school', 'diploma_number', 'graduated_year', 'is_appointment_basis'],
  ],
  training_history: [...HISTORY, 'kind', 'code', 'name', 'hours', 'organiser', 'ended_on'],
  family_history: [...HISTORY, 'relation', 'name', 'born_on', 'status', 'certificate_number', 'receives_allowance'],
  appointment_history: [
    ...HISTORY,
    ...['status', 'technical_approval_number', 'start_letter_number', 'started_on', 'training_number', 'training_on'],
  ],
  credit_point_history: [...HISTORY, ...['period_starts_on', 'period_ends_on', 'main_thousandths', 'kind']],
  performance_history: [...HISTORY, 'year', 'predicate', 'work_result', 'behaviour'],
  discipline_history: [...HISTORY, 'severity', 'kind', 'ends_on', 'regulation'],
  award_history: [...HISTORY, 'kind', 'year'],
  leave_history: [...HISTORY, 'kind', 'ends_on', 'days'],
} as const

export type PersonTable = keyof typeof columnsOf

export function emptyTables(): Record<PersonTable, Tables[string]> {
  const tables = {} as Record<PersonTable, Tables[string]>
  for (const [name, columns] of Object.entries(columnsOf)) tables[name as PersonTable] = { columns, lines: [] }
  return tables
}

/** Where a person stands in the database: the agency's row and the ids of units and positions. */
export type Place = {
  index: number // of the person in the whole population
  agency: { id: number; code: string; website: string; kind: string; headTitle: string }
  unitIds: readonly number[]
  positionId: (kind: string, title: string) => number
  asOf: CivilDate
  recordedAt: string
  reference: Reference
}

export type Write = (table: PersonTable, effectiveOn: CivilDate, decree: Decree, values: readonly Value[]) => void
export type Decree = { number: string | null; on: CivilDate | null; by: string | null }

export const NO_DECREE: Decree = { number: null, on: null, by: null }

/** Identifiers that grow with the person and sort like a UUID of version 7, so that every index is filled from the right. */
export function seedId(index: number, row = 0): string {
  return `01900000-0000-7000-8${row.toString(16).padStart(3, '0')}-${index.toString(16).padStart(12, '0')}`
}

export function decree(random: Random, prefix: string, effectiveOn: CivilDate, by: string): Decree {
  const on = addDays(effectiveOn, -random.between(9, 44))
  return { number: `${prefix}/${String(random.between(1, 2899)).padStart(4, '0')}/${yearOf(on)}`, on, by }
}
