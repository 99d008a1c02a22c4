import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { StatusTag } from '@/components/ui/status-tag'
import type { Disqualification } from '@/lib/cat/results-read.server'

/** Who was disqualified, why and by whom, and what was revoked; the session's page is where that is done. */
export function Disqualifications({
  lines,
  at,
}: {
  lines: readonly Disqualification[]
  at: (instant: Date) => string
}) {
  const t = useTranslations('results.out')
  if (lines.length === 0) return null
  return (
    <Card title={t('title')}>
      <p className="text-muted text-sm">{t('text')}</p>
      <ul className="mt-2 text-sm">
        {lines.map(({ id, number, name, session, sessionId, revoked, ...decided }) => (
          <li key={id} className="grid gap-1 border-line border-t py-2">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <b className="font-semibold">
                {name} <span className="num font-normal">{number}</span>
              </b>
              <StatusTag look={revoked ? 'draft' : 'rejected'}>{t(revoked ? 'isRevoked' : 'holds')}</StatusTag>
            </span>
            <span className="break-words">{t('by', { ...decided, at: at(decided.at) })}</span>
            {revoked && <span className="break-words">{t('revoked', { ...revoked, at: at(revoked.at) })}</span>}
            <AppLink href={`/cat/sesi/${sessionId}`}>{t('session', { number: session })}</AppLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
