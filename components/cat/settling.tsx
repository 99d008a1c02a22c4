import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ProposeSettlement } from '@/components/cat/propose-settlement'
import { ResultChanges } from '@/components/cat/result-changes'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { Stage } from '@/lib/cat/announcement'
import { hasObjections, needsApproval, type settlementInput } from '@/lib/cat/settlement'
import type { Settling as Facts } from '@/lib/cat/settlement.server'
import type { Action } from '@/lib/refusal'

/** The result after the objections: what they change, what stands in the way of it, and the committee's approval. */
export function Settling({
  programmeId,
  stage,
  fingerprint,
  settling: { next, accepted, corrections, open, changes, approval },
  at,
  propose,
}: {
  programmeId: string
  stage: Stage
  fingerprint: string
  settling: Facts
  at: (instant: Date) => string
  propose: Action<z.input<typeof settlementInput>>
}) {
  const t = useTranslations('results.settlement')
  const rulings = useTranslations('results.rulings')
  if (hasObjections(next)) {
    if (accepted.length === 0) return null
    return (
      <Card title={t('title')}>
        <Notice tone="info" title={t('waitsForDays', { count: accepted.length })} />
      </Card>
    )
  }
  const isAsked = approval !== null && approval.declineReason === null
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="text-muted">{t(next === 'settlement' ? 'text' : 'textAfter')}</p>
        {open > 0 && <Notice tone="warning" title={t('open', { count: open })} />}
        <p>{t('accepted', { count: accepted.length, numbers: accepted.join(', ') })}</p>
        {corrections.map(({ numbers, reason }) => (
          <p key={reason} className="break-words">
            {rulings('corrected', { numbers: numbers.join(', '), reason })}
          </p>
        ))}
        {changes.length === 0 ? <p>{t('unchanged')}</p> : <ResultChanges changes={changes} />}
        {approval && (
          <div className="border-line border-t pt-3">
            <p className="break-words">
              {t('asked', { reason: approval.reason, name: approval.by, at: at(approval.at) })}
            </p>
            <p className="break-words font-semibold">
              {approval.decidedAt === null
                ? t('waiting')
                : approval.declineReason === null
                  ? t('approved', { name: approval.decider ?? '', at: at(approval.decidedAt) })
                  : t('declined', {
                      name: approval.decider ?? '',
                      at: at(approval.decidedAt),
                      reason: approval.declineReason,
                    })}
            </p>
          </div>
        )}
        {needsApproval(next, changes) && open === 0 && !isAsked && (
          <ProposeSettlement programmeId={programmeId} stage={stage} fingerprint={fingerprint} action={propose} />
        )}
      </div>
    </Card>
  )
}
