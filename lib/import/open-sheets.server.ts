import 'server-only'
import { open } from 'node:fs/promises'
import { Refusal } from '@/lib/refusal'
import { openCsv } from './csv-reader.server'
import type { RowLimits, Sheets } from './sheet'
import { LARGEST_ROW } from './xlsx-limits'
import { openWorkbook } from './xlsx-reader.server'

/**
 * Opens a workbook or a CSV file by what it is, not by what it is called. Refuses with import.file_locked for an old
 * or password-protected Excel file, import.file_not_sheet for anything else; its rows with import.row_too_large.
 */
export async function openSheets(path: string, limits: RowLimits = LARGEST_ROW): Promise<Sheets> {
  const head = await firstBytes(path)
  if (head.length === 0) throw new Refusal('import.file_empty')
  if (head.startsWith('504b0304') || head.startsWith('504b0506')) return openWorkbook(path, limits)
  if (head.startsWith('d0cf11e0')) throw new Refusal('import.file_locked')
  if (NOT_TEXT.some((magic) => head.startsWith(magic))) throw new Refusal('import.file_not_sheet')
  return openCsv(path, limits)
}

/** PDF, PNG, JPEG, GIF, RAR, gzip, 7z. */
const NOT_TEXT = ['25504446', '89504e47', 'ffd8ff', '47494638', '52617221', '1f8b', '377abcaf']

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}
