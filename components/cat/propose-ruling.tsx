'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Stage } from '@/lib/cat/announcement'
import type { RulingKind, rulingInput } from '@/lib/cat/ruling'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/ruling').then((file) => file.rulingInput)

const KINDS: RulingKind[] = ['withdrawal', 'withdrawal_undone', 'earlier_score', 'earlier_score_undone', 'correction']

type Props = {
  programmeId: string
  stage: Stage
  isAnnounced: boolean // whether there is a result to correct
  action: Action<z.input<typeof rulingInput>>
}

/** Proposes what is decided of which candidates, and why. */
export function ProposeRuling({ programmeId, stage, isAnnounced, action }: Props) {
  const t = useTranslations('results.rulings')
  const [isOpen, setIsOpen] = useState(false)
  const defaults: z.input<typeof rulingInput> = { id: programmeId, kind: 'withdrawal', stage, numbers: '', reason: '' }
  const answer = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { errors } = answer.form.formState
  const kind = answer.form.watch('kind')
  const open = () => {
    answer.form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <div>
      <Button onClick={open}>{t('propose')}</Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('propose')}
        closeLabel={t('cancel')}
        submitLabel={t('propose')}
        form={answer}
      >
        <Field
          label={t('kind')}
          hint={kind === 'correction' ? t('correctionHint') : undefined}
          error={errors.kind?.message}
        >
          <select {...answer.form.register('kind')}>
            {KINDS.filter((each) => isAnnounced || each !== 'correction').map((each) => (
              <option key={each} value={each}>
                {t(`kinds.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('numbers')} hint={t('numbersHint')} error={errors.numbers?.message}>
          <textarea rows={2} autoComplete="off" {...answer.form.register('numbers')} />
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} maxLength={500} {...answer.form.register('reason')} />
        </Field>
      </FormDialog>
    </div>
  )
}
