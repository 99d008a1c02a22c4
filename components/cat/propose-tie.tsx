'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { tieInput } from '@/lib/cat/final-tie'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/final-tie').then((file) => file.tieInput)

type Props = {
  programmeId: string
  formation: string
  seats: number
  numbers: readonly string[]
  action: Action<z.input<typeof tieInput>>
}

/** Proposes who of equals stands ahead, and why. */
export function ProposeTie({ programmeId, formation, seats, numbers, action }: Props) {
  const t = useTranslations('results.ties')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id: programmeId, ahead: [], reason: '' }
  const answer = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { errors } = answer.form.formState
  const open = () => {
    answer.form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <div>
      <Button size="sm" aria-label={t('proposeFor', { formation })} onClick={open}>
        {t('propose')}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('proposeFor', { formation })}
        closeLabel={t('cancel')}
        submitLabel={t('propose')}
        form={answer}
      >
        <FieldGroup legend={t('ahead', { seats })} error={errors.ahead?.message}>
          {numbers.map((number) => (
            <Choice key={number} type="checkbox" label={number} value={number} {...answer.form.register('ahead')} />
          ))}
        </FieldGroup>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} maxLength={500} {...answer.form.register('reason')} />
        </Field>
      </FormDialog>
    </div>
  )
}
