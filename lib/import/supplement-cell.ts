import type { CivilDate } from '@/lib/civil-date'
import type { Facts } from '@/lib/refusal'
import { dayFaults, EMPTIED, supplementInput } from '@/lib/registry/main-data'
import type { EmployeeValues } from './employee-row'
import type { ProblemCode } from './problem'
import { formFieldOf, supplements } from './supplement-columns'

type Fault = { code: ProblemCode; facts: Facts }

/**
 * A cell of data utama by the rule of its field in the form. What empties a field there says nothing here: an import
 * never erases.
 */
export function readSupplement(code: string, text: string): string | Fault {
  if (text === EMPTIED) return ''
  const read = supplementInput.shape[formFieldOf(code)].safeParse(text)
  if (read.success) return read.data ?? ''
  const [issue] = read.error.issues
  if (issue?.code === 'too_big') return { code: 'VALUE_TOO_LONG', facts: { most: Number(issue.maximum) } }
  return { code: 'MAIN_DATA_UNSOUND', facts: { rule: issue?.message.replace('main_data.', '') ?? '' } }
}

/** Days of data utama that cannot be, by field code. */
export function supplementDayFaults(values: EmployeeValues, today: CivilDate): [code: string, fault: Fault][] {
  const said = supplements.flatMap(({ code, type }) => (type === 'date' && values[code] ? [[code, values[code]]] : []))
  if (said.length === 0) return []
  const bornOn = values.tgl_lahir ?? ''
  const faults = Object.entries(dayFaults(Object.fromEntries(said), bornOn, today))
  return faults.map(([code, rule]) => [code, dayFault(rule, bornOn)])
}

function dayFault(rule: string, bornOn: CivilDate): Fault {
  return rule === 'history.in_future'
    ? { code: 'DATE_AHEAD', facts: {} }
    : { code: 'DATE_BEFORE_BIRTH', facts: { bornOn } }
}
