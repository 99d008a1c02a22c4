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
type Moved = Ref & { movedOn: string; source: NewPlanInput['source'] }

const amendSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.amendInput)
const moveSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.moveInput)
const returnSchema = () => import('@/lib/kinerja/plan-input').then((file) => file.planReturnInput)

/** What the actor may do with a plan now. */
export function PlanActions({
  plan,
  may,
  actions,
}: {
  plan: Ref
  may: { edit: boolean; propose: boolean; withdraw: boolean; change: boolean; answer: boolean }
  actions: {
    propose: Action<Ref>
    withdraw: Action<Ref>
    agree: Action<Ref>
    giveBack: Action<Ref & { text: string }>
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
      <p>{t(`${name}Note`)}</p>
    </ConfirmButton>
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
      {may.answer && (
        <>
          <PlanDialog
            label={t('return')}
            note={t('returnNote')}
            schema={returnSchema}
            action={actions.giveBack}
            subject={plan}
            defaults={{ ...plan, text: '' }}
          >
            {({ register, formState }) => (
              <Field label={t('returnText')} error={formState.errors.text?.message}>
                <textarea rows={3} {...register('text')} />
              </Field>
            )}
          </PlanDialog>
          {confirmed('agree')}
        </>
      )}
    </>
  )
}
