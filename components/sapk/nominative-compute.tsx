'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/components/ui/use-command'
import type { CivilDate } from '@/lib/civil-date'
import type { Action } from '@/lib/refusal'

/** Computes the list of a period now; a big agency takes some seconds. */
export function NominativeCompute({
  effectiveOn,
  action,
  isFirst = false,
  icon,
}: {
  effectiveOn: CivilDate
  action: Action<{ effectiveOn: CivilDate }>
  isFirst?: boolean
  icon: ReactNode
}) {
  const t = useTranslations('nominative.compute')
  const { run, isBusy, trouble } = useCommand()
  return (
    <>
      <Button
        variant={isFirst ? 'primary' : 'secondary'}
        busy={isBusy}
        icon={icon}
        onClick={() => run(() => action({ effectiveOn }))}
      >
        {t(isBusy ? 'busy' : isFirst ? 'first' : 'again')}
      </Button>
      {trouble && (
        <p role="alert" className="text-sm text-danger">
          {trouble}
        </p>
      )}
    </>
  )
}
