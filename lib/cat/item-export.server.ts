import 'server-only'
import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { and, asc, eq } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { examItems } from '@/db/schema/cat-items'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { drawPassphrase, markText } from '@/lib/cat/export-mark.server'
import type { exportInput } from '@/lib/cat/item-input'
import { itemWorkbook } from '@/lib/cat/item-workbook.server'
import { readVersions } from '@/lib/cat/items-read.server'
import { type ExportedItem, writeQtiPackage } from '@/lib/cat/qti-export'
import { writeZip } from '@/lib/cat/zip-writer'
import { encryptAge } from '@/lib/documents/age.server'

export type ExportedFile = { fileName: string; bytes: Uint8Array<ArrayBuffer>; passphrase: string }

const NAMES = { qti: 'bank-soal-qti.zip.age', xlsx: 'bank-soal.xlsx.age' }

/**
 * Items of a filter as a file, keys and all, under a passphrase that is told once and kept nowhere. Each export is written
 * down with how much left, under a number that stands in every part of the file beside the name of who took it.
 */
export async function exportItems(context: Context, input: z.output<typeof exportInput>): Promise<ExportedFile> {
  const { format, ...filter } = input
  const id = randomUUID()
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
    const after = { export: id, format, items: exported.length, ...filter }
    await recordAudit(tx, context, 'item.export', null, after, { agencyId: context.actor.agencyId, subjectId: id })
    return exported
  })
  const mark = markText({ id, takenBy: context.actor.name, takenAt: context.now })
  const passphrase = drawPassphrase()
  const plain = format === 'qti' ? writeZip(writeQtiPackage(items, mark)) : await workbookOf(items, mark)
  return { fileName: NAMES[format], bytes: new Uint8Array(await encryptAge(plain, passphrase)), passphrase }
}

async function workbookOf(items: readonly ExportedItem[], mark: string): Promise<Buffer> {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  await itemWorkbook(items, mark).write(stream)
  stream.end()
  return bytes
}
