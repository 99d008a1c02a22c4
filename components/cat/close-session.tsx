'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

/**
 * Ends a session for good. Whoever has not begun was absent from then on: it says how many these are, and takes their
 * number from whoever closes. Needs `ClientMessages`.
 */
export function CloseSession({
  id,
  waiting,
  action,
}: {
  id: string
  /** Who has not begun: never let in, or let in and not at work. */
  waiting: { scheduled: number; registered: number }
  action: Action<{ id: string; absent: number }>
}) {
  const t = useTranslations('exam.act')
  const [isOpen, setOpen] = useState(false)
  const [isWrong, setWrong] = useState(false)
  const command = useCommand()
  const form = useId()
  const absent = waiting.scheduled + waiting.registered
  const close = () => {
    setOpen(false)
    setWrong(false)
    command.setTrouble(null)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = absent === 0 ? '0' : String(new FormData(event.currentTarget).get('absent')).trim()
    setWrong(typed !== String(absent))
    if (typed === String(absent)) void command.run(() => action({ id, absent }), close)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('close')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t('closeTitle')}
        closeLabel={t('cancel')}
        footer={
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button variant={absent > 0 ? 'danger' : 'primary'} type="submit" form={form} busy={command.isBusy}>
              {t('close')}
            </Button>
          </>
        }
      >
        <form id={form} method="post" onSubmit={submit} noValidate className="grid gap-4 text-sm">
          <p>{t('closeText')}</p>
          {absent > 0 && (
            <>
              <p>
                <b className="font-semibold">{t('closeAbsent', { count: absent })}</b> {t('closeWaiting', waiting)}
              </p>
              <Field
                label={t('absentCount')}
                hint={t('absentHint')}
                error={isWrong ? t('absentWrong', { count: absent }) : undefined}
              >
                <input name="absent" inputMode="numeric" autoComplete="off" className="max-w-32" />
              </Field>
            </>
          )}
          <p role="alert" className="font-semibold text-danger empty:hidden">
            {command.trouble}
          </p>
        </form>
      </Dialog>
    </>
  )
}
