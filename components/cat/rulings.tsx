import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ProposalDecision } from '@/components/cat/proposal-decision'
import { ProposeRuling } from '@/components/cat/propose-ruling'
import { Card } from '@/components/ui/card'
import type { Stage } from '@/lib/cat/announcement'
import type { rulingDecline, rulingInput } from '@/lib/cat/ruling'
import type { Ruling } from '@/lib/cat/ruling.server'
import type { Action } from '@/lib/refusal'

/** What a committee decides of candidates: a proposal of one person, and the decision of another. */
export function Rulings({
  programmeId,
  stage,
  isAnnounced,
  rulings,
  at,
  propose,
  decide,
  decline,
}: {
  programmeId: string
  stage: Stage
  isAnnounced: boolean
  rulings: readonly Ruling[]
  at: (instant: Date) => string
  propose: Action<z.input<typeof rulingInput>>
  decide: Action<{ id: string }>
  decline: Action<z.input<typeof rulingDecline>>
}) {
  const t = useTranslations('results.rulings')
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-muted text-sm">{t('text')}</p>
      <ProposeRuling programmeId={programmeId} stage={stage} isAnnounced={isAnnounced} action={propose} />
      <ul className="mt-3 text-sm">
        {rulings.map(({ id, kind, numbers, reason, by, at: proposedAt, isOwn, decider, decidedAt, ...each }) => (
          <li key={id} className="grid gap-2 border-line border-t py-3">
            <b className="font-semibold">{t(`kinds.${kind}`)}</b>
            <span className="num break-words">{numbers.join(', ')}</span>
            {each.stage && <span>{t('of', { stage: t(each.stage), version: each.version ?? 1 })}</span>}
            <span className="break-words">{t('by', { reason, name: by, at: at(proposedAt) })}</span>
            {decidedAt && (
              <span className="break-words font-semibold">
                {each.declineReason === null
                  ? t('agreed', { name: decider ?? '', at: at(decidedAt) })
                  : t('declined', { name: decider ?? '', at: at(decidedAt), reason: each.declineReason })}
              </span>
            )}
            {!decidedAt && isOwn && <span className="text-warning">{t('waits')}</span>}
            {!decidedAt && !isOwn && (
              <ProposalDecision
                id={id}
                words={{
                  agree: t('decide'),
                  title: t('decideTitle', { kind: t(`kinds.${kind}`), numbers: numbers.join(', ') }),
                  text: t('decideText', { reason }),
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
