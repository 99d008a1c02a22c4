import 'server-only'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { paperName } from '@/lib/documents/paper-name'
import type { Locale, Zone } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { translatorFor } from '@/lib/i18n/translator.server'
import { type ExportColumn, type ListSource, viewOf } from '@/lib/list-source'
import { ownZone } from '@/lib/registry/agency-zone.server'
import { withTitles } from '@/lib/registry/name'
import { documentColumns, parseDocumentAddress } from '@/lib/sapk/document-list'
import { type DocumentRow, rowKeys, wholeList } from '@/lib/sapk/document-read.server'

/** The list of papers and letters as a file; it holds what they are, not the documents. */
export async function documentSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const address = parseDocumentAddress(query)
  const zone = await ownZone(context)
  const t = await translatorFor(locale, 'lists')
  return {
    fileName: 'dokumen',
    sheet: t('name.documents'),
    statement: new PgDialect({ casing: 'snake_case' }).sqlToQuery(wholeList(context, { ...address, zone })),
    ...viewOf(rowKeys, await exportColumns(locale, zone), ['document', ...(address.columns ?? documentColumns)]),
  }
}

async function exportColumns(locale: Locale, zone: Zone): Promise<ExportColumn<DocumentRow>[]> {
  const t = await translatorFor(locale, 'lists')
  const letters = await translatorFor(locale, 'documents')
  const papers = await translatorFor(locale, 'proposal.document')
  const header = (name: string) => dataWord(t, `cell.${name}`)
  const kindOf = ({ isIssued, kind }: DocumentRow) =>
    isIssued ? dataWord(letters, `kind.${kind}`) : paperName(papers, kind)
  return [
    { key: 'document', header: header('documentNumber'), cell: ({ number }) => number },
    { key: 'person', header: header('nip'), cell: ({ nip }) => nip },
    {
      key: 'person',
      header: header('name'),
      cell: ({ name, frontTitle, backTitle, holder }) => (name ? withTitles({ name, frontTitle, backTitle }) : holder),
    },
    { key: 'kind', header: header('type'), cell: kindOf },
    { key: 'at', header: header('date'), cell: ({ at }) => civilDateIn(zone, new Date(at)) },
    { key: 'state', header: header('status'), cell: ({ state }) => t(`document.state.${state}`) },
    { key: 'proposal', header: header('number'), cell: ({ proposalNumber }) => proposalNumber },
  ]
}
