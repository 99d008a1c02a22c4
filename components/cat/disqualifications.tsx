import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { StatusTag } from '@/components/ui/status-tag'
import type { KeptOut } from '@/lib/cat/kept-out.server'
import type { Disqualification } from '@/lib/cat/results-read.server'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

/**
 * Who was disqualified, why and by whom, and what was revoked; the session's page is where that is done. Then who is kept
 * out by what was decided in another programme.
 */
export function Disqualifications({
  lines,
  keptOut,
  at,
}: {
  lines: readonly Disqualification[]
  keptOut: readonly KeptOut[]
  at: (instant: Date) => string
}) {
  const t = useTranslations('results.out')
  const locale = localeFrom(useLocale())
  if (lines.length + keptOut.length === 0) return null
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
        {keptOut.map(({ number, name, programme, endsOn }) => (
          <li key={number} className="grid gap-1 border-line border-t py-2">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <b className="font-semibold">
                {name} <span className="num font-normal">{number}</span>
              </b>
              <StatusTag look="rejected">{t('holds')}</StatusTag>
            </span>
            <span className="break-words">
              {endsOn
                ? t('elsewhereUntil', { programme, until: formatDate(endsOn, 'long', locale) })
                : t('elsewhere', { programme })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
