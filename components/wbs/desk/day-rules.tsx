'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import { boundsOf, type DayKind, type DayRule, HOUSE, NOTICE_DAYS, SHORTER_NOTICE_DAYS } from '@/lib/wbs/day-rules'
import type { ShownChange, ShownRule } from '@/lib/wbs/day-rules.server'

type Actions = {
  propose: Action<DayRule>
  confirm: Action<{ change: string }>
  drop: Action<{ change: string }>
  withdraw: Action<{ change: string }>
}

type Props = { kind: DayKind; rules: ShownRule[]; actions: Actions | null; today: CivilDate }

/** Limits of handling, or how long reports are kept: what holds, the rule it comes from, and what is to hold later. */
export function DayRules({ kind, rules, actions, today }: Props) {
  const t = useTranslations('desk.days')
  return (
    <Card title={t(`${kind}.title`)} footer={t(`${kind}.hint`)}>
      <ul className="grid">
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} actions={actions} today={today} />
        ))}
      </ul>
    </Card>
  )
}

function Rule({ rule, actions, today }: { rule: ShownRule } & Pick<Props, 'actions' | 'today'>) {
  const t = useTranslations('desk.days')
  const locale = localeFrom(useLocale())
  const source = useSource()
  return (
    <li className="grid gap-2 border-t border-line py-3 text-sm first:border-0 first:pt-0">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <b className="min-w-0 flex-1 basis-60">{t(`names.${rule.name}`)}</b>
        <span className="num font-semibold">{t(`units.${rule.unit}`, { count: rule.days })}</span>
        {actions && (
          <span className="ml-auto">
            <Change rule={rule} propose={actions.propose} today={today} />
          </span>
        )}
      </div>
      <p className="text-muted">
        {source(rule.source)}
        {rule.since && ` · ${t('since', { on: formatDate(rule.since, 'long', locale) })}`}
      </p>
      {rule.later.map((change) => (
        <Later key={change.id} rule={rule} change={change} actions={actions} />
      ))}
    </li>
  )
}

function useSource(): (source: string) => string {
  const t = useTranslations('desk.days')
  return (source) => (source === HOUSE ? t('house') : source)
}

/** What one person proposed, two agreed on or one of them withdrew, and which does not hold yet. */
function Later({ rule, change, actions }: { rule: ShownRule; change: ShownChange; actions: Actions | null }) {
  const t = useTranslations('desk.days')
  const locale = localeFrom(useLocale())
  const { id, days, source, startsOn, by, isOwn, confirmedBy, withdrawnBy, mayWithdraw } = change
  const what = t('change', {
    days: t(`units.${rule.unit}`, { count: days }),
    on: formatDate(startsOn, 'long', locale),
    source,
  })
  if (confirmedBy !== null)
    return (
      <Notice
        tone="info"
        title={what}
        action={
          actions &&
          mayWithdraw && (
            <ConfirmButton
              label={t('withdraw')}
              title={t('withdrawTitle')}
              confirmLabel={t('withdraw')}
              cancelLabel={t('close')}
              size="sm"
              run={() => actions.withdraw({ change: id })}
            >
              <p>{what}</p>
              <p>{t('withdrawText')}</p>
            </ConfirmButton>
          )
        }
      >
        {t('agreed', { by, confirmedBy })} {withdrawnBy !== null && t('withdrawn', { by: withdrawnBy })}
        {actions && rule.kind === 'retention' && withdrawnBy === null && !mayWithdraw && t('notWithdrawn')}
      </Notice>
    )
  return (
    <Notice
      tone="warning"
      title={what}
      action={
        actions && (
          <div className="flex flex-wrap gap-2">
            {!isOwn && (
              <ConfirmButton
                label={t('confirm')}
                title={t('confirmTitle')}
                confirmLabel={t('confirm')}
                cancelLabel={t('close')}
                size="sm"
                variant="primary"
                run={() => actions.confirm({ change: id })}
              >
                <p>{what}</p>
                <p>{t(`${rule.kind}.confirmText`)}</p>
              </ConfirmButton>
            )}
            <ConfirmButton
              label={t('drop')}
              title={t('dropTitle')}
              confirmLabel={t('drop')}
              cancelLabel={t('close')}
              size="sm"
              run={() => actions.drop({ change: id })}
            >
              <p>{what}</p>
            </ConfirmButton>
          </div>
        )
      }
    >
      {t('proposed', { by })}
    </Notice>
  )
}

const schema = () => import('@/lib/wbs/day-inputs').then((file) => file.dayProposalInput)

function Change({ rule, propose, today }: { rule: ShownRule; propose: Actions['propose']; today: CivilDate }) {
  const t = useTranslations('desk.days')
  const [isOpen, setIsOpen] = useState(false)
  const { kind, name, days, unit } = rule
  const first = addDays(today, (kind === 'retention' ? SHORTER_NOTICE_DAYS : NOTICE_DAYS) + 1)
  const defaults: DayRule = { kind, name, days, source: rule.source === HOUSE ? '' : rule.source, startsOn: first }
  const dialog = useActionForm(schema, propose, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { least, most } = boundsOf(rule)
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)} aria-label={t('changeOf', { name: t(`names.${name}`) })}>
        {t('changeButton')}
      </Button>
      <FormDialog
        title={t('changeOf', { name: t(`names.${name}`) })}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('propose')}
        form={dialog}
      >
        <p className="text-sm">{t('twoPeople')}</p>
        <Field
          label={t(`amount.${unit}`)}
          hint={t('bounds', { least, most: t(`units.${unit}`, { count: most }) })}
          error={formState.errors.days?.message}
        >
          <input type="number" inputMode="numeric" min={least} max={most} {...register('days')} />
        </Field>
        <Field label={t('source')} hint={t('sourceHint')} error={formState.errors.source?.message}>
          <input type="text" autoComplete="off" {...register('source')} />
        </Field>
        <Field label={t('startsOn')} hint={t(`${kind}.startsHint`)} error={formState.errors.startsOn?.message}>
          <input type="date" {...register('startsOn')} />
        </Field>
      </FormDialog>
    </>
  )
}
