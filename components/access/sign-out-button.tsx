'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { Action } from '@/lib/refusal'

export function SignOutButton({ action }: { action: Action<void> }) {
  const t = useTranslations('access')
  const [isBusy, start] = useTransition()
  return (
    <Button
      variant="quiet"
      busy={isBusy}
      className="justify-self-start"
      onClick={() =>
        start(async () => {
          await action()
        })
      }
    >
      {t('signOut')}
    </Button>
  )
}
