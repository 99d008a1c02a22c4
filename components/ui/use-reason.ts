import { useTranslations } from 'next-intl'
import { ownReason } from '@/lib/registry/own-reason'

/** A reason as it is read: what Satya wrote by itself in the reader's language, what somebody wrote as it stands. */
export function useReason(): (reason: string) => string {
  const t = useTranslations('audit.reason')
  return (reason) => {
    const own = ownReason(reason)
    return own ? t(own.code, own.facts as { file: string }) : reason
  }
}
