import { parse } from 'csv-parse/sync'
import { rankCodes } from './rank-codes'
import type { ReferenceRow, ReferenceShapes, ReferenceTable } from './shapes'

/** The files of this folder that hold reference data; the caller reads them. */
const REFERENCE_FILES = [
  'ranks.csv',
  'salaries_2019.csv',
  'salaries_2024.csv',
  'echelons.csv',
  'education_levels.csv',
  'credit_points.csv',
  'retirement_ages.csv',
  'promotion_types.csv',
  'retirement_types.csv',
  'regional_offices.csv',
  'provinces.csv',
  'promotion_periods.csv',
  'authority_rules.csv',
  'service_levels.csv',
  'code_lists.csv',
] as const

type ReferenceFile = (typeof REFERENCE_FILES)[number]

/** A row without a first day was in force before any case this register holds. */
const SINCE_EVER = '1945-08-17'

/** Turns the files into typed rows, in the order printed. Throws on a missing or misspelt column. */
export function referenceRowsFrom(read: (file: ReferenceFile) => string): ReferenceRow[] {
  const records = (file: ReferenceFile) =>
    (parse(read(file), { columns: true }) as Record<string, string>[]).map(record)
  const rows = <T extends Exclude<ReferenceTable, CodeList>>(
    file: ReferenceFile,
    tableName: T,
    code: (r: CsvRecord) => string,
    data: (r: CsvRecord) => ReferenceShapes[T],
  ) => records(file).map((r, position) => ({ tableName, code: code(r), position, data: data(r), ...validity(r) }))

  return [
    ...rows('ranks.csv', 'ranks', (r) => r.text('code'), rank),
    ...rows('salaries_2019.csv', 'salaries', salaryCode, salary),
    ...rows('salaries_2024.csv', 'salaries', salaryCode, salary),
    ...rows('echelons.csv', 'echelons', (r) => r.text('sapk_id'), echelon),
    ...rows('education_levels.csv', 'education_levels', (r) => r.text('sapk_id'), educationLevel),
    ...rows('credit_points.csv', 'credit_points', (r) => r.text('jenjang'), creditPoints),
    ...rows('retirement_ages.csv', 'retirement_ages', (r) => r.text('jabatan'), retirementAge),
    ...rows('promotion_types.csv', 'promotion_types', (r) => r.text('code'), promotionType),
    ...rows('retirement_types.csv', 'retirement_types', (r) => r.text('code'), retirementType),
    ...rows('regional_offices.csv', 'regional_offices', (r) => r.text('number'), regionalOffice),
    ...rows('provinces.csv', 'provinces', (r) => r.text('kemendagri_code'), province),
    ...rows(
      'promotion_periods.csv',
      'promotion_periods',
      (r) => r.text('code'),
      (r) => ({ months: r.list('months').map(Number) }),
    ),
    ...rows('authority_rules.csv', 'authority_rules', (r) => r.text('code'), authorityRule),
    ...rows(
      'service_levels.csv',
      'service_levels',
      (r) => r.text('code'),
      (r) => ({ workingDays: r.number('working_days') }),
    ),
    ...records('code_lists.csv').map(codeListRow),
  ]
}

type CodeList = {
  [T in ReferenceTable]: ReferenceShapes[T] extends { label: string } ? T : never
}[ReferenceTable]

type CsvRecord = ReturnType<typeof record>

function record(values: Record<string, string>) {
  const optional = (column: string): string | null => {
    const value = values[column]
    if (value === undefined) throw new Error(`reference data has no column ${column}`)
    return value === '' ? null : value
  }
  const text = (column: string): string => {
    const value = optional(column)
    if (value === null) throw new Error(`reference data has no ${column} in ${JSON.stringify(values)}`)
    return value
  }
  return {
    text,
    optional,
    number: (column: string) => Number(text(column)),
    optionalNumber: (column: string) => (optional(column) === null ? null : Number(text(column))),
    rank: (column: string) => rankNamed(text(column)),
    optionalRank: (column: string) => (optional(column) === null ? null : rankNamed(text(column))),
    list: (column: string) => optional(column)?.split(';') ?? [],
    oneOf: <T extends string>(column: string, allowed: readonly T[]): T => {
      const found = allowed.find((value) => value === text(column))
      if (!found) throw new Error(`reference data has ${column} = ${text(column)}`)
      return found
    },
  }
}

function rankNamed(code: string) {
  const found = rankCodes.find((rank) => rank === code)
  if (!found) throw new Error(`reference data has the rank ${code}`)
  return found
}

function validity(r: CsvRecord) {
  return {
    validFrom: r.optional('valid_from') ?? SINCE_EVER,
    validTo: r.optional('valid_to'),
    source: r.text('source'),
    confidence: r.text('confidence'),
  }
}

