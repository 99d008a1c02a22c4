/** Values of a person that a page shows only in part; seeing one whole asks for a reason and is written down. */
export const SENSITIVE = [
  'nik',
  'otherIdentityNumber',
  'npwp',
  'phone',
  'landline',
  'email',
  'address',
  'postalCode',
  'healthInsuranceNumber',
  'taspenNumber',
  'housingNumber',
] as const

export type Sensitive = (typeof SENSITIVE)[number]

const HIDDEN = '•'
const SHOWN_AT_END = 4

/** Enough to recognise a value that one knows, too little to learn it: the last four characters, of an e-mail the domain. */
export function masked(field: Sensitive, value: string | null): string | null {
  if (value === null || value === '') return null
  if (field === 'email') return `${HIDDEN.repeat(6)}${value.slice(value.indexOf('@'))}`
  if (field === 'address') return `${HIDDEN.repeat(8)}${value.includes(',') ? value.slice(value.lastIndexOf(',')) : ''}`
  const shown = Math.min(SHOWN_AT_END, Math.floor(value.length / 2))
  return HIDDEN.repeat(value.length - shown) + value.slice(value.length - shown)
}
