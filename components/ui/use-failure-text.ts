'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

/**
 * What an action that threw says to the person: the server cannot be reached, or it has a fault, with the reference
 * under which the log knows it. A fault without a reference is our own and goes to the browser's console too.
 */
export function useFailureText(): (error: unknown) => string {
  const t = useTranslations('common.form')
  return useCallback(
    (error) => {
      if (!navigator.onLine || error instanceof TypeError) return t('unreachable')
      const reference = error instanceof Error && 'digest' in error ? String(error.digest) : null
      if (reference) return t('failedWith', { reference })
      reportError(error)
      return t('failed')
    },
    [t],
  )
}
