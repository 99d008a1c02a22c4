'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useHotkeys } from '@/components/ui/use-hotkeys'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

/**
 * Assigns a file that is only looked at so far to whoever begins with it, and says so when another verifier was faster.
 * `isPassedOn` is true of what waits for somebody else by name.
 */
export function OpenReview({
  proposal,
  open,
  isPassedOn,
}: {
  proposal: ProposalRef
  open: Action<ProposalRef, unknown>
  isPassedOn: boolean
}) {
  const t = useTranslations('proposal.review')
  const { run, isBusy, trouble } = useCommand()
  const take = () => run(() => open(proposal))
  useHotkeys({ 'ctrl+enter': take })

  return (
    <div className="mb-4 grid justify-items-start gap-3 rounded-lg border border-line bg-surface p-4">
      <p className="text-sm">{t(isPassedOn ? 'takeOverWhy' : 'takeWhy')}</p>
      <Button variant="primary" busy={isBusy} onClick={take}>
        {t(isPassedOn ? 'takeOver' : 'take')}
      </Button>
      <Notice live>{trouble}</Notice>
    </div>
  )
}
