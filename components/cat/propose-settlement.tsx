'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Stage } from '@/lib/cat/announcement'
import type { settlementInput } from '@/lib/cat/settlement'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/settlement').then((file) => file.settlementInput)

type Props = { programmeId: string; stage: Stage; fingerprint: string; action: Action<z.input<typeof settlementInput>> }

/** Asks the national committee to approve what the objections change. */
export function ProposeSettlement({ programmeId, stage, fingerprint, action }: Props) {
  const t = useTranslations('results.settlement')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id: programmeId, stage, fingerprint, reason: '' }
  const answer = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const open = () => {
    answer.form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <div>
      <Button variant="primary" onClick={open}>
        {t('propose')}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('propose')}
        closeLabel={t('cancel')}
        submitLabel={t('send')}
        form={answer}
      >
        <Field label={t('reason')} hint={t('reasonHint')} error={answer.form.formState.errors.reason?.message}>
          <textarea rows={3} maxLength={500} {...answer.form.register('reason')} />
        </Field>
      </FormDialog>
    </div>
  )
}
