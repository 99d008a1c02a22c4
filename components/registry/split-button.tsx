'use client'

import { useTranslations } from 'next-intl'
import { ReasonButton } from '@/components/ui/reason-button'
import { formatNip } from '@/lib/format'
import type { Action } from '@/lib/refusal'
import type { SplitInput } from '@/lib/registry/inputs'

/** Undoes a merge, and says why. */
export function SplitButton({ id, nip, action }: { id: string; nip: string; action: Action<SplitInput> }) {
  const t = useTranslations('registry.mergedHere')
  return (
    <ReasonButton
      size="sm"
      aria-label={`${t('split')} ${formatNip(nip)}`}
      words={{
        button: t('split'),
        title: t('splitTitle'),
        explanation: t('splitWhy', { nip: formatNip(nip) }),
        reason: t('reason'),
        reasonHint: t('reasonHint'),
        close: t('close'),
      }}
      action={(input) => action({ id, ...input })}
    />
  )
}
