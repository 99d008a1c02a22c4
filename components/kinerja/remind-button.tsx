'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useCommand } from '@/components/ui/use-command'
import type { CivilDate } from '@/lib/civil-date'
import type { Action } from '@/lib/refusal'

/** Ingatkan: one press tells everybody with an empty day of the week. Needs `ClientMessages`. */
export function RemindButton({
  day,
  count,
  action,
}: {
  day: CivilDate
  count: number
  action: Action<{ day: CivilDate }, number>
}) {
  const t = useTranslations('team.remind')
  const [done, setDone] = useState<number | null>(null)
  const { run, isBusy, trouble } = useCommand()
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-sm">
      <Button
        size="sm"
        busy={isBusy}
        icon={<Icon name="bell" />}
        onClick={() => {
          setDone(null)
          run(() => action({ day }), setDone)
        }}
      >
        {t('button', { count })}
      </Button>
      <span role="status" className={trouble ? 'text-danger' : 'text-muted'}>
        {trouble ?? (done === null ? t('text') : t('done', { count: done }))}
      </span>
    </div>
  )
}
