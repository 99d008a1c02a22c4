'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { RefusalData } from '@/lib/refusal'

/** A refusal as a sentence: `refusals.<code>` with its facts, or the general one when the code has no sentence. */
export function useRefusalText(): (refusal: RefusalData) => string {
  const t = useTranslations('refusals')
  const general = useTranslations('common.form')
  const locale = localeFrom(useLocale())
  return useCallback(
    (refusal) =>
      t.has(refusal.code)
        ? t(refusal.code, readableFacts(refusal.facts, locale))
        : general('refused', { code: refusal.code }),
    [t, general, locale],
  )
}
