import { useLocale, useTranslations } from 'next-intl'
import { ApplyPanel } from '@/components/import/apply-panel'
import type { FixAction } from '@/components/import/cell-editor'
import { DiscardButton } from '@/components/import/run-button'
import { WayBack } from '@/components/import/way-back'
import { CheckedAbsences } from '@/components/kinerja/checked-absences'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { formatInstant, formatNumber, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportMode, UNDO_HOURS } from '@/lib/import/run'
import { isAbsenceUndoable } from '@/lib/kinerja/absence-apply.server'
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

/** A file that has come to its end, applied or taken back, and the way back while there is one. */
export function FinishedAbsenceFile({
  file,
  now,
  zone,
  undo,
}: {
  file: AbsenceFile
  now: Date
  zone: Zone
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('consequence.absence.file')
  const words = useTranslations('import')
  const locale = localeFrom(useLocale())
  const { counts, appliedAt, undoneAt } = file
  const instant = (at: Date | null) => formatInstant(at ?? now, locale, zone)
  return (
    <>
      <div className="mb-4">
        <Notice tone={undoneAt ? 'info' : 'success'} title={words(undoneAt ? 'done.undone' : 'done.title')}>
          {undoneAt
            ? words('done.undoneLead', { at: instant(undoneAt) })
            : t('done', { ...counts, at: instant(appliedAt) })}
        </Notice>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink href={HOME} variant="primary">
          {t('toList')}
        </ButtonLink>
        {!undoneAt && (
          <WayBack
            file={file}
            isOpen={isAbsenceUndoable(file, now)}
            now={now}
            undo={undo}
            words={{ confirm: t('undoConfirm'), until: (until) => t('undoUntil', { until }) }}
          />
        )}
      </div>
    </>
  )
}
