'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { ReportSummary } from '@/lib/wbs/officer.server'
import { isFinal } from '@/lib/wbs/steps'
import type { UnreadableStatement } from '@/lib/wbs/unreadable'
import { reasonsIn, type UnreadableReason } from '@/lib/wbs/unreadable-reasons'

export type Stated = { by: string; name: string; reason: UnreadableReason; on: string }
export type UnreadableActions = {
  state: Action<{ report: string } & Pick<UnreadableStatement, 'reason' | 'on' | 'signature'>>
  retract: Action<{ report: string; on: string; signature: string }>
}

type NotOpenableProps = { summary: ReportSummary; stated: readonly Stated[]; state: UnreadableActions['state'] }

/** What was stated of a report that does not open here, and how to state it. */
export function NotOpenable({ summary, stated, state }: NotOpenableProps) {
  return (
    <>
      <StatedUnreadable stated={stated} />
      {!isFinal(summary.state) && <StateUnreadable summary={summary} state={state} />}
    </>
  )
}

/** States, of a report that does not open here, that nobody can open it. A second person ends it by that. */
function StateUnreadable({ summary, state }: Pick<NotOpenableProps, 'summary' | 'state'>) {
  const t = useTranslations('desk.unreadable')
  const reasons = reasonsIn(summary.state)
  const [reason, setReason] = useState<UnreadableReason>(reasons[0] ?? 'keys')
  const router = useRouter()
  return (
    <div className="mt-4 grid gap-3">
      <Field label={t('reason')}>
        <select value={reason} onChange={({ target }) => setReason(target.value as UnreadableReason)}>
          {reasons.map((each) => (
            <option key={each} value={each}>
              {t(`reasons.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <div>
        <ConfirmButton
          label={t('state')}
          title={t('stateTitle')}
          confirmLabel={t('state')}
          cancelLabel={t('cancel')}
          run={() => troubleRefused(async () => state(await vault('signUnreadable', { report: summary.id, reason })))}
          onDone={() => router.refresh()}
        >
          <p>{t('stateText')}</p>
        </ConfirmButton>
      </div>
    </div>
  )
}

/** Who stated that a report cannot be opened. */
function StatedUnreadable({ stated }: { stated: readonly Stated[] }) {
  const t = useTranslations('desk.unreadable')
  const locale = localeFrom(useLocale())
  return (
    <ul className="mt-2 grid gap-1">
      {stated.map(({ by, name, reason, on }) => (
        <li key={by}>{t('stated', { name, reason: t(`reasons.${reason}`), on: formatDate(on, 'long', locale) })}</li>
      ))}
    </ul>
  )
}

type Props = { report: string; stated: readonly Stated[]; retract: UnreadableActions['retract'] }

/** To a reader who can open what others could not: it need not end, or goes on where it was. */
export function OpenAfterAll({ report, stated, retract }: Props) {
  const t = useTranslations('desk.unreadable')
  const router = useRouter()
  return (
    <div className="mb-6">
      <Notice tone="warning" title={t('openHere')}>
        <p>{t('openHereText')}</p>
        <StatedUnreadable stated={stated} />
        <div className="mt-3">
          <ConfirmButton
            label={t('retract')}
            title={t('retract')}
            confirmLabel={t('retract')}
            cancelLabel={t('cancel')}
            run={() => troubleRefused(async () => retract(await vault('signRetraction', { report })))}
            onDone={() => router.refresh()}
          >
            <p>{t('retractText')}</p>
          </ConfirmButton>
        </div>
      </Notice>
    </div>
  )
}
