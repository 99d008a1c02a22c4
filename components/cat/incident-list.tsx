'use client'

import { useTranslations } from 'next-intl'
import { ReasonCommand } from '@/components/cat/reason-command'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import { type IncidentKind, PROPOSALS, type Proposal } from '@/lib/cat/incident'
import type { Action } from '@/lib/refusal'

const WORDS = {
  disqualification: 'decide',
  reinstatement: 'revoke',
  cancellation: 'decideCancel',
} as const satisfies Record<Proposal, string>

/** What a second person does with a proposal. */
export type IncidentActions = {
  decide: Record<Proposal, Action<{ id: string }>>
  decline: Record<Proposal, Action<{ id: string; reason: string }>>
}

type ShownIncident = {
  id: string
  at: string
  kind: IncidentKind
  reason: string
  seconds: number | null
  who: string | null
  by: string
  decidedName: string | null
  declinedName: string | null
  declineReason: string | null
  awaitsDecision: boolean
  mayDecide: boolean
}

/** What happened in a session: what waits for a second person, then the newest first. */
export function IncidentList({
  incidents,
  older,
  actions,
}: {
  incidents: readonly ShownIncident[]
  /** How many more there are than those that are shown. */
  older: number
  actions: IncidentActions
}) {
  const t = useTranslations('exam')
  return (
    <Card title={t('incidents.title')}>
      {incidents.length === 0 && <p className="text-muted text-sm">{t('incidents.empty')}</p>}
      <ul className="text-sm">
        {incidents.map((each) => (
          <li
            key={each.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-2 first:border-t-0"
          >
            <span className="num text-muted">{each.at}</span>
            <b className="font-semibold">{t(`incidents.kind.${each.kind}`)}</b>
            <span>{each.who ?? t('incidents.all')}</span>
            <span className="min-w-0 basis-60 flex-1 break-words">
              {each.reason}
              {each.seconds !== null && ` (${t('incidents.seconds', { seconds: each.seconds })})`}
            </span>
            <span className="text-muted">{each.by}</span>
            {each.decidedName && (
              <span className={`font-semibold ${each.kind === 'disqualification' ? 'text-danger' : ''}`}>
                {t('incidents.decided', { name: each.decidedName })}
              </span>
            )}
            {each.declinedName && (
              <span className="break-words font-semibold">
                {t('incidents.declined', { name: each.declinedName, reason: each.declineReason ?? '' })}
              </span>
            )}
            {each.awaitsDecision && <Decision incident={each} actions={actions} />}
          </li>
        ))}
      </ul>
      {older > 0 && <p className="mt-2 text-muted text-sm">{t('incidents.older', { count: older })}</p>}
    </Card>
  )
}

function Decision({
  incident: { id, kind, who, reason, mayDecide },
  actions: { decide, decline },
}: {
  incident: ShownIncident
  actions: IncidentActions
}) {
  const t = useTranslations('exam')
  const proposed = PROPOSALS.find((each) => each === kind)
  if (!proposed) return null
  if (!mayDecide) return <span className="text-warning">{t('incidents.waits')}</span>
  const word = WORDS[proposed]
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        label={t(`act.${word}`)}
        title={t(`act.${word}Title`, { name: who ?? '' })}
        confirmLabel={t(`act.${word}`)}
        cancelLabel={t('act.cancel')}
        variant={proposed === 'reinstatement' ? 'primary' : 'danger'}
        size="sm"
        run={() => decide[proposed]({ id })}
      >
        <p>{t(`act.${word}Text`, { reason })}</p>
      </ConfirmButton>
      <div>
        <ReasonCommand
          label={t('act.decline')}
          text={t('act.declineText', { reason })}
          icon={<Icon name="x" />}
          run={(why) => decline[proposed]({ id, reason: why })}
        />
      </div>
    </div>
  )
}
