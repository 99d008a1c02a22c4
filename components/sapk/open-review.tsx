'use client'

import { useEffect, useRef, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/proposal'

/** Opening a file assigns it to whoever opened it; says so when another verifier was faster. */
export function OpenReview({ proposal, open }: { proposal: ProposalRef; open: Action<ProposalRef, unknown> }) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const refusalText = useRefusalText()
  const hasAsked = useRef(false)

  useEffect(() => {
    if (hasAsked.current) return
    hasAsked.current = true
    open(proposal).then((result) => {
      if (!result.ok) setRefusal(refusalText(result.refusal))
    })
  }, [open, proposal, refusalText])

  return <Notice live>{refusal}</Notice>
}
