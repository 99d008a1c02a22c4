import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SessionEnd } from '@/components/shell/session-end'
import type { Action } from '@/lib/refusal'

/** `SessionEnd` with its words; goes into `extras` of the shell. */
export function SessionGuard({
  secondsLeft,
  renew,
  signIn,
}: {
  secondsLeft: number
  renew: Action<void, number>
  signIn: ReactNode
}) {
  const t = useTranslations('shell')
  const words = {
    soonTitle: t('session.soonTitle'),
    soonText: t('session.soonText', { seconds: '{seconds}' }),
    limitText: t('session.limitText', { seconds: '{seconds}' }),
    stay: t('session.stay'),
    stayFailed: t('session.stayFailed'),
    endedTitle: t('session.endedTitle'),
    endedText: t('session.endedText'),
    signInAgain: t('session.signInAgain'),
    close: t('close'),
  }
  return <SessionEnd told={{ secondsLeft }} renew={renew} signIn={signIn} words={words} />
}
