/** What `data` of a reference row holds, by table. Ranks are codes such as `III/a`. */
export type ReferenceShapes = {
  ranks: {
    scheme: 'PNS' | 'PPPK'
    sapkId: string | null
    title: string | null
    groupName: string | null
    entryEducation: string | null
    entryServiceYears: number | null
    next: string | null
  }
  salaries: { rank: string; serviceYears: number; amountRupiah: number }
  echelons: {
    name: string
    jptEquivalent: string | null
    minRank: string | null
    maxRank: string | null
    typicalPosts: string | null
    retirementAgeYears: number | null
  }
  education_levels: {
    shortName: string
    name: string
    entryRank: string
    ceilingRank: string
    adjustmentRank: string | null
    pppkEntry: string | null
  }
  credit_points: {
    category: string
    fromRank: string
    toRank: string
    coefficient: number
    rankThreshold: number
    gradeThreshold: number | null
  }
  retirement_ages: {
    kind: 'managerial' | 'non_managerial' | 'override' | 'transitional'
    families: string[]
    grades: string[]
    ageYears: number
    note: string | null
  }
  promotion_types: { sapkId: string | null; name: string; system: string; isPeriodBound: boolean }
  retirement_types: { sapkId: string | null; name: string; minAgeYears: string | null; minServiceYears: number | null }
  regional_offices: { roman: string; name: string; seat: string; provinceCodes: string[] }
  provinces: { bpsCode: string; name: string; capital: string; regionalOffice: number }
  promotion_periods: { months: number[] }
  /** Working days that each turn of a proposal has. */
  service_levels: { workingDays: number }
  authority_rules: {
    service: 'promotion' | 'retirement' | 'recruitment'
    agency: 'central' | 'province' | 'regency' | 'any'
    rankFrom: string
    rankTo: string
    post: 'any' | 'top' | 'other'
    approvalBy: 'regional_office' | 'bkn' | 'head_of_bkn'
    instrument: 'approval_note' | 'technical_consideration'
    decreeBy: 'ppk' | 'governor' | 'president' | 'head_of_bkn_for_president' | 'head_of_bkn' | 'head_of_regional_office'
  }
  /** BKN's small lists, each a table of its own named as BKN names it. */
  kedudukan_hukum: { label: string }
  jenis_pegawai: { label: string }
  jenis_jabatan: { label: string }
  jenis_kawin: { label: string }
  agama: { label: string }
  jenis_hukuman: { label: string }
  latihan_struktural: { label: string }
  cltn: { label: string }
  penghargaan: { label: string }
  jenis_pengadaan: { label: string }
}

export type ReferenceTable = keyof ReferenceShapes

/** One row of one table with its period of validity; `validTo` is its last day, null while in force. */
export type ReferenceRow<Table extends ReferenceTable = ReferenceTable> = {
  [T in Table]: {
    tableName: T
    code: string
    validFrom: string
    validTo: string | null
    position: number
    data: ReferenceShapes[T]
    source: string
    confidence: string
  }
}[Table]
