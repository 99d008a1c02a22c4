'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Stage } from '@/lib/cat/announcement'
import type { announceInput } from '@/lib/cat/announcement-input'
import type { NextVersion } from '@/lib/cat/settlement'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/announcement-input').then((file) => file.announceInput)

/** Makes an announcement of the ranking that is on screen, and of no other. */
export function PublishRanking({
  programmeId,
  stage,
  version,
  next,
  approved,
  fingerprint,
  people,
  until,
  action,
}: {
  programmeId: string
  stage: Stage
  version: number
  next: NextVersion
  approved: string | null // the reason that the committee approved
  fingerprint: string
  people: number
  until: string | null
  action: Action<z.input<typeof announceInput>, { id: string }>
}) {
  const t = useTranslations('results')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id: programmeId, stage, fingerprint, objectionsUntil: until, reason: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { errors } = form.formState
  const isCorrection = version > 1
  const label = isCorrection ? t(`ranking.${next}`, { version }) : t('ranking.publish')
  const open = () => {
    form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <>
      <Button variant={isCorrection ? 'secondary' : 'primary'} onClick={open}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('ranking.askTitle', { stage: t(`stage.${stage}`) })}
        closeLabel={t('ranking.cancel')}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t('ranking.cancel')}</Button>
            <Button variant="primary" busy={isBusy} onClick={() => submit()} data-primary>
              {label}
            </Button>
          </>
        }
      >
        <form method="post" onSubmit={submit} className="grid gap-4">
          <p className="text-sm">{t('ranking.askText', { count: people })}</p>
          <ErrorSummary {...summary} />
          {until === null ? (
            <p className="text-sm">{t('ranking.noDays')}</p>
          ) : (
            <Field label={t('ranking.until')} hint={t('ranking.untilHint')} error={errors.objectionsUntil?.message}>
              <input type="date" className="max-w-48" {...form.register('objectionsUntil')} />
            </Field>
          )}
          {isCorrection && approved === null && (
            <Field label={t('ranking.reason')} hint={t('ranking.reasonHint')} error={errors.reason?.message}>
              <textarea rows={3} maxLength={500} {...form.register('reason')} />
            </Field>
          )}
          <button type="submit" hidden />
        </form>
      </Dialog>
    </>
  )
}
