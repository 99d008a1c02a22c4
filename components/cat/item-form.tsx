'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { AspectOptions, SectionOptions } from '@/components/cat/cell-options'
import { ItemImages } from '@/components/cat/item-images'
import { ItemOptionFields } from '@/components/cat/item-option-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import { type BankSection, sectionOf } from '@/lib/cat/bank-section'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { ItemInput } from '@/lib/cat/item-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/item-input').then((file) => file.itemInput)

/** An item as its writer works on it. Saving makes a version of its own. */
export function ItemForm({
  defaults,
  bank,
  save,
}: {
  defaults: ItemInput
  bank: readonly BankSection[]
  save: Action<ItemInput, string>
}) {
  const t = useTranslations('bank')
  const router = useRouter()
  const { form, submit, summary, isBusy } = useActionForm(schema, save, defaults, (id) => {
    router.push(`${BANK_PATH}/${id}` as Parameters<typeof router.push>[0])
  })
  const { control, register } = form
  const { errors } = form.formState
  const section = form.watch('section')
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-240 gap-6">
      <ErrorSummary {...summary} />
      <Card title={t('form.place')}>
        <div className="grid items-end gap-4 md:grid-cols-3">
          <Field label={t('code')} hint={t('form.codeHint')} error={errors.code?.message}>
            <input autoComplete="off" readOnly={defaults.id !== null} {...register('code')} />
          </Field>
          <Field label={t('section')} hint={t('form.sectionHint')} error={errors.section?.message}>
            <select {...register('section')}>
              <option value="">{t('form.pick')}</option>
              <SectionOptions bank={bank} />
            </select>
          </Field>
          <Field label={t('aspectLabel')} hint={t('form.aspectHint')} error={errors.aspect?.message}>
            <select {...register('aspect')}>
              <option value="">{t('form.pick')}</option>
              <AspectOptions bank={bank} section={section} />
            </select>
          </Field>
        </div>
      </Card>
      <Card title={t('form.question')}>
        <div className="grid gap-4">
          <Field
            label={t('form.stimulus')}
            optional={t('form.optional')}
            hint={t('form.stimulusHint')}
            error={errors.stimulus?.message}
          >
            <textarea rows={3} {...register('stimulus')} />
          </Field>
          <Field label={t('form.stem')} hint={t('form.textHint')} error={errors.stem?.message}>
            <textarea rows={5} {...register('stem')} />
          </Field>
          <ItemImages control={control} />
        </div>
      </Card>
      <Card title={t('options')}>
        <ItemOptionFields control={control} register={register} errors={errors} section={sectionOf(bank, section)} />
        <Choice
          type="checkbox"
          label={t('form.keepsOrder')}
          hint={t('form.keepsOrderHint')}
          className="mt-4"
          {...register('keepsOrder')}
        />
      </Card>
      <Card title={t('explanation')}>
        <Field label={t('form.explanation')} hint={t('form.explanationHint')} error={errors.explanation?.message}>
          <textarea rows={3} {...register('explanation')} />
        </Field>
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  )
}
