'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { PlanDialog } from '@/components/kinerja/plan-dialog'
import { ButtonLink } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import type { NewPlanInput } from '@/lib/kinerja/plan-input'
import type { Action } from '@/lib/refusal'

type Ref = { id: string; version: number }
type Reasoned = Ref & { text: string }
type Moved = Ref & { movedOn: string; source: NewPlanInput['source'] }

const amendSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.amendInput)
const moveSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.moveInput)
const referralSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.planReferralInput)
const returnSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.planReturnInput)

/** What the actor may do with a plan now. */
export function PlanActions({
  plan,
  may,
  superior,
  actions,
}: {
  plan: Ref
  may: {
    edit: boolean
    propose: boolean
    isBack: boolean // what is proposed goes back to the superior
    withdraw: boolean
    change: boolean
    answer: boolean
    agree: boolean
    refer: 'employee' | 'appraiser' | null
    settle: boolean
  }
  superior: string
  actions: {
    propose: Action<Ref>
    withdraw: Action<Ref>
    agree: Action<Ref>
    giveBack: Action<Reasoned>
    refer: Action<Reasoned & { by: 'employee' | 'appraiser' }>
    settle: Action<Reasoned>
    direct: Action<Reasoned>
    amend: Action<Ref & { reason: string }, string>
    move: Action<Moved, string>
  }
}) {
  const t = useTranslations('skp.act')
  const router = useRouter()
  const open = (id: string) => router.push(`/kinerja/skp/${id}/ubah` as Parameters<typeof router.push>[0])
  const confirmed = (name: 'propose' | 'withdraw' | 'agree', variant: 'primary' | 'secondary' = 'primary') => (
    <ConfirmButton
      variant={variant}
      label={t(name)}
      title={t(name)}
      confirmLabel={t(name)}
      cancelLabel={t('close')}
      run={() => actions[name](plan)}
    >
      <p>{t(name === 'propose' && may.isBack ? 'resubmitNote' : `${name}Note`)}</p>
    </ConfirmButton>
  )
  const withReason = (name: 'return' | 'settle' | 'direct', action: Action<Reasoned>) => (
    <PlanDialog
      label={t(name)}
      note={t(`${name}Note`)}
      schema={returnSchema}
      action={action}
      subject={plan}
      defaults={{ ...plan, text: '' }}
    >
      {({ register, formState }) => (
        <Field label={t(`${name}Text`)} error={formState.errors.text?.message}>
          <textarea rows={3} {...register('text')} />
        </Field>
      )}
    </PlanDialog>
  )
  return (
    <>
      {may.edit && <ButtonLink href={`/kinerja/skp/${plan.id}/ubah`}>{t('edit')}</ButtonLink>}
      {may.propose && confirmed('propose')}
      {may.withdraw && confirmed('withdraw', 'secondary')}
      {may.change && (
        <>
          <PlanDialog
            label={t('amend')}
            note={t('amendNote')}
            schema={amendSchema}
            action={actions.amend}
            subject={plan}
            defaults={{ ...plan, reason: '' }}
            onDone={open}
          >
            {({ register, formState }) => (
              <Field label={t('reason')} error={formState.errors.reason?.message}>
                <textarea rows={3} {...register('reason')} />
              </Field>
            )}
          </PlanDialog>
          <PlanDialog
            label={t('move')}
            note={t('moveNote')}
            schema={moveSchema}
            action={actions.move}
            subject={plan}
            defaults={{ ...plan, movedOn: '', source: 'empty' as const }}
            onDone={open}
          >
            {({ register, formState }) => (
              <>
                <Field label={t('movedOn')} error={formState.errors.movedOn?.message}>
                  <input type="date" {...register('movedOn')} />
                </Field>
                <Field label={t('moveSource')}>
                  <select {...register('source')}>
                    {(['empty', 'previous', 'unit'] as const).map((source) => (
                      <option key={source} value={source}>
                        {t(`sources.${source}`)}
                      </option>
                    ))}
                  </select>
                </Field>
              </>
            )}
          </PlanDialog>
        </>
      )}
      {may.refer && (
        <PlanDialog
          label={t('refer')}
          note={t('referNote', { superior })}
          schema={referralSchema}
          action={actions.refer}
          subject={{ ...plan, by: may.refer }}
          defaults={{ ...plan, by: may.refer, text: '' }}
        >
          {({ register, formState }) => (
            <Field label={t('referText')} error={formState.errors.text?.message}>
              <textarea rows={4} {...register('text')} />
            </Field>
          )}
        </PlanDialog>
      )}
      {may.answer && withReason('return', actions.giveBack)}
      {may.agree && confirmed('agree')}
      {may.settle && (
        <>
          {withReason('direct', actions.direct)}
          {withReason('settle', actions.settle)}
        </>
      )}
    </>
  )
}
