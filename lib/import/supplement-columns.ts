import type { EmployeeValues } from './employee-row'

/** Columns of data utama that a file may bring: field code, label, field of the form, column of `employees`, its type. */
const SUPPLEMENTS = [
  ['kode_tempat_lahir', 'Kode Tempat Lahir', 'birthPlaceCode', 'birth_place_code', 'text'],
  ['npwp_tgl', 'Tanggal NPWP', 'npwpOn', 'npwp_on', 'date'],
  ['email_gov', 'Email Dinas', 'officialEmail', 'official_email', 'text'],
  ['telp', 'Nomor Telepon', 'landline', 'landline', 'text'],
  ['kode_pos', 'Kode Pos', 'postalCode', 'postal_code', 'text'],
  ['no_bpjs', 'Nomor BPJS Kesehatan', 'healthInsuranceNumber', 'health_insurance_number', 'text'],
  ['no_taspen', 'Nomor Taspen', 'taspenNumber', 'taspen_number', 'text'],
  ['tgl_taspen', 'Tanggal Taspen', 'taspenOn', 'taspen_on', 'date'],
  ['tapera', 'Nomor Tapera', 'housingNumber', 'housing_number', 'text'],
  ['kartu_asn', 'Nomor Kartu ASN', 'smartCardNumber', 'smart_card_number', 'text'],
  ['karis_karsu', 'Nomor Karis/Karsu', 'spouseCardNumber', 'spouse_card_number', 'text'],
  ['lokasi_kerja', 'Lokasi Kerja', 'workPlace', 'work_place', 'text'],
  ['kelas_jabatan', 'Kelas Jabatan', 'positionClass', 'position_class', 'smallint'],
  ['kppn', 'Kode KPPN', 'treasuryCode', 'treasury_code', 'text'],
] as const

type FormField = (typeof SUPPLEMENTS)[number][2]

export const supplements = SUPPLEMENTS.map(([code, label, formField, column, type]) => {
  return { code, label, formField, column, type }
})

const formFields = new Map<string, FormField>(supplements.map(({ code, formField }) => [code, formField]))

export function formFieldOf(code: string): FormField {
  const field = formFields.get(code)
  if (!field) throw new Error(`${code} is no column of data utama`)
  return field
}

/** What a row says of data utama, by column of `employees`; `''` when it says nothing. */
export function supplementJson(values: EmployeeValues): string {
  let said: Record<string, string> | undefined
  for (const { code, column } of supplements) {
    const value = values[code]
    if (!value) continue
    said ??= {}
    said[column] = value
  }
  return said ? JSON.stringify(said) : ''
}
