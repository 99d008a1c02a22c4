import { NIP_SHAPE } from '@/lib/registry/nip'
import { parseRank } from '@/lib/registry/ranks'
import type { SheetRow } from './sheet'
import { readDate, readWhole, tidy, tidyDigits } from './tidy'

/** A row of the sheet `unor`. */
export type UnitRow = {
  rowNo: number
  code: string
  name: string
  parentCode: string
  /** `NON` for a unit without a structural head; blank says nothing. */
  headEchelon: string
  headTitle: string
}

/** A row of the sheet `riwayat_golongan`. */
export type RankRow = {
  rowNo: number
  nip: string
  rank: string
  effectiveOn: string
  serviceMonths: number
  decreeNumber: string
  decreeOn: string
}

/** Reads rows below a header row of field codes, whatever the order of the columns; undefined without that header. */
export function readerOf(header: SheetRow): (row: SheetRow, field: string) => string {
  const columns = new Map(header.texts.map((text, column) => [tidy(text).toLowerCase(), column]))
  return (row, field) => {
    const column = columns.get(field)
    return column === undefined ? '' : tidy(row.texts[column] ?? '')
  }
}

/** A unit, undefined for the row of labels and for rows without code or name. */
export function unitOf(row: SheetRow, cell: (row: SheetRow, field: string) => string): UnitRow | undefined {
  const code = cell(row, 'kode')
  const name = cell(row, 'nama')
  if (!/^\d/.test(code) || name === '') return undefined
  const echelon = cell(row, 'eselon')
  const hasHead = echelon !== '' && echelon.toUpperCase() !== 'NON'
  return {
    rowNo: row.rowNumber,
    code,
    name,
    parentCode: cell(row, 'induk'),
    headEchelon: echelon.toUpperCase() === 'NON' ? 'NON' : echelon,
    headTitle: hasHead ? cell(row, 'nama_jabatan') : '',
  }
}

/** A rank decree, undefined when its rank, TMT or NIP cannot be read. */
export function rankOf(row: SheetRow, cell: (row: SheetRow, field: string) => string): RankRow | undefined {
  const nip = tidyDigits(cell(row, 'nip'))
  const rank = parseRank(cell(row, 'gol'))
  const effective = readDate(cell(row, 'tmt'))
  const years = readWhole(cell(row, 'mkg_tahun') || '0')
  const months = readWhole(cell(row, 'mkg_bulan') || '0')
  if (!NIP_SHAPE.test(nip) || !rank || !('date' in effective) || years === undefined || months === undefined)
    return undefined
  const decree = readDate(cell(row, 'tgl_sk'))
  return {
    rowNo: row.rowNumber,
    nip,
    rank,
    effectiveOn: effective.date,
    serviceMonths: years * 12 + months,
    decreeNumber: cell(row, 'no_sk'),
    decreeOn: 'date' in decree ? decree.date : '',
  }
}
