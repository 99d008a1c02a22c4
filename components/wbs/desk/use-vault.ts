'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useSyncExternalStore } from 'react'
import { useFailureText } from '@/components/ui/use-failure-text'
import { onVault, openKey, Trouble } from '@/components/wbs/desk/vault'

/** Whether the desk of this key is unlocked. Never while the server draws. */
export function useVault(keyId: string): boolean {
  return useSyncExternalStore(
    onVault,
    () => openKey() === keyId,
    () => false,
  )
}

/** What somebody reads when something of the vault failed. */
export function useTroubleText(): (error: unknown) => string {
  const t = useTranslations('desk.trouble')
  const failureText = useFailureText()
  return useCallback((error) => (error instanceof Trouble ? t(error.kind) : failureText(error)), [t, failureText])
}
