'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Conflict } from '@/components/ui/conflict'
import { useCommand } from '@/components/ui/use-command'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { formatDate, formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action, Present } from '@/lib/refusal'

/** Takes one holiday away; whoever was late sees what stands there now. */
export function HolidayRemove({
  holiday: { day, name, version },
  remove,
}: {
  holiday: { day: string; name: string; version: string }
  remove: Action<{ day: string; version: string }>
}) {
  const t = useTranslations('reference.holidays')
  const conflict = useTranslations('common.conflict')
  const locale = localeFrom(useLocale())
  const router = useRouter()
  const [present, setPresent] = useState<Present | null>(null)
  const refusalText = useRefusalText()
  const { run, isBusy, trouble } = useCommand((refusal) => {
    setPresent(refusal.present ?? null)
    return refusalText(refusal)
  })
  const at = present?.at && formatInstant(new Date(present.at), locale, 'Asia/Jakarta')
  return (
    <>
      <Button
        size="sm"
        busy={isBusy}
        aria-label={t('removeOf', { date: formatDate(day, 'long', locale) })}
        onClick={() => run(() => remove({ day, version }))}
      >
        {t('remove')}
      </Button>
      <span role="status" className="text-sm text-danger">
        {trouble}
      </span>
      {present && (
        <Conflict
          rows={[{ label: t('name'), seen: name, now: String(present.values.name || conflict('empty')) }]}
          change={at ? (present.by ? conflict('by', { who: present.by, at }) : conflict('at', { at })) : undefined}
          onReload={router.refresh}
        />
      )}
    </>
  )
}
