import type { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

export type ReasonNote = { reasonCode: string | null; detail: string | null; nextStep: string | null }

/** Reason, detail and next step as one text: what the verifier previews is what the other side reads. */
export function reasonText(t: ReturnType<typeof useTranslations<'proposal'>>, note: ReasonNote): string {
  const { reasonCode, detail, nextStep } = note
  const sentences = [
    reasonCode && dataWord(t, `reason.${reasonCode}`),
    detail?.trim(),
    nextStep && dataWord(t, `step.${nextStep}`),
  ]
  return sentences.flatMap((text) => (text ? [/[.!?]$/.test(text) ? text : `${text}.`] : [])).join(' ')
}
