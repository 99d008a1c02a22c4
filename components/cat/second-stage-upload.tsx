'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type * as z from 'zod'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { secondStageInput } from '@/lib/cat/announcement-input'
import type { PlannedTest } from '@/lib/cat/second-plan'
import type { Action } from '@/lib/refusal'

/** Brings in the scores of the second stage from a table. */
export function SecondStageUpload({
  programmeId,
  tests,
  action,
}: {
  programmeId: string
  tests: readonly PlannedTest[]
  action: Action<z.input<typeof secondStageInput>, { rows: number; changed: number }>
}) {
  const t = useTranslations('results.second')
  const command = useCommand()
  const isTyped = tests.some(({ programme }) => programme === null)
  const held = tests.flatMap(({ name, programme }) =>
    programme ? [t('held', { name, programme: programme.code })] : [],
  )
  const [done, setDone] = useState<{ rows: number; changed: number } | null>(null)

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const file = form.get('file')
    if (isTyped && !(file instanceof File && file.size > 0)) return
    const text = file instanceof File ? await file.text() : ''
    const reason = String(form.get('reason') ?? '')
    setDone(null)
    await command.run(() => action({ id: programmeId, text, reason }), setDone)
  }
  return (
    <Card title={t('title')}>
      <form method="post" onSubmit={(event) => void send(event)} className="grid gap-3 text-sm">
        {isTyped && <p className="max-w-[70ch] text-muted">{t('text')}</p>}
        {held.map((sentence) => (
          <p key={sentence} className="max-w-[70ch] text-muted">
            {sentence}
          </p>
        ))}
        <Notice live>{command.trouble}</Notice>
        <p role="status" className="font-semibold empty:hidden">
          {done === null ? '' : t('done', { count: done.rows, changed: done.changed })}
        </p>
        {isTyped && (
          <Field label={t('file')}>
            <input type="file" name="file" accept=".csv,text/csv" required />
          </Field>
        )}
        <Field label={t('reason')} hint={t('reasonHint')}>
          <textarea name="reason" rows={2} maxLength={500} />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={command.isBusy} icon={<Icon name="upload" />}>
            {t(isTyped ? 'submit' : 'take')}
          </Button>
          {isTyped && (
            <ButtonLink href={`/api/hasil/${programmeId}/tahap-dua`} icon={<Icon name="download" />}>
              {t('template')}
            </ButtonLink>
          )}
        </div>
      </form>
    </Card>
  )
}
