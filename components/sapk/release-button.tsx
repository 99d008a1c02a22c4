'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

/** Gives a file back to the queue before half an hour has gone by, and leads back to the list. */
export function ReleaseButton({ id, release }: { id: string; release: Action<{ id: string }, unknown> }) {
  const t = useTranslations('proposal.review')
  const router = useRouter()
  const { run, isBusy, trouble } = useCommand()
  return (
    <>
      <Button
        size="sm"
        busy={isBusy}
        onClick={() =>
          run(
            () => release({ id }),
            () => router.push('/sapk/usul'),
          )
        }
      >
        {t('release')}
      </Button>
      <span role="alert" className="text-sm font-semibold text-danger empty:hidden">
        {trouble}
      </span>
    </>
  )
}
