import { useLocale, useTranslations } from 'next-intl'
import { CheckedCandidates } from '@/components/cat/checked-candidates'
import { FaultyCandidates } from '@/components/cat/faulty-candidates'
import { ApplyPanel } from '@/components/import/apply-panel'
import type { FixAction } from '@/components/import/cell-editor'
import { ColumnCard } from '@/components/import/column-card'
import { DiscardButton } from '@/components/import/run-button'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { Icon } from '@/components/ui/icon'
import { effectOf, isFaulty } from '@/lib/cat/candidate-check'
import { COLUMNS } from '@/lib/cat/candidate-columns'
import type { ImportCounts } from '@/lib/cat/candidate-import'
import type { StagedFile } from '@/lib/cat/candidate-import.server'
import { columnName } from '@/lib/cat/candidate-words'
import { formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportMode, UNDO_HOURS } from '@/lib/import/run'
import type { Action } from '@/lib/refusal'
import { addressWith } from '@/lib/search-parameters'

export const PARTS = ['faulty', 'new', 'changed', 'same'] as const
export const SLUGS = { faulty: 'galat', new: 'baru', changed: 'diperbarui', same: 'sama' } as const

type Part = (typeof PARTS)[number]

/** What a file holds, row by row: the counts that add up, the rows behind each, and the decision beside it. */
export function CheckedFile({
  path,
  file,
  part,
  page,
  actions,
}: {
  path: string
  file: StagedFile
  part: Part
  page: number
  actions: {
    fix: FixAction
    apply: Action<{ id: string; mode: ImportMode }, unknown>
    discard: Action<{ id: string }>
  }
}) {
  const t = useTranslations('candidate')
  const words = useTranslations('import')
  const { id, fileName, counts, checked, programme, sheets } = file
  const of = checked.filter((row) => (isFaulty(row) ? part === 'faulty' : part === effectOf(row)))
  const list = {
    page,
    href: (to: number) => addressWith(path, { lihat: SLUGS[part], hal: to > 1 ? String(to) : undefined }),
  }
  const columns = sheets.flatMap(({ kind, headings }, at) =>
    headings.flatMap(({ column, text, field }) =>
      field === null
        ? []
        : [{ key: `${at}-${column}`, text, label: columnName(t, field), isTidied: text !== field, kind }],
    ),
  )
  const title = { faulty: 'errorRows', new: 'new', changed: 'updated', same: 'same' } as const
  return (
    <>
      <Counts path={path} counts={counts} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_288px] xl:grid-rows-[auto_1fr]">
        <Card title={words('apply.title')} className="xl:col-start-2">
          <ClientMessages namespaces={['import']}>
            <ApplyPanel
              id={id}
              fileName={fileName}
              confirm={t('import.confirm', { new: counts.new, updated: counts.changed, programme })}
              counts={{
                newRows: counts.new,
                updatedRows: counts.changed,
                sameRows: counts.same,
                errorRows: counts.faulty,
              }}
              undoHours={UNDO_HOURS}
              apply={actions.apply}
            />
          </ClientMessages>
        </Card>
        <div className="xl:col-start-1 xl:row-span-2 xl:row-start-1">
          <Card
            flush
            title={words(`check.${title[part]}`)}
            action={
              part === 'faulty' &&
              counts.faulty > 0 && (
                <a href={`/api/peserta/impor/${id}`} className={buttonClass({ size: 'sm' })}>
                  <Icon name="download" />
                  {words('check.download', { count: counts.faulty })}
                </a>
              )
            }
          >
            {part === 'faulty' ? (
              <FaultyCandidates id={id} rows={of} fix={actions.fix} {...list} />
            ) : (
              <CheckedCandidates caption={words(`check.${title[part]}`)} rows={of} {...list} />
            )}
          </Card>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:col-start-2">
          <ColumnCard
            columns={columns}
            total={sheets.reduce((sum, { kind }) => sum + COLUMNS[kind].length, 0)}
            changeHref={addressWith(path, { langkah: 'petakan' })}
          />
          <div>
            <ClientMessages namespaces={['import']}>
              <DiscardButton id={id} fileName={fileName} home="/cat/peserta/impor" action={actions.discard} />
            </ClientMessages>
          </div>
        </div>
      </div>
    </>
  )
}

/** The counts of a file, each leading to its rows. */
function Counts({ path, counts }: { path: string; counts: ImportCounts }) {
  const t = useTranslations('import.check')
  const locale = localeFrom(useLocale())
  const figure = (label: string, part: Part) => ({
    label,
    value: formatNumber(counts[part], locale),
    href: addressWith(path, { lihat: SLUGS[part] }),
  })
  return (
    <Card flush className="mb-6">
      <Figures
        items={[
          figure(t('new'), 'new'),
          figure(t('updated'), 'changed'),
          figure(t('same'), 'same'),
          { ...figure(t('errors'), 'faulty'), isBad: counts.faulty > 0 },
        ]}
      />
    </Card>
  )
}
