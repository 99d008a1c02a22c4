import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { UndoButton } from '@/components/import/run-button'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isUndoable } from '@/lib/cat/candidate-import'
import type { StagedFile } from '@/lib/cat/candidate-import.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { UNDO_HOURS } from '@/lib/import/run'
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
  const { counts, appliedAt, undoneAt, fileName } = file
  const instant = (at: Date | null) => formatInstant(at ?? now, locale, zone)
  const until = new Date((appliedAt ?? now).getTime() + UNDO_HOURS * 3_600_000)
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
        {!undoneAt &&
          (isUndoable(file, now) ? (
            <>
              <ClientMessages>
                <UndoButton
                  id={file.id}
                  action={undo}
                  words={{
                    undo: words('done.undo'),
                    title: words('done.undoTitle', { name: fileName }),
                    body: t('undoConfirm'),
                    cancel: words('apply.cancel'),
                  }}
                />
              </ClientMessages>
              <p className="text-sm text-muted">{t('undoUntil', { until: instant(until) })}</p>
            </>
          ) : (
            <p className="text-sm text-muted">{words('done.undoClosed', { hours: UNDO_HOURS })}</p>
          ))}
      </div>
    </>
  )
}