function rank(r: CsvRecord): ReferenceShapes['ranks'] {
  return {
    scheme: r.oneOf('scheme', ['PNS', 'PPPK']),
    sapkId: r.optional('sapk_id'),
    title: r.optional('pangkat'),
    groupName: r.optional('group_name'),
    entryEducation: r.optional('entry_education'),
    entryServiceYears: r.optionalNumber('entry_mkg_years'),
    next: r.optional('next_code'),
  }
}

function salaryCode(r: CsvRecord): string {
  return `${r.text('golongan')}:${r.text('mkg_years').padStart(2, '0')}`
}

function salary(r: CsvRecord): ReferenceShapes['salaries'] {
  return { rank: r.rank('golongan'), serviceYears: r.number('mkg_years'), amountRupiah: r.number('gaji_pokok') }
}

function echelon(r: CsvRecord): ReferenceShapes['echelons'] {
  return {
    name: r.text('code'),
    jptEquivalent: r.optional('jpt_equivalent'),
    minRank: r.optionalRank('min_golongan'),
    maxRank: r.optionalRank('max_golongan'),
    typicalPosts: r.optional('typical_posts'),
    retirementAgeYears: r.optionalNumber('bup_years'),
  }
}

function educationLevel(r: CsvRecord): ReferenceShapes['education_levels'] {
  return {
    shortName: r.text('code'),
    name: r.text('name'),
    entryRank: r.rank('entry_golongan'),
    ceilingRank: r.rank('reguler_ceiling'),
    adjustmentRank: r.optionalRank('penyesuaian_ijazah_target'),
    pppkEntry: r.optional('pppk_entry_golongan'),
  }
}

function creditPoints(r: CsvRecord): ReferenceShapes['credit_points'] {
  const [fromRank = '', toRank = fromRank] = r.text('golongan_range').split(' - ')
  return {
    category: r.text('kategori'),
    fromRank: rankNamed(fromRank),
    toRank: rankNamed(toRank),
    coefficient: r.number('koefisien_per_tahun'),
    rankThreshold: r.number('ak_kumulatif_pangkat'),
    gradeThreshold: r.optionalNumber('ak_kumulatif_jenjang'),
  }
}

function retirementAge(r: CsvRecord): ReferenceShapes['retirement_ages'] {
  return {
    kind: r.oneOf('kind', ['managerial', 'non_managerial', 'override', 'transitional']),
    families: r.list('families'),
    grades: r.list('grades'),
    ageYears: r.number('bup_years'),
    note: r.optional('note'),
  }
}

function promotionType(r: CsvRecord): ReferenceShapes['promotion_types'] {
  return {
    sapkId: r.optional('sapk_id'),
    name: r.text('name'),
    system: r.text('system'),
    isPeriodBound: r.text('period_bound') === '1',
  }
}

function retirementType(r: CsvRecord): ReferenceShapes['retirement_types'] {
  return {
    sapkId: r.optional('sapk_id'),
    name: r.text('name'),
    minAgeYears: r.optional('min_age'),
    minServiceYears: r.optionalNumber('min_service_years'),
  }
}

function regionalOffice(r: CsvRecord): ReferenceShapes['regional_offices'] {
  return {
    roman: r.text('roman'),
    name: r.text('name'),
    seat: r.text('seat'),
    provinceCodes: r.list('provinces_kemendagri_codes'),
  }
}

function province(r: CsvRecord): ReferenceShapes['provinces'] {
  return {
    bpsCode: r.text('bps_code'),
    name: r.text('name'),
    capital: r.text('capital'),
    regionalOffice: r.number('kanreg_number'),
  }
}

function authorityRule(r: CsvRecord): ReferenceShapes['authority_rules'] {
  return {
    service: r.oneOf('service', ['promotion', 'retirement', 'recruitment']),
    agency: r.oneOf('agency', ['central', 'province', 'regency', 'any']),
    rankFrom: r.rank('rank_from'),
    rankTo: r.rank('rank_to'),
    post: r.oneOf('post', ['any', 'top', 'other']),
    approvalBy: r.oneOf('approval_by', ['regional_office', 'bkn', 'head_of_bkn']),
    instrument: r.oneOf('instrument', ['approval_note', 'technical_consideration']),
    decreeBy: r.oneOf('decree_by', [
      'ppk',
      'governor',
      'president',
      'head_of_bkn_for_president',
      'head_of_bkn',
      'head_of_regional_office',
    ]),
    delegableTo: r.optionalRank('delegable_to'),
  }
}

const CODE_LISTS: readonly CodeList[] = [
  'kedudukan_hukum',
  'jenis_pegawai',
  'jenis_jabatan',
  'jenis_kawin',
  'agama',
  'jenis_hukuman',
  'latihan_struktural',
  'cltn',
  'penghargaan',
  'jenis_pengadaan',
]

function codeListRow(r: CsvRecord, position: number): ReferenceRow<CodeList> {
  const data = { label: r.text('label') }
  return { tableName: r.oneOf('list', CODE_LISTS), code: r.text('id'), position, data, ...validity(r) }
}
