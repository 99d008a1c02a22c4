'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ReasonButton } from '@/components/ui/reason-button'
import type { Action } from '@/lib/refusal'
import type { WithdrawInput } from '@/lib/registry/history'

/** Takes a whole row away, for a reason; it stays in the list, struck through. */
export function WithdrawButton({
  row,
  action,
  backHref,
}: {
  row: Omit<WithdrawInput, 'reason'>
  action: Action<WithdrawInput>
  backHref: string
}) {
  const t = useTranslations('registry.withdraw')
  const router = useRouter()
  return (
    <ReasonButton
      variant="danger"
      words={{
        button: t('button'),
        title: t('title'),
        explanation: t('explanation'),
        reason: t('reason'),
        close: t('close'),
      }}
      action={(input) => action({ ...row, ...input })}
      onDone={() => router.push(backHref as Parameters<typeof router.push>[0])}
    />
  )
}
