import { type CivilDate, isCivilDate, wholeYearsBetween } from '@/lib/civil-date'

export type Sex = 'male' | 'female'

/** What the 18 digits say. A PPPK number has a contract order where a NIP has the month of TMT CPNS. */
export type NipParts =
  | { kind: 'pns'; bornOn: CivilDate; appointedOn: CivilDate; sex: Sex; sequence: number }
  | { kind: 'pppk'; bornOn: CivilDate; appointedYear: number; contractOrder: number; sex: Sex; sequence: number }

export type NipFault = 'length' | 'digits' | 'birth_date' | 'month' | 'sex' | 'sequence' | 'underage'

export type NipMismatch = 'birth_date' | 'appointment' | 'sex'

/** Eighteen digits and nothing else; what they say is for `parseNip`. */
export const NIP_SHAPE = /^\d{18}$/

/** The first two digits of a day of birth to the last of the sequence; anything else is told by `nipFaults`. */
export function parseNip(nip: string): NipParts | undefined {
  return nipFaults(nip).length === 0 ? read(nip) : undefined
}

/**
 * Everything wrong with a NIP or NI PPPK by itself, plain digits expected (see `plainNip`).
 *
 * Source: Perka BKN 22/2007 and 43/2007; age at TMT CPNS: UU 20/2023.
 */
export function nipFaults(nip: string): NipFault[] {
  if (/\D/.test(nip)) return ['digits']
  if (nip.length !== 18) return ['length']
  const faults: NipFault[] = []
  const month = Number(nip.slice(12, 14))
  const parts = read(nip)
  if (!isCivilDate(parts.bornOn)) faults.push('birth_date')
  if (month === 0) faults.push('month')
  if (nip[14] !== '1' && nip[14] !== '2') faults.push('sex')
  if (parts.sequence === 0) faults.push('sequence')
  if (faults.length === 0 && parts.kind === 'pns' && wholeYearsBetween(parts.bornOn, parts.appointedOn) < MIN_AGE) {
    faults.push('underage')
  }
  return faults
}

/** Age on TMT CPNS, in whole years. */
export const MIN_AGE = 18

/** Where a well-formed number disagrees with the data of its holder: to be resolved by a person, never mended silently. */
export function nipMismatches(
  nip: string,
  holder: { bornOn: CivilDate; appointedOn: CivilDate; sex: Sex },
): NipMismatch[] {
  const parts = read(nip)
  const mismatches: NipMismatch[] = []
  if (parts.bornOn !== holder.bornOn) mismatches.push('birth_date')
  const agrees =
    parts.kind === 'pns'
      ? parts.appointedOn.slice(0, 7) === holder.appointedOn.slice(0, 7)
      : String(parts.appointedYear) === holder.appointedOn.slice(0, 4)
  if (!agrees) mismatches.push('appointment')
  if (parts.sex !== holder.sex) mismatches.push('sex')
  return mismatches
}

/** A NIP as people and workbooks write it, without spaces, no-break spaces and a leading apostrophe. */
export function plainNip(text: string): string {
  return text.replace(/[\s\u00a0]/g, '').replace(/^['’]/, '')
}

/** The 15 digits that share one national sequence: birth date, month of TMT CPNS, sex. */
export function nipPrefix(bornOn: CivilDate, appointedOn: CivilDate, sex: Sex): string {
  return `${bornOn.replaceAll('-', '')}${appointedOn.slice(0, 4)}${appointedOn.slice(5, 7)}${sex === 'male' ? 1 : 2}`
}

function read(nip: string): NipParts {
  const bornOn = `${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`
  const sex: Sex = nip[14] === '1' ? 'male' : 'female'
  const sequence = Number(nip.slice(15))
  const month = nip.slice(12, 14)
  if (Number(month) > 12) {
    return {
      kind: 'pppk',
      bornOn,
      appointedYear: Number(nip.slice(8, 12)),
      contractOrder: Number(month),
      sex,
      sequence,
    }
  }
  return { kind: 'pns', bornOn, appointedOn: `${nip.slice(8, 12)}-${month}-01`, sex, sequence }
}
