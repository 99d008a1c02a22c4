import { useLocale, useTranslations } from 'next-intl'
import { ApplyPanel } from '@/components/import/apply-panel'
import type { FixAction } from '@/components/import/cell-editor'
import { FinishedImport } from '@/components/import/finished-import'
import { DiscardButton } from '@/components/import/run-button'
import { CheckedAbsences } from '@/components/kinerja/checked-absences'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportMode, UNDO_HOURS } from '@/lib/import/run'
import type { AbsenceFile } from '@/lib/kinerja/absence-import.server'
import type { Action } from '@/lib/refusal'
import { addressWith } from '@/lib/search-parameters'

export const PARTS = ['faulty', 'new', 'same'] as const
export const SLUGS = { faulty: 'galat', new: 'baru', same: 'sama' } as const
type Part = (typeof PARTS)[number]
const HOME = '/kinerja/tindak-lanjut'

/** What a file of absences holds, row by row, and the decision beside it. Needs the messages of `import`. */
export function CheckedAbsenceFile({
  path,
  file,
  part,
  page,
  fix,
  apply,
  discard,
}: {
  path: string
  file: AbsenceFile
  part: Part
  page: number
  fix: FixAction
  apply: Action<{ id: string; mode: ImportMode }, unknown>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('consequence.absence.file')
  const words = useTranslations('import')
  const locale = localeFrom(useLocale())
  const { id, fileName, counts, checked } = file
  const title = (of: Part) => t(`part.${of}`)
  return (
    <>
      <Card flush className="mb-6">
        <Figures
          items={PARTS.map((of) => ({
            label: title(of),
            value: formatNumber(counts[of], locale),
            href: addressWith(path, { lihat: SLUGS[of] }),
            isBad: of === 'faulty' && counts.faulty > 0,
          }))}
        />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card title={words('apply.title')} className="xl:col-start-2">
          <ApplyPanel
            id={id}
            fileName={fileName}
            confirm={t('confirm', { count: counts.new })}
            counts={{ newRows: counts.new, updatedRows: 0, sameRows: counts.same, errorRows: counts.faulty }}
            undoHours={UNDO_HOURS}
            apply={apply}
          />
          <div className="mt-4">
            <DiscardButton id={id} fileName={fileName} home={HOME} action={discard} />
          </div>
        </Card>
        <div className="xl:col-start-1 xl:row-start-1">
          <Card flush title={title(part)}>
            <CheckedAbsences
              caption={`${fileName}: ${title(part)}`}
              id={id}
              rows={checked.filter(({ effect }) => effect === part)}
              page={page}
              fix={fix}
              href={(to) => addressWith(path, { lihat: SLUGS[part], hal: to > 1 ? String(to) : undefined })}
            />
          </Card>
        </div>
      </div>
    </>
  )
}

/** A file of absences that has come to its end. */
export function FinishedAbsenceFile({
  file,
  now,
  undo,
}: {
  file: AbsenceFile
  now: Date
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('consequence.absence.file')
  return (
    <FinishedImport
      file={file}
      now={now}
      undo={undo}
      words={{
        done: (at) => t('done', { ...file.counts, at }),
        confirm: t('undoConfirm'),
        until: (until) => t('undoUntil', { until }),
      }}
    >
      <ButtonLink href={HOME} variant="primary">
        {t('toList')}
      </ButtonLink>
    </FinishedImport>
  )
}
