import { useLocale, useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ProposalDecision } from '@/components/cat/proposal-decision'
import { ProposeTie } from '@/components/cat/propose-tie'
import { Card } from '@/components/ui/card'
import type { FinalTie, tieDecline, tieInput } from '@/lib/cat/final-tie'
import type { ProposedTie } from '@/lib/cat/final-tie.server'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'

/** Equals at the last place: who they are, a proposal of one person, and the decision of another. */
export function FinalTies({
  programmeId,
  ties,
  proposed,
  at,
  propose,
  decide,
  decline,
}: {
  programmeId: string
  ties: readonly FinalTie[]
  proposed: readonly ProposedTie[]
  at: (instant: Date) => string
  propose: Action<z.input<typeof tieInput>>
  decide: Action<{ id: string }>
  decline: Action<z.input<typeof tieDecline>>
}) {
  const t = useTranslations('results.ties')
  const locale = localeFrom(useLocale())
  if (ties.length + proposed.length === 0) return null
  const waiting = proposed.filter(({ decidedAt }) => decidedAt === null)
  const isProposed = (numbers: readonly string[]) =>
    waiting.some(({ ahead, behind }) => numbers.every((each) => ahead.includes(each) || behind.includes(each)))
  return (
    <Card title={t('title')}>
      <p className="text-muted text-sm">{t('text')}</p>
      <ul className="mt-2 text-sm">
        {ties.map(({ formation, seats, numbers, final, diplomaHundredths, bornOn }) => (
          <li key={formation} className="grid gap-2 border-line border-t py-3">
            <b className="font-semibold">{t('of', { formation, seats, count: numbers.length })}</b>
            <span className="num break-words">{numbers.join(', ')}</span>
            <span>
              {t('facts', {
                final: final.replace('.', locale === 'id' ? ',' : '.'),
                diploma: formatNumber(diplomaHundredths / 100, locale),
                born: formatDate(bornOn, 'long', locale),
              })}
            </span>
            {!isProposed(numbers) && (
              <ProposeTie
                programmeId={programmeId}
                formation={formation}
                seats={seats}
                numbers={numbers}
                action={propose}
              />
            )}
          </li>
        ))}
        {proposed.map(({ id, ahead, behind, reason, by, at: proposedAt, isOwn, decider, decidedAt, declineReason }) => (
          <li key={id} className="grid gap-2 border-line border-t py-3">
            <b className="num break-words font-semibold">
              {t('proposed', { ahead: ahead.join(', '), behind: behind.join(', ') })}
            </b>
            <span className="break-words">{t('by', { reason, name: by, at: at(proposedAt) })}</span>
            {decidedAt && (
              <span className="break-words font-semibold">
                {declineReason === null
                  ? t('agreed', { name: decider ?? '', at: at(decidedAt) })
                  : t('declined', { name: decider ?? '', at: at(decidedAt), reason: declineReason })}
              </span>
            )}
            {!decidedAt && isOwn && <span className="text-warning">{t('waits')}</span>}
            {!decidedAt && !isOwn && (
              <ProposalDecision
                id={id}
                words={{
                  agree: t('decide'),
                  title: t('decideTitle', { ahead: ahead.join(', ') }),
                  text: t('decideText', { ahead: ahead.join(', '), behind: behind.join(', '), reason }),
                  decline: t('decline'),
                  cancel: t('cancel'),
                }}
                agree={decide}
                decline={decline}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
