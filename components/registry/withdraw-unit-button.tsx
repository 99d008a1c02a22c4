'use client'

import { useTranslations } from 'next-intl'
import { ReasonButton } from '@/components/ui/reason-button'
import type { Action } from '@/lib/refusal'

type Withdrawal = { id: string; version: number; reason: string }

/** Takes a row of the history of a unit away, for a reason; it stays in the list, struck through. */
export function WithdrawUnitButton({
  row,
  what,
  action,
}: {
  row: Omit<Withdrawal, 'reason'>
  /** What the row says, for whoever hears the button and not what stands above it. */
  what: string
  action: Action<Withdrawal>
}) {
  const t = useTranslations('structure.withdraw')
  return (
    <ReasonButton
      variant="danger"
      aria-label={t('buttonOf', { what })}
      words={{
        button: t('button'),
        title: t('title'),
        explanation: t('explanation', { what }),
        reason: t('reason'),
        close: t('close'),
      }}
      action={(input) => action({ ...row, ...input })}
    />
  )
}
