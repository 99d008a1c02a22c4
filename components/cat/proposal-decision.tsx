'use client'

import { ReasonCommand } from '@/components/cat/reason-command'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { Action } from '@/lib/refusal'

type Props = {
  id: string
  words: Record<'agree' | 'title' | 'text' | 'decline' | 'cancel', string>
  agree: Action<{ id: string }>
  decline: Action<{ id: string; reason: string }>
}

/** The second person agrees with what another one proposed, or declines it and says why. Needs `ClientMessages`. */
export function ProposalDecision({ id, words, agree, decline }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        label={words.agree}
        title={words.title}
        confirmLabel={words.agree}
        cancelLabel={words.cancel}
        variant="primary"
        size="sm"
        run={() => agree({ id })}
      >
        <p>{words.text}</p>
      </ConfirmButton>
      <div>
        <ReasonCommand label={words.decline} icon={<Icon name="x" />} run={(reason) => decline({ id, reason })} />
      </div>
    </div>
  )
}
