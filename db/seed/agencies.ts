import type { agencies } from '@/db/schema/registry'
import { type UnitTemplate, unitTemplates } from './units'

export type SeedAgency = Required<Omit<typeof agencies.$inferInsert, 'id' | 'servedById' | 'logo' | 'emblem'>> & {
  servedBy: string | null // code
  units: readonly UnitTemplate[]
  employees: number
}

type Regional = { number: number; roman: string; seat: string; provinceCodes: readonly string[] }
type Province = { code: string; name: string; capital: string }
type Kind = SeedAgency['kind']

export const BKN_CODE = '0001'
/**
 * The demonstration agency. BKN's list of agency codes is not public, so all codes here are ours: Kemendagri's province
 * code and two digits, but 29 for Kepulauan Bangka Belitung, which is no province code and so is seen to be invented.
 */
export const DEMONSTRATION_CODE = '2900'
export const regionalOfficeCode = (number: number) => `01${String(number).padStart(2, '0')}`

const MOST_IN_DEMONSTRATION = 20_000
const PER_FURTHER_AGENCY = 2500
const FURTHER_AGENCIES = 13
const MOST_AGENCIES = 600

/**
 * The agencies for a population, each with its share: BKN, its offices, the demonstration agency, and more as N grows.
 * Of a few people the demonstration agency gets its part first, then BKN, and some agencies have nobody.
 */
export function agenciesFor(
  count: number,
  regional: readonly Regional[],
  provinces: readonly Province[],
): SeedAgency[] {
  const offices = regional.map(regionalOffice)
  let left = count
  const take = (wanted: number) => {
    const taken = Math.min(wanted, left)
    left -= taken
    return taken
  }
  const demonstration = take(Math.min(Math.round(count * 0.3), MOST_IN_DEMONSTRATION))
  const most = Math.min(FURTHER_AGENCIES + Math.round(count / PER_FURTHER_AGENCY), MOST_AGENCIES)
  const locals = [...NEIGHBOURS, ...inventedLocals(provinces)].map((one) => localAgency(one, regional))
  const further = [...locals.slice(0, 10), ...CENTRAL.map(centralAgency), ...locals.slice(10)].slice(0, most)
  const bkn = take(share(count * 0.004, 12, 1500))
  const office = share(count * 0.0008, 5, 120)
  const ofOffices = offices.map((one) => ({ ...one, employees: take(office) }))

  const weights = further.map((_, index) => 1 / Math.sqrt(index + 4))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = weights.map((weight) => Math.floor((left * weight) / whole))
  const remainder = left - sizes.reduce((sum, size) => sum + size, 0)

  return [
    { ...headquarters, employees: bkn },
    ...ofOffices,
    { ...localAgency(DEMONSTRATION, regional), employees: demonstration },
    ...further.map((one, index) => ({ ...one, employees: (sizes[index] ?? 0) + (index < remainder ? 1 : 0) })),
  ]
}

const share = (wanted: number, least: number, most: number) => Math.min(Math.max(Math.round(wanted), least), most)

/** Letters of the regional offices I to XIV, without I, which reads like a 1; P for BKN Pusat. */
const OFFICE_SIGNS = 'PABCDEFGHJKLMNO'

function officeSign(number: number): string | null {
  return OFFICE_SIGNS[number] ?? null
}

const HEADS: Record<Kind, string> = {
  bkn: 'KEPALA',
  regional_office: 'KEPALA',
  central: 'MENTERI',
  province: 'GUBERNUR',
  regency: 'BUPATI',
  city: 'WALI KOTA',
}

type Local = { kind: Kind; code: string; name: string; provinceCode: string; seat: string }

/** Numbers of letters as archives usually build them: subject code, sequence, unit, year. */
function numberPatterns(unit: string) {
  return { letterPattern: `823/{n}/${unit}/{year}`, decreePattern: `823.3/{n}/${unit}/{year}` }
}

const headquarters: Omit<SeedAgency, 'employees'> = {
  code: BKN_CODE,
  name: 'Badan Kepegawaian Negara',
  kind: 'bkn',
  provinceCode: '31',
  servedBy: null,
  officeSign: officeSign(0),
  timeZone: 'Asia/Jakarta',
  ...numberPatterns('BKN'),
  headTitle: 'KEPALA BADAN KEPEGAWAIAN NEGARA',
  personnelUnitName: 'Biro Sumber Daya Manusia',
  seat: 'Jakarta',
  address: 'Jalan Contoh Nomor 1, Jakarta',
  website: 'bkn.example',
  units: unitTemplates.bkn,
}

