'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ReasonCommand } from '@/components/cat/reason-command'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { settlementDecline } from '@/lib/cat/settlement'
import type { Action } from '@/lib/refusal'

type Props = {
  id: string
  agency: string
  changes: number
  approve: Action<{ id: string }>
  decline: Action<z.input<typeof settlementDecline>>
}

/** The committee approves what an agency changes after the objections, or declines it and says why. */
export function SettlementDecision({ id, agency, changes, approve, decline }: Props) {
  const t = useTranslations('results.settlement')
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        label={t('approve')}
        title={t('approveTitle', { agency })}
        confirmLabel={t('approve')}
        cancelLabel={t('cancel')}
        variant="primary"
        size="sm"
        run={() => approve({ id })}
      >
        <p>{t('approveText', { count: changes })}</p>
      </ConfirmButton>
      <div>
        <ReasonCommand label={t('decline')} icon={<Icon name="x" />} run={(reason) => decline({ id, reason })} />
      </div>
    </div>
  )
}
