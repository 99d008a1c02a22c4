'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { StatusTag } from '@/components/ui/status-tag'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/session').then((file) => file.minutesInput)

type Sign = Action<{ id: string; password: string; code: string }, { code: string }>

/** The minutes of a closed session: a draft to read and to sign, then the signed paper. */
export function Minutes({
  sessionId,
  signed,
  maySign,
  action,
}: {
  sessionId: string
  signed: { id: string; code: string; number: string } | null
  maySign: boolean
  action: Sign
}) {
  const t = useTranslations('exam.minutes')
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-[70ch] text-muted">{t('text')}</p>
        {signed ? (
          <>
            <p>
              <StatusTag look="issued">{t('signed', { number: signed.number })}</StatusTag>
            </p>
            <div className="flex flex-wrap gap-2">
              <ButtonLink href={`/api/berkas/${signed.id}`} target="_blank" icon={<Icon name="file-check" />}>
                {t('open')}
              </ButtonLink>
              <ButtonLink href={`/v/${signed.code}`} target="_blank" icon={<Icon name="qr-code" />}>
                {t('check')}
              </ButtonLink>
            </div>
          </>
        ) : (
          <>
            <p>
              <StatusTag look="waiting">{t('waits')}</StatusTag>
            </p>
            {maySign && (
              <div className="flex flex-wrap gap-2">
                <ButtonLink
                  href={`/api/sesi/${sessionId}/berita-acara`}
                  target="_blank"
                  icon={<Icon name="file-search" />}
                >
                  {t('preview')}
                </ButtonLink>
                <SignDialog sessionId={sessionId} action={action} />
              </div>
            )}
          </>
        )}
      </div>
    </Card>
  )
}

function SignDialog({ sessionId, action }: { sessionId: string; action: Sign }) {
  const t = useTranslations('exam.minutes')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id: sessionId, password: '', code: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { errors } = form.formState
  const open = () => {
    form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <>
      <Button variant="primary" icon={<Icon name="signature" />} onClick={open}>
        {t('sign')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('sign')}
        closeLabel={t('cancel')}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t('cancel')}</Button>
            <Button variant="primary" busy={isBusy} onClick={() => submit()} data-primary>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <form method="post" onSubmit={submit} className="grid gap-4">
          <p className="text-sm">{t('why')}</p>
          <Notice tone="warning">{t('test')}</Notice>
          <ErrorSummary {...summary} />
          <Field label={t('password')} error={errors.password?.message}>
            <input type="password" autoComplete="current-password" {...form.register('password')} />
          </Field>
          <Field label={t('code')} error={errors.code?.message}>
            <input inputMode="numeric" autoComplete="one-time-code" {...form.register('code')} />
          </Field>
          <button type="submit" hidden />
        </form>
      </Dialog>
    </>
  )
}
