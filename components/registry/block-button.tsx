'use client'

import { useTranslations } from 'next-intl'
import { ReasonButton } from '@/components/ui/reason-button'
import type { Action } from '@/lib/refusal'
import type { BlockInput } from '@/lib/registry/standing'

/** Blocks a file, or lifts its block, for a reason that the person and the agency can read. */
export function BlockButton({
  file,
  isBlocked,
  action,
}: {
  file: Omit<BlockInput, 'reason'>
  isBlocked: boolean
  /** What the button does: to lift the block of a blocked file, to block any other. */
  action: Action<BlockInput>
}) {
  const t = useTranslations(isBlocked ? 'registry.unblock' : 'registry.block')
  return (
    <ReasonButton
      variant={isBlocked ? 'secondary' : 'danger'}
      words={{
        button: t('button'),
        title: t('title'),
        explanation: t('explanation'),
        reason: t('reason'),
        reasonHint: t('reasonHint'),
        close: t('close'),
      }}
      action={(input) => action({ ...file, ...input })}
    />
  )
}
