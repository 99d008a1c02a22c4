'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { type ConflictField, FormConflict } from '@/components/ui/form-conflict'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import { indentedName } from '@/lib/registry/indented-name'
import type { UnitFormInput } from '@/lib/registry/unit-input'

type Schema = z.ZodType<unknown, UnitFormInput>
/** Each schema leaves out what the form holds for the others. */
const ofForm = (schema: z.ZodType) => schema as Schema
const file = () => import('@/lib/registry/unit-input')
const schemas = {
  found: () => file().then(({ unitInput }) => ofForm(unitInput)),
  change: () => file().then(({ unitChangeInput }) => ofForm(unitChangeInput)),
  correction: () => file().then(({ unitCorrectionInput }) => ofForm(unitCorrectionInput)),
}

/** A new unit, one change of a unit, or the correction of a row of its history: the fields that the change speaks of. */
export function UnitForm({
  mode,
  unit,
  parents,
  echelons,
  action,
  doneHref,
}: {
  mode: keyof typeof schemas
  unit: UnitFormInput
  /** Units it may stand below, in the order of the tree; asked for where the place is the question. */
  parents: readonly { id: number; name: string; depth: number }[]
  echelons: readonly string[]
  action: Action<UnitFormInput>
  doneHref: string
}) {
  const t = useTranslations('structure.form')
  const router = useRouter()
  const { form, submit, summary, refusal, isBusy } = useActionForm(schemas[mode], action, unit, () =>
    router.push(doneHref as Parameters<typeof router.push>[0]),
  )
  const { register, formState } = form
  const { errors } = formState
  const isFounding = unit.change === 'found'
  const conflictFields: ConflictField[] = [
    ...(['name', 'kind', 'headTitle', 'headEchelon', 'decreeNumber', 'decreeOn'] as const).map((name) => ({
      name,
      label: t(name),
    })),
    { name: 'effectiveOn', label: t(`on.${unit.change}`) },
    {
      name: 'parentId',
      label: t('parent'),
      show: (id) => parents.find((parent) => String(parent.id) === id)?.name ?? t('top'),
    },
  ]
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <FormConflict form={form} refusal={refusal} fields={conflictFields} />
      {mode === 'found' && (
        <Field label={t('code')} hint={t('codeHint')} error={errors.code?.message}>
          <input autoComplete="off" {...register('code')} />
        </Field>
      )}
      {(isFounding || unit.change === 'rename') && (
        <>
          <Field label={t('name')} error={errors.name?.message}>
            <input autoComplete="off" {...register('name')} />
          </Field>
          <Field label={t('kind')} optional={t('optional')} error={errors.kind?.message}>
            <input autoComplete="off" {...register('kind')} />
          </Field>
        </>
      )}
      {(isFounding || unit.change === 'move') && (
        <Field label={t('parent')} error={errors.parentId?.message}>
          <select {...register('parentId')}>
            <option value="">{t('top')}</option>
            {parents.map((parent) => (
              <option key={parent.id} value={parent.id}>
                {indentedName(parent)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {(isFounding || unit.change === 'head') && (
        <div className="grid gap-4 md:grid-cols-[1fr_auto]">
          <Field label={t('headTitle')} hint={t('headHint')} optional={t('optional')} error={errors.headTitle?.message}>
            <input autoComplete="off" {...register('headTitle')} />
          </Field>
          <Field label={t('headEchelon')} className="self-end" error={errors.headEchelon?.message}>
            <select {...register('headEchelon')}>
              <option value="">{t('noEchelon')}</option>
              {echelons.map((echelon) => (
                <option key={echelon}>{echelon}</option>
              ))}
            </select>
          </Field>
        </div>
      )}
      <Field label={t(`on.${unit.change}`)} hint={t('onHint')} error={errors.effectiveOn?.message}>
        <input type="date" {...register('effectiveOn')} />
      </Field>
      <div className="grid items-end gap-4 md:grid-cols-[1fr_auto]">
        <Field label={t('decreeNumber')} error={errors.decreeNumber?.message}>
          <input autoComplete="off" {...register('decreeNumber')} />
        </Field>
        <Field label={t('decreeOn')} error={errors.decreeOn?.message}>
          <input type="date" {...register('decreeOn', { setValueAs: (typed) => typed || null })} />
        </Field>
      </div>
      {mode === 'correction' && (
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={2} {...register('reason')} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={unit.change === 'end' ? 'danger' : 'primary'} busy={isBusy}>
          {t(mode === 'correction' ? 'submit.correction' : `submit.${unit.change}`)}
        </Button>
        <ButtonLink href={doneHref}>{t('cancel')}</ButtonLink>
      </div>
    </form>
  )
}
