import 'server-only'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { getLocale } from 'next-intl/server'
import { contentDisposition } from '@/lib/documents/file-name'
import { localeFrom } from '@/lib/i18n/preferences'
import { recordList } from '@/lib/list-audit.server'
import { type ExportFormat, MOST_AT_ONCE } from '@/lib/list-source'
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
 * A list under the filters, the sort and the columns of its address as a file. The audit trail keeps who took it, and
 * whose data were in it.
 * Refuses export_too_long: such a list is ordered and written in the background.
 */
export function listResponse(name: ListName, request: Request): Promise<Response> {
  const { permission, source: sourceOf } = exportLists[name]
  return answerRoute(request, permission, null, async (context) => {
    const query = textParameters(Object.fromEntries(new URL(request.url).searchParams))
    const format: ExportFormat = query.format === 'csv' ? 'csv' : 'xlsx'
    const source = await sourceOf(context, query, localeFrom(await getLocale()))
    const rows = await countRows(context, source)
    if (rows > MOST_AT_ONCE) throw new Refusal('export_too_long', { rows, most: MOST_AT_ONCE })
    const stream = new PassThrough()
    const [content] = await Promise.all([buffer(stream), writeList(context, source, format, stream)])
    await recordList(context, permission, source, { format, query, rows })
    return new Response(new Uint8Array(content), {
      headers: {
        'Content-Type': exportTypes[format],
        'Content-Disposition': contentDisposition('attachment', `${source.fileName}.${format}`),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
