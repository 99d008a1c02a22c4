'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { RefusalData } from '@/lib/refusal'

/**
 * A refusal as a sentence: that of the unmet condition behind it when there is one, else `refusals.<code>` with its
 * facts, or the general one when the code has no sentence.
 */
export function useRefusalText(): (refusal: RefusalData) => string {
  const t = useTranslations('refusals')
  const general = useTranslations('common.form')
  const locale = localeFrom(useLocale())
  return useCallback(
    (refusal) => {
      const { code, facts } = refusal.findings.find((finding) => t.has(finding.code as never)) ?? refusal
      return t.has(code as never) ? dataWord(t, code, readableFacts(facts, locale)) : general('refused', { code })
    },
    [t, general, locale],
  )
}
