'use client'

import { useTranslations } from 'next-intl'
import { type RefObject, useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { useFailureText } from '@/components/ui/use-failure-text'
import { onVault, openKey, Trouble, takeTurn } from '@/components/wbs/desk/vault'
import type { TamperCode } from '@/lib/wbs/protocol'

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

/** What of something that was received does not fit, in words. */
export function useTamperText(): (code: string) => string {
  const t = useTranslations('desk.tamper')
  return (code) => (t.has(code as TamperCode) ? t(code as TamperCode) : t('malformed'))
}

/** What takes the focus, by its first field where it has one, when the desk was just unlocked or locked: what had it is gone. */
export function useTurnFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => {
    if (takeTurn()) (ref.current?.querySelector('input') ?? ref.current)?.focus()
  }, [])
  return ref
}
