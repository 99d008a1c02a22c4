import type { ReferenceRow } from '@/db/reference/shapes'

/** What a coded cell may say: every accepted spelling, folded, to the value that is stored. */
export type EmployeeLists = Readonly<Record<CodedField, ReadonlyMap<string, string>>>

export type CodedField =
  | 'agama'
  | 'status_kawin'
  | 'jenis_pegawai'
  | 'kedudukan_hukum'
  | 'tk_pendidikan'
  | 'status_cpns_pns'
  | 'jenis_jabatan'
  | 'eselon'

/** Builds the lists from the reference rows: BKN's code, with or without its leading zero, and its label. */
export function employeeLists(rows: readonly ReferenceRow[]): EmployeeLists {
  const entries = (tableName: string, stored: 'code' | 'label') =>
    rows.flatMap((row): [string, string][] => {
      if (row.tableName !== tableName) return []
      const label = labelOf(row)
      const value = stored === 'code' ? row.code : label
      return [row.code, row.code.replace(/^0+(?=\d)/, ''), label].map((spelling) => [foldCode(spelling), value])
    })
  return {
    agama: new Map(entries('agama', 'label')),
    status_kawin: new Map([...entries('jenis_kawin', 'label'), ['kawin', 'Menikah'], ['belummenikah', 'Belum Kawin']]),
    jenis_pegawai: new Map(entries('jenis_pegawai', 'code')),
    kedudukan_hukum: new Map(entries('kedudukan_hukum', 'code')),
    tk_pendidikan: new Map(entries('education_levels', 'code')),
    status_cpns_pns: new Map([
      ['c', 'C'],
      ['cpns', 'C'],
      ['p', 'P'],
      ['pns', 'P'],
      ['pppk', 'PPPK'],
      ['p3k', 'PPPK'],
    ]),
    jenis_jabatan: new Map([
      ...spellings('1', ['1', 'struktural', 'jabatan struktural']),
      ...spellings('2', ['2', 'jft', 'fungsional', 'fungsional tertentu', 'jabatan fungsional']),
      ...spellings('4', ['4', 'jfu', 'pelaksana', 'fungsional umum', 'jabatan pelaksana']),
    ]),
    eselon: new Map(
      rows.flatMap((row) => (row.tableName === 'echelons' ? spellings(row.data.name, [row.data.name]) : [])),
    ),
  }
}

/** A code for comparing: letters and digits only, lower case. */
export function foldCode(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function spellings(value: string, texts: readonly string[]): [string, string][] {
  return texts.map((text) => [foldCode(text), value])
}

function labelOf(row: ReferenceRow): string {
  if (row.tableName === 'education_levels') return row.data.shortName
  return 'label' in row.data ? row.data.label : row.code
}
