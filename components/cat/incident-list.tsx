'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Action } from '@/lib/refusal'

export type ShownIncident = {
  id: string
  at: string
  kind: 'note' | 'pause' | 'resume' | 'extra_time' | 'seat_move' | 'device_change' | 'late_answers' | 'disqualification'
  reason: string
  seconds: number | null
  who: string | null
  by: string
  decidedName: string | null
  mayDecide: boolean
}

/** What happened in a session, the newest first; a proposed disqualification waits for a second person. */
export function IncidentList({
  incidents,
  decide,
}: {
  incidents: readonly ShownIncident[]
  decide: Action<{ id: string }>
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
            {each.kind === 'disqualification' &&
              (each.decidedName ? (
                <span className="font-semibold text-danger">{t('incidents.decided', { name: each.decidedName })}</span>
              ) : each.mayDecide ? (
                <ConfirmButton
                  label={t('act.decide')}
                  title={t('act.decideTitle', { name: each.who ?? '' })}
                  confirmLabel={t('act.decide')}
                  cancelLabel={t('act.cancel')}
                  variant="danger"
                  size="sm"
                  run={() => decide({ id: each.id })}
                >
                  <p>{t('act.decideText', { reason: each.reason })}</p>
                </ConfirmButton>
              ) : (
                <span className="text-warning">{t('incidents.waits')}</span>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
