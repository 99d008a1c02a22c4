import { type CivilDate, daysInMonth } from '@/lib/civil-date'
import type { Sex } from '@/lib/registry/nip'

export type NikFault = 'length' | 'digits' | 'region' | 'birth_date' | 'sequence'

/** A disagreement with the person is a warning: the register of residents may be the one that is wrong. */
export type NikMismatch = 'birth_date' | 'sex'

const WOMAN_DAY_OFFSET = 40

/**
 * Everything wrong with a NIK by itself: region 6, ddmmyy (day + 40 for a woman), sequence 4.
 *
 * @param provinceCodes Kemendagri codes, two digits
 *
 * Structure only; whether it exists is for the register of residents to say (sapk.md section 14).
 */
export function nikFaults(nik: string, provinceCodes: ReadonlySet<string>): NikFault[] {
  if (/\D/.test(nik)) return ['digits']
  if (nik.length !== 16) return ['length']
  const faults: NikFault[] = []
  if (!provinceCodes.has(nik.slice(0, 2)) || nik.slice(2, 4) === '00' || nik.slice(4, 6) === '00') faults.push('region')
  if (!isDayOfBirth(nik)) faults.push('birth_date')
  if (nik.endsWith('0000')) faults.push('sequence')
  return faults
}

/** Where a well-formed NIK disagrees with the birth date or sex of its holder. */
export function nikMismatches(nik: string, holder: { bornOn: CivilDate; sex: Sex }): NikMismatch[] {
  const mismatches: NikMismatch[] = []
  const { day, month, year } = birth(nik)
  const born = `${year}-${month}-${String(day).padStart(2, '0')}`
  if (born !== holder.bornOn.slice(2)) mismatches.push('birth_date')
  if (sexOf(nik) !== holder.sex) mismatches.push('sex')
  return mismatches
}

function sexOf(nik: string): Sex {
  return Number(nik.slice(6, 8)) > WOMAN_DAY_OFFSET ? 'female' : 'male'
}

function birth(nik: string): { day: number; month: string; year: string } {
  const day = Number(nik.slice(6, 8))
  return {
    day: day > WOMAN_DAY_OFFSET ? day - WOMAN_DAY_OFFSET : day,
    month: nik.slice(8, 10),
    year: nik.slice(10, 12),
  }
}

/** The century is not written: 29 February is accepted wherever one of the two centuries had it. */
function isDayOfBirth(nik: string): boolean {
  const { day, month, year } = birth(nik)
  if (Number(month) < 1 || Number(month) > 12) return false
  return day >= 1 && day <= daysInMonth(2000 + Number(year), Number(month))
}
