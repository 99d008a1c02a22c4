'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { PlanDialog } from '@/components/kinerja/plan-dialog'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import type { AbsenceSanction } from '@/lib/kinerja/absence'
import type { decideAbsenceInput } from '@/lib/kinerja/absence-input'
import type { Action } from '@/lib/refusal'

const decideSchema = () => import('@/lib/kinerja/absence-input').then((file) => file.decideAbsenceInput)
const withdrawSchema = () => import('@/lib/kinerja/absence-input').then((file) => file.withdrawAbsenceInput)

/** Takes up the proposed step, or dismisses it, with a reason. */
export function DecideAbsence({
  employeeId,
  name,
  year,
  sanction,
  step,
  decide,
}: {
  employeeId: string
  name: string
  year: number
  sanction: AbsenceSanction
  step: string
  decide: Action<z.input<typeof decideAbsenceInput>>
}) {
  const t = useTranslations('consequence.absence')
  return (
    <PlanDialog
      label={t('decide')}
      note={t('decideNote', { name, step })}
      schema={decideSchema}
      action={decide}
      subject={{ employeeId, year, sanction }}
      defaults={{ employeeId, year, sanction, isTaken: 'yes', reason: '' }}
    >
      {({ register, formState: { errors } }) => (
        <>
          <FieldGroup legend={t('decision')} error={errors.isTaken?.message}>
            <Choice framed label={t('take')} hint={t('takeHint')} value="yes" {...register('isTaken')} />
            <Choice framed label={t('dismiss')} hint={t('dismissHint')} value="no" {...register('isTaken')} />
          </FieldGroup>
          <Field label={t('reason')} error={errors.reason?.message}>
            <textarea rows={3} {...register('reason')} />
          </Field>
        </>
      )}
    </PlanDialog>
  )
}

/** Takes back a day that was recorded wrongly. */
export function WithdrawAbsence({ id, withdraw }: { id: string; withdraw: Action<{ id: string; reason: string }> }) {
  const t = useTranslations('consequence.absence')
  return (
    <PlanDialog
      label={t('withdraw')}
      note={t('withdrawNote')}
      schema={withdrawSchema}
      action={withdraw}
      subject={{ id }}
      defaults={{ id, reason: '' }}
    >
      {({ register, formState: { errors } }) => (
        <Field label={t('reason')} error={errors.reason?.message}>
          <textarea rows={3} {...register('reason')} />
        </Field>
      )}
    </PlanDialog>
  )
}
