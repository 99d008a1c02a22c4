'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

/**
 * Opening a file assigns it to whoever opened it; says so when another verifier was faster. What was passed on to
 * somebody else is taken up only when asked to (`isAsking`).
 */
export function OpenReview({
  proposal,
  open,
  isAsking,
}: {
  proposal: ProposalRef
  open: Action<ProposalRef, unknown>
  isAsking: boolean
}) {
  const t = useTranslations('proposal.review')
  const { run, isBusy, trouble } = useCommand()
  const hasAsked = useRef(false)
  const take = () => run(() => open(proposal))

  useEffect(() => {
    if (hasAsked.current || isAsking) return
    hasAsked.current = true
    take()
  })

  return (
    <>
      {(isAsking || trouble) && (
        <Button variant="primary" className="mb-3" busy={isBusy} onClick={take}>
          {t(isAsking ? 'takeOver' : 'tryAgain')}
        </Button>
      )}
      <Notice live>{trouble}</Notice>
    </>
  )
}
