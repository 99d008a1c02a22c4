import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, use } from 'react'
import { UndoButton } from '@/components/import/run-button'
import { Notice } from '@/components/ui/notice'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { type Ended, isUndoable, UNDO_HOURS, undoableUntil } from '@/lib/import/run'
import type { Action } from '@/lib/refusal'

/** A file that has come to its end, applied or taken back: when, where to go from here, and the way back while it is open. */
export function FinishedImport({
  file,
  kept = 0,
  now,
  undo,
  words,
  children,
}: {
  file: Ended & { id: string; fileName: string }
  /** How many rows were not taken back. */
  kept?: number
  now: Date
  undo: Action<{ id: string }, unknown>
  /** What was applied at an instant, what is taken back, and until which instant that can be done. */
  words: { done: (at: string) => string; confirm: string; until: (until: string) => string }
  /** Where to go from here. */
  children: ReactNode
}) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  const instant = (at: Date) => formatInstant(at, locale, zone)
  const { id, fileName, appliedAt, undoneAt } = file
  const isOpen = isUndoable(file, now)
  return (
    <>
      <div className="mb-4">
        <Notice tone={undoneAt ? 'info' : 'success'} title={t(undoneAt ? 'done.undone' : 'done.title')}>
          {undoneAt ? t('done.undoneLead', { kept, at: instant(undoneAt) }) : words.done(instant(appliedAt ?? now))}
        </Notice>
      </div>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        {children}
        {!undoneAt && !isOpen && <p className="text-sm text-muted">{t('done.undoClosed', { hours: UNDO_HOURS })}</p>}
        {!undoneAt && isOpen && (
          <>
            <ClientMessages>
              <UndoButton
                id={id}
                action={undo}
                words={{
                  undo: t('done.undo'),
                  title: t('done.undoTitle', { name: fileName }),
                  body: words.confirm,
                  cancel: t('apply.cancel'),
                }}
              />
            </ClientMessages>
            <p className="text-sm text-muted">{words.until(instant(undoableUntil(appliedAt ?? now)))}</p>
          </>
        )}
      </div>
    </>
  )
}
