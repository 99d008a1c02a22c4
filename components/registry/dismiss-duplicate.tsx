'use client'

import { useTranslations } from 'next-intl'
import { ReasonButton } from '@/components/ui/reason-button'
import type { Action } from '@/lib/refusal'
import type { DismissInput } from '@/lib/registry/inputs'

/** Says of two records that they are two people, and why; they are not suggested again. */
export function DismissDuplicate({
  pair,
  names,
  action,
}: {
  pair: Pick<DismissInput, 'employeeId' | 'otherId'>
  names: string
  action: Action<DismissInput>
}) {
  const t = useTranslations('registry.duplicates')
  return (
    <ReasonButton
      size="sm"
      aria-label={`${t('dismiss')} ${names}`}
      words={{
        button: t('dismiss'),
        title: t('dismissTitle'),
        explanation: t('dismissWhy', { names }),
        reason: t('reason'),
        reasonHint: t('reasonHint'),
        close: t('close'),
      }}
      action={(input) => action({ ...pair, ...input })}
    />
  )
}
