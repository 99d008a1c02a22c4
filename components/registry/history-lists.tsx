import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { type Line, useDetails, useLines } from '@/components/registry/history-lines'
import { HistoryProof, type ProofDesk } from '@/components/registry/history-proof'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { useReason } from '@/components/ui/use-reason'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatDate, formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Histories } from '@/lib/registry/histories.server'
import { HISTORY_KINDS, HISTORY_SLUGS, type HistoryKind } from '@/lib/registry/history'
import { latestRow } from '@/lib/registry/history-papers'
import type { Proof } from '@/lib/registry/history-proof.server'

type Proofs = Record<string, Proof>

/**
 * Every history, newest first: what stands, and under "Riwayat perbaikan" what was corrected, struck through, with the
 * reason. `editPath` is the way to the forms, for whoever may write.
 */
export function HistoryLists({
  histories,
  proofs,
  desk,
  editPath,
}: {
  histories: Histories
  proofs: Proofs
  desk?: ProofDesk
  editPath?: string
}) {
  const t = useTranslations('registry')
  const lines = useLines(histories)
  return (
    <div className="grid gap-4">
      {HISTORY_KINDS.filter((kind) => editPath || lines[kind].length > 0).map((kind) => {
        const formPath = editPath && `${editPath}/${HISTORY_SLUGS[kind]}`
        const standing = lines[kind].filter(({ row }) => !row.isReplaced && !row.isVoid)
        const corrected = lines[kind].filter(({ row }) => row.isReplaced)
        return (
          <Card
            key={kind}
            title={
              <>
                {t(`history.${kind}`)} <span className="num font-normal text-muted">{standing.length}</span>
              </>
            }
            action={
              formPath && (
                <AppLink href={formPath}>
                  {t('correct.add')} <span className="sr-only">{t(`history.${kind}`)}</span>
                </AppLink>
              )
            }
            flush
          >
            {standing.length > 0 && (
              <HistoryTable
                kind={kind}
                caption={t(`history.${kind}`)}
                rows={standing}
                proofs={proofs}
                desk={desk}
                formPath={formPath}
              />
            )}
            {standing.length === 0 && <p className="px-4 py-3 text-sm text-muted">{t('correct.noRows')}</p>}
            {corrected.length > 0 && <Corrections rows={corrected} all={lines[kind]} />}
          </Card>
        )
      })}
    </div>
  )
}

function HistoryTable({
  kind,
  caption,
  rows,
  proofs,
  desk,
  formPath,
}: {
  kind: HistoryKind
  caption: string
  rows: Line[]
  proofs: Proofs
  desk?: ProofDesk
  formPath?: string
}) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const latest = latestRow(
    kind,
    rows.map(({ row }) => row),
  )
  const columns: Column<Line>[] = [
    {
      key: 'what',
      header: t('column.what'),
      width: 'md:w-[34%]',
      cell: ({ title, detail }) => <TwoLines sub={detail}>{title}</TwoLines>,
    },
    {
      key: 'on',
      header: t('column.effectiveOn'),
      nowrap: true,
      width: 'md:w-[13%]',
      cell: ({ row }) => formatDate(row.effectiveOn, 'short', locale),
    },
    {
      key: 'decree',
      header: t('column.decree'),
      cell: ({ row }) => (
        <TwoLines
          sub={[row.decreeOn && formatDate(row.decreeOn, 'short', locale), row.decreeBy].filter(Boolean).join(', ')}
        >
          {row.decreeNumber ?? t('column.noDecree')}
        </TwoLines>
      ),
    },
    {
      key: 'proof',
      header: t('column.proof'),
      width: 'md:w-[20%]',
      phone: 'plain',
      cell: (line) => (
        <HistoryProof
          kind={kind}
          line={line}
          isLatest={line.row.id === latest}
          proof={proofs[line.row.id]}
          desk={desk}
        />
      ),
    },
  ]
  if (formPath) {
    columns.push({
      key: 'correct',
      header: t('column.correct'),
      headerHidden: true,
      align: 'right',
      phone: 'plain',
      cell: ({ row, title }) =>
        row.source === 'proposal' ? (
          <span className="text-xs text-muted">{t('correct.signedHere')}</span>
        ) : (
          <AppLink
            href={`${formPath}?baris=${row.id}`}
            data-row-focus=""
            data-edit=""
            className="inline-flex min-h-6 items-center"
          >
            {t('correct.button')} <span className="sr-only">{title}</span>
          </AppLink>
        ),
    })
  }
  const details = useDetails(kind)
  const hasDetails = rows.some(({ row }) => details(row).length > 0)
  const detail = {
    label: ({ title }: Line) => `${t('details')}: ${title}`,
    content: ({ row }: Line) => {
      const items = details(row)
      return (
        items.length > 0 && (
          <div className="px-4 py-2">
            <KeyValues items={items} />
          </div>
        )
      )
    },
  }
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ row }) => row.id}
      columns={columns}
      detail={hasDetails ? detail : undefined}
    />
  )
}

/** What used to stand in a history, each with what took its place, when and why. */
function Corrections({ rows, all }: { rows: Line[]; all: Line[] }) {
  const t = useTranslations('registry')
  const reasonOf = useReason()
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  return (
    <details className="border-t border-line px-4 py-2 text-sm">
      <summary className="min-h-6 cursor-pointer font-semibold text-link">
        {t('correct.corrections', { count: rows.length })}
      </summary>
      <ul className="mt-2 grid gap-3 pb-2">
        {rows.map(({ row, title, detail }) => {
          const newer = all.find((line) => line.row.replacesId === row.id)
          return (
            <li key={row.id}>
              <s className="text-muted">
                {[title, detail, formatDate(row.effectiveOn, 'short', locale), row.decreeNumber]
                  .filter(Boolean)
                  .join(' · ')}
              </s>
              {newer && (
                <p className="text-xs text-muted">
                  {t(newer.row.isVoid ? 'correct.withdrawnOn' : 'correct.replacedOn', {
                    at: formatInstant(newer.row.recordedAt, locale, zone),
                    reason: reasonOf(newer.row.reason ?? ''),
                  })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
