import 'server-only'
import { Readable } from 'node:stream'
import { and, asc, eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { examItems } from '@/db/schema/cat-items'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { ItemFilter } from '@/lib/cat/item-filter'
import { itemWorkbook } from '@/lib/cat/item-workbook.server'
import { readVersions } from '@/lib/cat/items-read.server'
import { type ExportedItem, writeQtiPackage } from '@/lib/cat/qti-export'
import { writeZip } from '@/lib/cat/zip-writer'
import { contentDisposition } from '@/lib/documents/file-name'
import { workbookResponse } from '@/lib/import/workbook-response.server'

export type ItemFormat = 'qti' | 'xlsx'

/** Items of a filter as a file, keys and all: each export is written down with how much left. */
export async function exportItems(context: Context, filter: ItemFilter, format: ItemFormat): Promise<Response> {
  const items = await transact(context, async (tx) => {
    const rows = await tx
      .select()
      .from(examItems)
      .where(
        and(
          ofAgencies(context, examItems.agencyId),
          filter.section ? eq(examItems.section, filter.section) : undefined,
          filter.aspect ? eq(examItems.aspect, filter.aspect) : undefined,
          filter.state ? eq(examItems.state, filter.state) : undefined,
        ),
      )
      .orderBy(asc(examItems.section), asc(examItems.code))
    const exported = (await readVersions(tx, rows)).map(({ row, version }): ExportedItem => {
      const { code, section, aspect } = row
      const { stimulus, stem, options, key, keepsOrder, explanation } = version
      return { code, section, aspect, stimulus, stem, options, key, keepsOrder, explanation }
    })
    await recordAudit(tx, context, 'item.export', null, { format, items: exported.length, ...filter })
    return exported
  })
  if (format === 'xlsx') return workbookResponse({ fileName: 'bank-soal.xlsx', ...itemWorkbook(items) })
  const bytes = Buffer.from(writeZip(writeQtiPackage(items)))
  return new Response(Readable.toWeb(Readable.from([bytes])) as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition('attachment', 'bank-soal-qti.zip'),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
