import type { Facts } from '@/lib/refusal'

export type Severity = 'error' | 'warning'

const SEVERITY = {
  NIP_BIRTHDATE_MISMATCH: 'error',
  NIP_GENDER_MISMATCH: 'error',
  NIP_MALFORMED: 'error',
  NIP_PRECISION_LOST: 'error',
  NIP_DUPLICATE_IN_FILE: 'error',
  NIP_HELD_ELSEWHERE: 'error',
  NIP_MERGED: 'error',
  NIK_DUPLICATE_DIFFERENT_NIP: 'error',
  NIK_MALFORMED: 'error',
  NIK_PRECISION_LOST: 'error',
  NIK_HELD_BY_OTHER: 'error',
  OLD_NIP_MALFORMED: 'error',
  OLD_NIP_DUPLICATE: 'error',
  CARD_DUPLICATE: 'error',
  NAME_MISSING: 'error',
  VALUE_MISSING: 'error',
  VALUE_UNKNOWN: 'error',
  VALUE_TOO_LONG: 'error',
  NUMBER_INVALID: 'error',
  DATE_IMPOSSIBLE: 'error',
  DATE_UNREADABLE: 'error',
  DISCIPLINE_UNREADABLE: 'error',
  TMT_CPNS_NOT_FIRST_OF_MONTH: 'error',
  UNDERAGE_AT_CPNS: 'error',
  GOLONGAN_UNKNOWN: 'error',
  TMT_GOL_BEFORE_CPNS: 'error',
  UNOR_UNKNOWN: 'error',
  UNOR_ENDS: 'error',
  BACK_IN_ENDED_UNIT: 'error',
  PROTECTED_FIELD: 'error',
  RANK_FROM_DECREE: 'error',
  DECREE_REQUIRED: 'error',
  DATE_AHEAD: 'error',
  DATE_BEFORE_BIRTH: 'error',
  MAIN_DATA_UNSOUND: 'error',
  TMT_GOL_NOT_FIRST_OF_MONTH: 'error',
  OWN_FILE: 'error',
  NIP_TMT_MISMATCH: 'warning',
  NIK_PERSON_MISMATCH: 'warning',
  POSSIBLE_DUPLICATE_PERSON: 'warning',
  NPWP_SHARED: 'warning',
  RANK_SHEET_OVERRULED: 'warning',
  RANK_SHEET_UNSOUND: 'warning',
  SALARY_MISMATCH: 'warning',
  FORMULA_TEXT: 'warning',
} as const satisfies Record<string, Severity>

export type ProblemCode = keyof typeof SEVERITY

/**
 * One fault of one row. An error keeps the row out, a warning does not. Sentences come from `import.problems` and
 * `import.advice` by code; `start` and `length` among the facts mark the characters that are wrong.
 */
export type Problem = {
  row: number
  /** Field code. */
  column: string
  /** As the file has it. */
  value: string
  code: ProblemCode
  severity: Severity
  facts: Facts
  /** What the cell should hold; only where nothing else is possible. */
  suggestion?: string
}

export function problem(
  row: number,
  column: string,
  value: string,
  code: ProblemCode,
  facts: Facts = {},
  suggestion?: string,
): Problem {
  const found: Problem = { row, column, value, code, severity: SEVERITY[code], facts }
  return suggestion === undefined ? found : { ...found, suggestion }
}

export function isError(found: Problem): boolean {
  return found.severity === 'error'
}
