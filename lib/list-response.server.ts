import 'server-only'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { getLocale } from 'next-intl/server'
import type { Context } from '@/lib/auth/actor'
import { officeZone } from '@/lib/auth/office-zone.server'
import { contentDisposition } from '@/lib/documents/file-name'
import type { Locale } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { recordList } from '@/lib/list-audit.server'
import { printList } from '@/lib/list-paper.server'
import { type ExportFormat, type ListSource, MOST_AT_ONCE } from '@/lib/list-source'
import { countRows, writeList } from '@/lib/list-write.server'
import { exportLists, type ListName } from '@/lib/lists.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { textParameters } from '@/lib/search-parameters'

export const exportTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/**
 * A list under the filters, the sort and the columns of its address as a file, on paper too where the list says how. The audit trail keeps who took it, and
 * whose data were in it.
 * Refuses export_too_long: such a list is ordered and written in the background.
 */
export function listResponse(name: ListName, request: Request): Promise<Response> {
  const { permission, source: sourceOf } = exportLists[name]
  return answerRoute(request, permission, null, async (context) => {
    const query = textParameters(Object.fromEntries(new URL(request.url).searchParams))
    const format = query.format === 'csv' || query.format === 'pdf' ? query.format : 'xlsx'
    const locale = localeFrom(await getLocale())
    const source = await sourceOf(context, query, locale)
    const rows = await countRows(context, source)
    if (rows > MOST_AT_ONCE) throw new Refusal('export_too_long', { rows, most: MOST_AT_ONCE })
    const content = format === 'pdf' ? await onPaper(context, source, locale) : await written(context, source, format)
    await recordList(context, permission, source, { format, query, rows })
    return new Response(content, {
      headers: {
        'Content-Type': format === 'pdf' ? 'application/pdf' : exportTypes[format],
        'Content-Disposition': contentDisposition('attachment', `${source.fileName}.${format}`),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}

async function written(context: Context, source: ListSource, format: ExportFormat): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new PassThrough()
  const [content] = await Promise.all([buffer(stream), writeList(context, source, format, stream)])
  return new Uint8Array(content)
}

async function onPaper(context: Context, source: ListSource, locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  if (!source.paper) throw new Refusal('not_found')
  return printList(context, source, await source.paper(), { locale, zone: await officeZone() })
}
