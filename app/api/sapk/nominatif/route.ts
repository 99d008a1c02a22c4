import { Readable } from 'node:stream'
import { getLocale, getTranslations } from 'next-intl/server'
import { contextFor } from '@/lib/auth/session.server'
import { contentDisposition } from '@/lib/documents/file-name'
import { formatMonths, type Locale } from '@/lib/format'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { type Finding, Refusal } from '@/lib/refusal'
import { type ExportFormat, type ExportWords, exportNominative } from '@/lib/sapk/nominative-export.server'
import { parseNominativeAddress } from '@/lib/sapk/nominative-list'

const STATUS: Record<string, number> = { sign_in_required: 401, forbidden: 403, not_found: 404 }
const TYPES: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** The nominatif under its filters as a file. Read-only; the audit trail keeps who took it. */
export async function GET(request: Request) {
  try {
    const context = await contextFor('nominative.export')
    const params = new URL(request.url).searchParams
    const address = parseNominativeAddress(Object.fromEntries(params))
    if (!address.effectiveOn) throw new Refusal('not_found')
    const format: ExportFormat = params.get('format') === 'csv' ? 'csv' : 'xlsx'
    const words = await exportWords(localeFrom(await getLocale()))
    const stream = await exportNominative(context, address.effectiveOn, address, format, words)
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'Content-Type': TYPES[format],
        'Content-Disposition': contentDisposition('attachment', `nominatif-${address.effectiveOn}.${format}`),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Response.json({ code: error.code }, { status: STATUS[error.code] ?? 400 })
  }
}

async function exportWords(locale: Locale): Promise<ExportWords> {
  const t = await getTranslations('nominative')
  const sentence = await getTranslations('findings')
  const unmet = (finding: Finding) => sentence(`${finding.code}.unmet`, readableFacts(finding.facts, locale))
  const columns = 'nip name post unit type rank rankSince proposedRank service salary outcome unmet'.split(' ')
  return {
    sheet: t('download.sheet'),
    headers: columns.map((column) => t(`download.${column}`)),
    row: (row) => [
      row.nip,
      row.name,
      row.positionName,
      row.unitName,
      t(`filter.type.${row.type}`),
      row.rank,
      row.rankSince,
      row.proposedRank,
      row.serviceMonths === null ? null : formatMonths(row.serviceMonths, locale),
      row.salaryRupiah,
      t(`outcome.${row.outcome}`),
      row.unmet.map(unmet).join('; '),
    ],
  }
}
