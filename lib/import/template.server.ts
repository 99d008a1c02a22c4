import 'server-only'
import type { Writable } from 'node:stream'
import { asc, eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { transact } from '@/db/client.server'
import type { ReferenceRow } from '@/db/reference/shapes'
import { referenceRows } from '@/db/schema/reference'
import { units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { CONTRACT_GRADES } from '@/lib/registry/contract-grade'
import { RANKS, rankTitle } from '@/lib/registry/ranks'
import { optionalColumns } from './employee-columns'
import { expectedColumns } from './headers'
import type { ImportTranslator } from './problem-text'
import { writeHeader } from './remarks-workbook.server'
import { RATINGS } from './tidy'

type ListLine = { field: string; code: string; meaning: string }

/** An empty workbook with the columns of the sheet `pegawai` and the lists of what its coded cells may say. */
export async function templateWorkbook(
  context: Context,
  t: ImportTranslator,
): Promise<{ fileName: string; write: (target: Writable) => Promise<void> }> {
  const lines = await listLines(context)
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('pegawai', { views: [{ state: 'frozen', ySplit: 2 }] })
  const columns = [...expectedColumns({}, civilDateIn('Asia/Jakarta', context.now)), ...optionalColumns]
  writeHeader(sheet, columns, [])

  const lists = book.addWorksheet(t('workbook.lists'))
  lists.addRow([t('workbook.list'), t('workbook.code'), t('workbook.meaning')]).font = { bold: true }
  for (const { field, code, meaning } of lines) {
    const row = lists.addRow([field, code, meaning])
    row.getCell(2).numFmt = '@'
  }
  lists.columns.forEach((column, index) => {
    column.width = index === 2 ? 60 : 24
  })
  return { fileName: `${t('workbook.template')}.xlsx`, write: (target) => book.xlsx.write(target) }
}

const LISTS: Record<string, string> = {
  agama: 'agama',
  jenis_kawin: 'status_kawin',
  jenis_pegawai: 'jenis_pegawai',
  kedudukan_hukum: 'kedudukan_hukum',
  education_levels: 'tk_pendidikan',
  echelons: 'eselon',
}

async function listLines(context: Context): Promise<ListLine[]> {
  const { rows, own } = await transact(context, async (tx) => ({
    rows: (await tx
      .select()
      .from(referenceRows)
      .orderBy(asc(referenceRows.tableName), asc(referenceRows.position))) as ReferenceRow[],
    own: await tx
      .select({ code: units.code, name: units.name })
      .from(units)
      .where(eq(units.agencyId, context.actor.agencyId))
      .orderBy(asc(units.preorder)),
  }))
  return [
    { field: 'jenis_kelamin', code: 'L', meaning: 'Laki-laki' },
    { field: 'jenis_kelamin', code: 'P', meaning: 'Perempuan' },
    ...rows.flatMap((row) => lineOf(row)),
    { field: 'status_cpns_pns', code: 'C', meaning: 'CPNS' },
    { field: 'status_cpns_pns', code: 'P', meaning: 'PNS' },
    { field: 'status_cpns_pns', code: 'PPPK', meaning: 'PPPK' },
    ...RANKS.map((rank) => ({ field: 'gol', code: rank, meaning: rankTitle(rank) })),
    ...CONTRACT_GRADES.map((grade) => ({ field: 'gol', code: grade, meaning: `PPPK golongan ${grade}` })),
    { field: 'jenis_jabatan', code: '1', meaning: 'Struktural' },
    { field: 'jenis_jabatan', code: '2', meaning: 'Fungsional' },
    { field: 'jenis_jabatan', code: '4', meaning: 'Pelaksana' },
    ...RATINGS.map((rating) => ({ field: 'predikat', code: rating, meaning: rating })),
    ...own.map((unit) => ({ field: 'unor_kode', code: unit.code, meaning: unit.name })),
  ]
}

function lineOf(row: ReferenceRow): ListLine[] {
  const field = LISTS[row.tableName]
  if (!field) return []
  if (row.tableName === 'education_levels') return [{ field, code: row.code, meaning: row.data.name }]
  if (row.tableName === 'echelons')
    return [{ field, code: row.data.name, meaning: row.data.jptEquivalent ?? row.data.name }]
  if (!('label' in row.data)) return []
  const isLabel = field === 'agama' || field === 'status_kawin'
  return [{ field, code: isLabel ? row.data.label : row.code, meaning: row.data.label }]
}
