'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { type IncidentKind, isPending } from '@/lib/cat/incident'
import type { Action } from '@/lib/refusal'

export type ShownIncident = {
  id: string
  at: string
  kind: IncidentKind
  reason: string
  seconds: number | null
  who: string | null
  by: string
  decidedName: string | null
  mayDecide: boolean
}

/** What happened in a session: what waits for a second person, then the newest first. */
export function IncidentList({
  incidents,
  older,
  decide,
}: {
  incidents: readonly ShownIncident[]
  /** How many more there are than those that are shown. */
  older: number
  decide: Record<'disqualification' | 'reinstatement', Action<{ id: string }>>
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
            {isPending(each) && <Decision incident={each} decide={decide} />}
          </li>
        ))}
      </ul>
      {older > 0 && <p className="mt-2 text-muted text-sm">{t('incidents.older', { count: older })}</p>}
    </Card>
  )
}

function Decision({
  incident: { id, kind, who, reason, mayDecide },
  decide,
}: {
  incident: ShownIncident
  decide: Record<'disqualification' | 'reinstatement', Action<{ id: string }>>
}) {
  const t = useTranslations('exam')
  if (!mayDecide) return <span className="text-warning">{t('incidents.waits')}</span>
  const isOut = kind === 'disqualification'
  return (
    <ConfirmButton
      label={t(isOut ? 'act.decide' : 'act.revoke')}
      title={t(isOut ? 'act.decideTitle' : 'act.revokeTitle', { name: who ?? '' })}
      confirmLabel={t(isOut ? 'act.decide' : 'act.revoke')}
      cancelLabel={t('act.cancel')}
      variant={isOut ? 'danger' : 'primary'}
      size="sm"
      run={() => decide[isOut ? 'disqualification' : 'reinstatement']({ id })}
    >
      <p>{t(isOut ? 'act.decideText' : 'act.revokeText', { reason })}</p>
    </ConfirmButton>
  )
}
