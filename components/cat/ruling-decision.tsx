'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ReasonCommand } from '@/components/cat/reason-command'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { RulingKind, rulingDecline } from '@/lib/cat/ruling'
import type { Action } from '@/lib/refusal'

type Props = {
  id: string
  kind: RulingKind
  numbers: string
  reason: string
  decide: Action<{ id: string }>
  decline: Action<z.input<typeof rulingDecline>>
}

/** The second person agrees with a ruling, or declines it and says why. */
export function RulingDecision({ id, kind, numbers, reason, decide, decline }: Props) {
  const t = useTranslations('results.rulings')
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        label={t('decide')}
        title={t('decideTitle', { kind: t(`kinds.${kind}`), numbers })}
        confirmLabel={t('decide')}
        cancelLabel={t('cancel')}
        variant="primary"
        size="sm"
        run={() => decide({ id })}
      >
        <p>{t('decideText', { reason })}</p>
      </ConfirmButton>
      <div>
        <ReasonCommand label={t('decline')} icon={<Icon name="x" />} run={(why) => decline({ id, reason: why })} />
      </div>
    </div>
  )
}
