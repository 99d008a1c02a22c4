'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ReasonCommand } from '@/components/cat/reason-command'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { tieDecline } from '@/lib/cat/final-tie'
import type { Action } from '@/lib/refusal'

type Props = {
  id: string
  ahead: string
  behind: string
  reason: string
  decide: Action<{ id: string }>
  decline: Action<z.input<typeof tieDecline>>
}

/** The second person agrees with an order of equals, or declines it and says why. */
export function TieDecision({ id, ahead, behind, reason, decide, decline }: Props) {
  const t = useTranslations('results.ties')
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        label={t('decide')}
        title={t('decideTitle', { ahead })}
        confirmLabel={t('decide')}
        cancelLabel={t('cancel')}
        variant="primary"
        size="sm"
        run={() => decide({ id })}
      >
        <p>{t('decideText', { ahead, behind, reason })}</p>
      </ConfirmButton>
      <div>
        <ReasonCommand label={t('decline')} icon={<Icon name="x" />} run={(why) => decline({ id, reason: why })} />
      </div>
    </div>
  )
}
