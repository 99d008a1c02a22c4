import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { UndoButton } from '@/components/import/run-button'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { UNDO_HOURS } from '@/lib/import/run'
import type { Action } from '@/lib/refusal'

/** The way back from an applied file while it is open, and until when. */
export function WayBack({
  file: { id, fileName, appliedAt },
  isOpen,
  now,
  undo,
  words,
}: {
  file: { id: string; fileName: string; appliedAt: Date | null }
  isOpen: boolean
  now: Date
  undo: Action<{ id: string }, unknown>
  /** What is taken back, and how the hour is told that it ends at. */
  words: { confirm: string; until: (until: string) => string }
}) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  if (!isOpen) return <p className="text-sm text-muted">{t('done.undoClosed', { hours: UNDO_HOURS })}</p>
  const until = new Date((appliedAt ?? now).getTime() + UNDO_HOURS * 3_600_000)
  return (
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
      <p className="text-sm text-muted">{words.until(formatInstant(until, locale, zone))}</p>
    </>
  )
}
