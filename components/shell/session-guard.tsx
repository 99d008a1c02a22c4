import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SessionEnd } from '@/components/shell/session-end'
import type { Action } from '@/lib/refusal'

/** `SessionEnd` with its words; goes into `extras` of the shell. */
export function SessionGuard({
  endsAt,
  renew,
  signIn,
}: {
  endsAt: Date
  renew: Action<void, string>
  signIn: ReactNode
}) {
  const t = useTranslations('shell')
  const words = {
    soonTitle: t('session.soonTitle'),
    soonText: t('session.soonText', { seconds: '{seconds}' }),
    stay: t('session.stay'),
    endedTitle: t('session.endedTitle'),
    endedText: t('session.endedText'),
    close: t('close'),
  }
  return <SessionEnd endsAt={endsAt.toISOString()} renew={renew} signIn={signIn} words={words} />
}
