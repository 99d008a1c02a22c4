'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { EntryState } from '@/lib/kinerja/entry'
import type { EntryRef } from '@/lib/kinerja/review'
import type { correctInput, rejectInput } from '@/lib/kinerja/review-input'
import type { Action } from '@/lib/refusal'

const minutesSchema = () => import('@/lib/kinerja/review-input').then((file) => file.minutesInput)
const noteSchema = () => import('@/lib/kinerja/review-input').then((file) => file.noteInput)

/** The answers to one entry. */
export type EntryActs = {
  correct: Action<z.input<typeof correctInput>>
  reject: Action<z.input<typeof rejectInput>>
  reopen: Action<EntryRef>
}

type Shown = EntryRef & { state: EntryState; minutes: number; worked: number }

/** What can be answered to one entry beside approving and returning it with others. Needs `ClientMessages`. */
export function EntryCommands({ entry, acts }: { entry: Shown; acts: EntryActs }) {
  const t = useTranslations('team.act')
  const { id, version, state } = entry
  if (state !== 'submitted' && state !== 'approved') return null
  return (
    <>
      <CorrectMinutes entry={entry} action={acts.correct} />
      {state === 'submitted' && <RejectEntry entry={entry} action={acts.reject} />}
      {state === 'approved' && (
        <ConfirmButton
          label={t('reopen')}
          title={t('reopen')}
          confirmLabel={t('reopen')}
          cancelLabel={t('close')}
          variant="quiet"
          size="sm"
          run={() => acts.reopen({ id, version })}
        >
          <p>{t('reopenText')}</p>
        </ConfirmButton>
      )}
    </>
  )
}

function CorrectMinutes({
  entry: { id, version, minutes, worked },
  action,
}: {
  entry: Shown
  action: EntryActs['correct']
}) {
  const t = useTranslations('team.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    minutesSchema,
    (input) => action({ id, version, ...input }),
    { minutes: String(minutes), note: '' },
    () => setIsOpen(false),
  )
  const { errors } = dialog.form.formState
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setIsOpen(true)}>
        {t('correct')}
      </Button>
      <FormDialog
        title={t('correct')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('correct')}
        form={dialog}
      >
        <p className="text-sm">{t('correctText', { minutes: worked })}</p>
        <Field label={t('minutes')} error={errors.minutes?.message}>
          <input inputMode="numeric" className="max-w-32" {...dialog.form.register('minutes')} />
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.note?.message}>
          <textarea rows={3} {...dialog.form.register('note')} />
        </Field>
      </FormDialog>
    </>
  )
}

function RejectEntry({ entry: { id, version }, action }: { entry: Shown; action: EntryActs['reject'] }) {
  const t = useTranslations('team.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    noteSchema,
    (input) => action({ id, version, ...input }),
    { note: '' },
    () => setIsOpen(false),
  )
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setIsOpen(true)}>
        {t('reject')}
      </Button>
      <FormDialog
        title={t('reject')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('reject')}
        variant="danger"
        form={dialog}
      >
        <p className="text-sm">{t('rejectText')}</p>
        <Field label={t('reason')} hint={t('reasonHint')} error={dialog.form.formState.errors.note?.message}>
          <textarea rows={3} {...dialog.form.register('note')} />
        </Field>
      </FormDialog>
    </>
  )
}
