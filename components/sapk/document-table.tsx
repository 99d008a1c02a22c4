import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useDocumentName } from '@/components/documents/document-name'
import { AppLink } from '@/components/ui/link'
import { StatusTag } from '@/components/ui/status-tag'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate, formatNip } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import { withTitles } from '@/lib/registry/name'
import {
  DOCUMENTS_PATH,
  type DocumentAddress,
  type DocumentColumn,
  type DocumentSort,
  documentColumns,
} from '@/lib/sapk/document-list'
import type { DocumentRow } from '@/lib/sapk/document-read.server'
import { PROPOSALS_PATH } from '@/lib/sapk/proposal-list'
import { addressWith } from '@/lib/search-parameters'
import type { SiteZone } from '@/lib/zones-abroad'

const LOOKS = { current: 'approved', superseded: 'cancelled', revoked: 'revoked' } as const

/** Papers and letters as a list: what to open, of whom, which kind, since when, and what it belongs to. */
export function DocumentTable({
  rows,
  address,
  zone,
  empty,
}: {
  rows: readonly DocumentRow[]
  address: DocumentAddress
  zone: SiteZone
  empty: ReactNode
}) {
  const t = useTranslations('lists.document')
  const letters = useTranslations('documents.kind')
  const paperName = useDocumentName()
  const locale = localeFrom(useLocale())
  const sorted = (name: DocumentSort): Column<DocumentRow>['sort'] => ({
    href: listHref(DOCUMENTS_PATH, address.query, {
      urut: address.sort === name && !address.isDescending ? `-${name}` : name,
    }),
    direction: address.sort === name ? (address.isDescending ? 'descending' : 'ascending') : undefined,
  })
  const document: Column<DocumentRow> = {
    key: 'document',
    header: t('document'),
    cell: ({ id, number }) => (
      <a href={`/api/berkas/${id}`} data-name="" data-row-focus="" className="wrap-anywhere">
        {number}
      </a>
    ),
  }
  const others: Record<DocumentColumn, Column<DocumentRow>> = {
    person: {
      key: 'person',
      header: t('person'),
      cell: ({ personId, name, nip, frontTitle, backTitle, holder }) =>
        personId && name ? (
          <TwoLines sub={<span className="whitespace-nowrap">{formatNip(nip ?? '')}</span>}>
            <AppLink href={`/pegawai/${personId}`}>{withTitles({ name, frontTitle, backTitle })}</AppLink>
          </TwoLines>
        ) : (
          (holder ?? t('many'))
        ),
    },
    kind: {
      key: 'kind',
      header: t('kind'),
      sort: sorted('jenis'),
      cell: ({ isIssued, kind }) => (
        <TwoLines sub={t(isIssued ? 'issued' : 'paper')}>
          {isIssued ? dataWord(letters, kind) : paperName(kind)}
        </TwoLines>
      ),
    },
    at: {
      key: 'at',
      header: t('at'),
      nowrap: true,
      sort: sorted('waktu'),
      cell: ({ at }) => formatDate(civilDateIn(zone, new Date(at)), 'short', locale),
    },
    state: {
      key: 'state',
      header: t('stateLabel'),
      phone: 'plain',
      cell: ({ state }) => <StatusTag look={LOOKS[state]}>{t(`state.${state}`)}</StatusTag>,
    },
    proposal: {
      key: 'proposal',
      header: t('proposal'),
      nowrap: true,
      cell: ({ proposalId, proposalNumber }) =>
        proposalNumber ? (
          <AppLink
            href={
              proposalId
                ? `${PROPOSALS_PATH}/${proposalId}`
                : addressWith(PROPOSALS_PATH, { bagian: 'all', nama: proposalNumber })
            }
          >
            {proposalNumber}
          </AppLink>
        ) : (
          '–'
        ),
    },
  }
  return (
    <Table
      caption={t('caption')}
      columns={[document, ...(address.columns ?? documentColumns).map((key) => others[key])]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
    />
  )
}
