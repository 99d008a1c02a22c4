'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useRefusalText } from '@/components/ui/use-refusal-text'
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
  const refusalText = useRefusalText()
  const [error, setError] = useState<string>()
  const [isBusy, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await action({ effectiveOn })
      setError(result.ok ? undefined : refusalText(result.refusal))
    })
  return (
    <>
      <Button variant={isFirst ? 'primary' : 'secondary'} busy={isBusy} icon={icon} onClick={run}>
        {t(isBusy ? 'busy' : isFirst ? 'first' : 'again')}
      </Button>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </>
  )
}
