'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useSyncExternalStore } from 'react'
import { useFailureText } from '@/components/ui/use-failure-text'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { onVault, openKey, Trouble } from '@/components/wbs/desk/vault'
import { Refusal, type RefusalData, type Result, refusalData } from '@/lib/refusal'
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
  const refusalText = useRefusalText()
  const failureText = useFailureText()
  return useCallback(
    (error) => (error instanceof Trouble ? refusalText(refusalOf(error)) : failureText(error)),
    [refusalText, failureText],
  )
}

/** What of something that was received does not fit, in words. */
export function useTamperText(): (code: string) => string {
  const t = useTranslations('desk.tamper')
  return (code) => (t.has(code as TamperCode) ? t(code as TamperCode) : t('malformed'))
}

/** What the vault throws in a command of a button, which knows refusals alone, becomes one. */
export async function troubleRefused<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return { ok: false, refusal: refusalOf(error) }
  }
}

/** Troubles that are not what their kind says: nobody needs to have tampered with what is locked for another key. */
const OWN_WORDS: Record<string, string> = { no_worker: 'wbs_unloaded', cannot_decrypt: 'wbs_not_openable' }

function refusalOf({ kind, code }: Trouble): RefusalData {
  return refusalData(new Refusal(OWN_WORDS[code] ?? `wbs_${kind}`))
}
