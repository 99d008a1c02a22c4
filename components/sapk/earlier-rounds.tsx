'use client'

import { useTranslations } from 'next-intl'
import { type ReasonNote, reasonText } from '@/components/sapk/reason-text'

/** What an earlier round said of an item, and what the agency answered. */
export type EarlierRound = ReasonNote & { round: number; reply: string | null }

/** The thread of an item: what was asked in each round, and the agency's answer. */
export function EarlierRounds({ rounds }: { rounds: readonly EarlierRound[] }) {
  const t = useTranslations('proposal')
  return (
    <ul className="grid gap-2 text-sm">
      {rounds.map(({ round, reply, ...note }) => (
        <li key={round} className="grid gap-1 rounded-md bg-surface px-3 py-2">
          <p className="wrap-anywhere">
            <b className="text-xs text-muted">{t('review.round', { round })}</b> {reasonText(t, note)}
          </p>
          {reply && (
            <p className="wrap-anywhere">
              <b className="text-xs text-muted">{t('act.reply')}</b> {reply}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
