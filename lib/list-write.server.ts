import { NIP_SHAPE } from '@/lib/registry/nip'
import 'server-only'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { csvLine } from '@/lib/csv'
import { formatNip } from '@/lib/format'
import type { ExportFormat, ListSource } from '@/lib/list-source'

const ROWS_AT_ONCE = 500

/**
 * Writes a list as a workbook, or as CSV with semicolons and a BOM. One statement behind one cursor: every row stands
 * in the file once, as it was when the writing began. A target that fails is closed, and its error is thrown.
 *
 * @param onRows told how many rows are written, now and again
 */
export async function writeList(
  context: Context,
  source: ListSource,
  format: ExportFormat,
  target: Writable,
  onRows: (written: number) => Promise<void> = async () => {},
): Promise<void> {
  const broken = untilBroken(target)
  const unlessBroken = (work: Promise<void>) => Promise.race([broken, work])
  const sheet = format === 'xlsx' ? openWorkbook(target, source) : openCsv(target, source)
  try {
    await transactRaw(context, async (tx) => {
      const { sql, params } = source.statement
      let written = 0
      for await (const rows of tx
        .unsafe(sql, params as never[])
        .values()
        .cursor(ROWS_AT_ONCE)) {
        for (const row of rows as unknown as unknown[][]) sheet.add(source.cells(row))
        await unlessBroken(sheet.flush())
        written += rows.length
        await onRows(written)
      }
    })
    await unlessBroken(sheet.end())
  } catch (error) {
    await close(target)
    throw error
  }
}

/** Fails once the target takes nothing more. A workbook does not tell: its writer would wait for ever. */
function untilBroken(target: Writable): Promise<never> {
  const broken = once(target, 'error').then(([error]) => {
    throw error
  })
  broken.catch(() => {}) // told by whoever waits for it
  return broken
}

async function close(target: Writable): Promise<void> {
  if (target.closed) return
  const isClosed = new Promise((resolve) => target.once('close', resolve))
  target.destroy()
  await isClosed
}

/** How many rows a list has. */
export async function countRows(context: Context, { statement }: ListSource): Promise<number> {
  const [row] = await transactRaw(context, (tx) =>
    tx.unsafe<{ total: number }[]>(
      `select count(*)::int as total from (${statement.sql}) as rows`,
      statement.params as never[],
    ),
  )
  return row?.total ?? 0
}

type Sheet = {
  add(cells: readonly (string | number | null)[]): void
  flush(): Promise<void>
  end(): Promise<void>
}

function openWorkbook(stream: Writable, { sheet: name, headers }: ListSource): Sheet {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headers.map((header) => ({ header, width: Math.max(14, Math.min(40, header.length + 4)) }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  return {
    add: (cells) => sheet.addRow([...cells]).commit(),
    flush: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain')
    },
    end: async () => {
      const isFinished = stream.writableFinished ? undefined : once(stream, 'finish')
      sheet.commit()
      await Promise.all([workbook.commit(), isFinished])
    },
  }
}

/** Eighteen digits alone would become a rounded number in a spreadsheet. */
function spaced(cell: string | number | null) {
  return typeof cell === 'string' && NIP_SHAPE.test(cell) ? formatNip(cell) : cell
}

function openCsv(stream: Writable, { headers, isForMachines }: ListSource): Sheet {
  let text = `\uFEFF${csvLine(headers)}`
  return {
    add: (cells) => {
      text += csvLine(isForMachines ? cells : cells.map(spaced))
    },
    flush: async () => {
      const block = text
      text = ''
      if (!stream.write(block)) await once(stream, 'drain')
    },
    end: async () => {
      const isClosed = once(stream, 'finish')
      stream.end(text)
      await isClosed
    },
  }
}
