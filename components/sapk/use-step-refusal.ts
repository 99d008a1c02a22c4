'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { RefusalData } from '@/lib/refusal'

/**
 * A refusal of a step as a sentence, which names the unmet conditions where none has a sentence of its own. Needs the
 * namespaces `proposal` and `findings`.
 */
export function useStepRefusal(): (refusal: RefusalData) => string {
  const t = useTranslations('proposal.act')
  const say = useRefusalText()
  const refusals = useTranslations('refusals')
  const findings = useTranslations('findings')
  const locale = localeFrom(useLocale())
  return (refusal) => {
    const unmet = refusal.findings.filter(({ met }) => !met)
    if (unmet.length === 0 || unmet.some(({ code }) => refusals.has(code as never))) return say(refusal)
    const titles = unmet.map(({ code, facts }) => dataWord(findings, `${code}.title`, readableFacts(facts, locale)))
    return t('unmet', { conditions: titles.join('; ') })
  }
}