function regionalOffice({ number, roman, seat, provinceCodes }: Regional): Omit<SeedAgency, 'employees'> {
  return {
    code: regionalOfficeCode(number),
    name: `Kantor Regional ${roman} Badan Kepegawaian Negara`,
    kind: 'regional_office',
    provinceCode: provinceCodes[0] ?? null,
    servedBy: BKN_CODE,
    officeSign: officeSign(number),
    timeZone: zoneOf(provinceCodes[0] ?? ''),
    ...numberPatterns(`KR.${roman}`),
    headTitle: `KEPALA KANTOR REGIONAL ${roman} BADAN KEPEGAWAIAN NEGARA`,
    personnelUnitName: 'Bagian Tata Usaha',
    seat,
    address: `Jalan Contoh Nomor ${number}, ${seat}`,
    website: `kanreg${number}.bkn.example`,
    units: unitTemplates.regionalOffice(roman),
  }
}

function localAgency(given: Local, regional: readonly Regional[]): Omit<SeedAgency, 'employees'> {
  const served = regional.find((one) => one.provinceCodes.includes(given.provinceCode))
  return {
    ...given,
    name: `Pemerintah ${given.name}`,
    servedBy: served ? regionalOfficeCode(served.number) : BKN_CODE,
    officeSign: null,
    timeZone: zoneOf(given.provinceCode),
    ...numberPatterns('BKPSDMD'),
    headTitle: `${HEADS[given.kind]} ${given.name.replace(/^(Provinsi|Kabupaten|Kota) /, '').toUpperCase()}`,
    personnelUnitName: 'Badan Kepegawaian dan Pengembangan SDM Daerah',
    address: `Kompleks Perkantoran Contoh, ${given.seat}`,
    website: `pemda${given.code}.example`,
    units: given.kind === 'province' ? unitTemplates.province : unitTemplates.regency,
  }
}

/** WIB but for the provinces of WITA and WIT. */
function zoneOf(provinceCode: string): string {
  if (provinceCode >= '81') return 'Asia/Jayapura'
  if (provinceCode >= '51' && provinceCode !== '61' && provinceCode !== '62') return 'Asia/Makassar'
  return 'Asia/Jakarta'
}

const local = (kind: Kind, code: string, name: string, seat: string): Local => ({
  kind,
  code,
  name,
  seat,
  provinceCode: code.startsWith('29') ? '19' : code.slice(0, 2),
})

const DEMONSTRATION = local('province', DEMONSTRATION_CODE, 'Provinsi Kepulauan Bangka Belitung', 'Pangkalpinang')

const NEIGHBOURS: readonly Local[] = [
  local('regency', '2901', 'Kabupaten Bangka', 'Sungailiat'),
  local('city', '2971', 'Kota Pangkalpinang', 'Pangkalpinang'),
  local('regency', '2902', 'Kabupaten Belitung', 'Tanjungpandan'),
  local('regency', '2903', 'Kabupaten Bangka Selatan', 'Toboali'),
  local('regency', '2904', 'Kabupaten Bangka Tengah', 'Koba'),
  local('regency', '2905', 'Kabupaten Bangka Barat', 'Muntok'),
  local('regency', '2906', 'Kabupaten Belitung Timur', 'Manggar'),
  local('province', '1600', 'Provinsi Sumatera Selatan', 'Palembang'),
  local('city', '1671', 'Kota Palembang', 'Palembang'),
  local('province', '3300', 'Provinsi Jawa Tengah', 'Semarang'),
]

/** Every other province, then regencies that exist in no list: one round of all provinces after the other. */
function inventedLocals(provinces: readonly Province[]): Local[] {
  const known = new Set(NEIGHBOURS.map(({ code }) => code).concat(DEMONSTRATION_CODE))
  const governments = provinces.map(({ code, name, capital }) =>
    local('province', code === '19' ? DEMONSTRATION_CODE : `${code}00`, `Provinsi ${name}`, capital),
  )
  const regencies = Array.from({ length: 20 }, (_, round) =>
    provinces.map(({ code, name, capital }) =>
      local('regency', `${code}${20 + round}`, `Kabupaten Contoh ${round + 1} ${name}`, capital),
    ),
  )
  return [...governments, ...regencies.flat()].filter(({ code }) => !known.has(code))
}

const CENTRAL = ['Layanan Contoh', 'Urusan Wilayah Contoh', 'Pengetahuan Contoh'] as const

function centralAgency(subject: string, index: number): Omit<SeedAgency, 'employees'> {
  return {
    code: `10${String(index + 1).padStart(2, '0')}`,
    name: `Kementerian ${subject}`,
    kind: 'central',
    provinceCode: '31',
    servedBy: BKN_CODE,
    officeSign: null,
    timeZone: 'Asia/Jakarta',
    headTitle: `MENTERI ${subject.toUpperCase()}`,
    ...numberPatterns('ROSDM'),
    personnelUnitName: 'Biro Sumber Daya Manusia',
    seat: 'Jakarta',
    address: `Jalan Contoh Nomor ${index + 101}, Jakarta`,
    website: `kementerian${index + 1}.example`,
    units: unitTemplates.central,
  }
}
