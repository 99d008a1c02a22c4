'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/proposal'

/** Gives a file back to the queue before half an hour has gone by, and leads back to the list. */
export function ReleaseButton({ proposal, release }: { proposal: ProposalRef; release: Action<ProposalRef, unknown> }) {
  const t = useTranslations('proposal.review')
  const router = useRouter()
  const [isBusy, startTransition] = useTransition()
  return (
    <Button
      size="sm"
      busy={isBusy}
      onClick={() =>
        startTransition(async () => {
          await release(proposal)
          router.push('/sapk/usul')
        })
      }
    >
      {t('release')}
    </Button>
  )
}
