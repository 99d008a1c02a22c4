import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { WayBack } from '@/components/import/way-back'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isUndoable } from '@/lib/cat/candidate-import'
import type { StagedFile } from '@/lib/cat/candidate-import.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'

/** A file that has come to its end, applied or taken back, and the way back while there is one. */
export function FinishedFile({
  file,
  now,
  undo,
}: {
  file: StagedFile
  now: Date
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('candidate.import')
  const words = useTranslations('import')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
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
        <ButtonLink href="/cat/peserta" variant="primary">
          {t('toList')}
        </ButtonLink>
        <ButtonLink href="/cat/peserta/impor">{words('done.another')}</ButtonLink>
        {!undoneAt && (
          <WayBack
            file={file}
            isOpen={isUndoable(file, now)}
            now={now}
            undo={undo}
            words={{ confirm: t('undoConfirm'), until: (until) => t('undoUntil', { until }) }}
          />
        )}
      </div>
    </>
  )
}
