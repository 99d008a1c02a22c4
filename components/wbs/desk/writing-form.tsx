'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { useDraft } from '@/components/wbs/desk/use-draft'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { civilDateIn } from '@/lib/civil-date'
import type { Result } from '@/lib/refusal'
import type { MessageBody } from '@/lib/wbs/report-content'

const LONGEST = 20_000

/**
 * A text that is locked in this browser and sent; what was typed stays until it stands on the server. `place` tells it
 * from the other texts of a report.
 */
export function WritingForm({
  place,
  label,
  hint,
  submit,
  send,
}: {
  place: string
  label: string
  hint: string
  submit: string
  send: (body: MessageBody) => Promise<Result<unknown>>
}) {
  const t = useTranslations('desk.report')
  const [text, write] = useDraft(place)
  const [isSent, setIsSent] = useState(false)
  const [faults, setFaults] = useState<{ text?: string }>({})
  const form = useFaultFocus(faults)
  const refusalText = useRefusalText()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())

  const over = text.trim().length - LONGEST
  const tooLong = over > 0 && t('tooLong', { most: LONGEST, over })
  const fault = text.trim() ? tooLong : t('empty')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsSent(false)
    if (fault) return setFaults({ text: fault })
    attempt(async () => {
      const result = await send({ text: text.trim(), on: civilDateIn('Asia/Jakarta', new Date()) })
      if (!result.ok) return refusalText(result.refusal)
      write('')
      setIsSent(true)
      return null
    })
  }
  return (
    <form ref={form} method="post" onSubmit={onSubmit} className="grid gap-3">
      <Notice live>{trouble}</Notice>
      <Field label={label} hint={hint} error={faults.text && fault}>
        <textarea rows={4} value={text} onChange={({ target }) => write(target.value)} />
      </Field>
      <p role="status" className="text-sm text-muted empty:hidden">
        {(!faults.text && tooLong) || (isSent && !text && t('sent'))}
      </p>
      <div>
        <Button type="submit" busy={isBusy} icon={<Icon name="send" />}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
