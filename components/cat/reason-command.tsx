'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { ReasonField, useReasons } from '@/components/cat/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { Result } from '@/lib/refusal'

/**
 * A step of exam day: it asks for its reason, and for a choice and a number where it needs them. The page refreshes under
 * it: an open dialog stays what it was opened as, also when the step is offered no more. Needs `ClientMessages`.
 */
export function ReasonCommand({
  label,
  text,
  icon,
  variant = 'secondary',
  number,
  choice,
  isOffered = true,
  run,
}: {
  label: string
  /** What it brings about, where the label does not say it. */
  text?: string
  icon: ReactNode
  variant?: 'primary' | 'secondary' | 'danger'
  number?: { label: string; most: number; hint?: string }
  /** An option may say what the number can be. */
  choice?: { label: string; first: string; options: readonly { value: string; label: string; hint?: string }[] }
  /** Whether its button is there. */
  isOffered?: boolean
  run: (reason: string, number: number, choice: string) => Promise<Result<unknown>>
}) {
  const t = useTranslations('exam.act')
  const [opened, setOpened] = useState<{ run: typeof run } | null>(null)
  const [isBadNumber, setBadNumber] = useState(false)
  const [chosen, setChosen] = useState(choice?.first)
  const hint = choice?.options.find(({ value }) => value === chosen)?.hint ?? number?.hint
  const reasons = useReasons()
  const command = useCommand()
  const form = useId()

  const close = () => {
    setOpened(null)
    setBadNumber(false)
    setChosen(choice?.first)
    reasons.forget()
    command.setTrouble(null)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const words = reasons.take(data, ['reason'])
    const value = number ? Number(data.get('number')) : 0
    const isNumber = !number || (Number.isInteger(value) && value >= 1 && value <= number.most)
    setBadNumber(!isNumber)
    if (opened && words && isNumber)
      void command.run(() => opened.run(words.reason, value, String(data.get('choice') ?? '')), close)
  }
  return (
    <>
      {isOffered && (
        <Button variant={variant} icon={icon} className="w-full justify-center" onClick={() => setOpened({ run })}>
          {label}
        </Button>
      )}
      <Dialog
        isOpen={opened !== null}
        onClose={close}
        title={label}
        closeLabel={t('cancel')}
        footer={
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              variant={variant === 'danger' ? 'danger' : 'primary'}
              type="submit"
              form={form}
              busy={command.isBusy}
            >
              {label}
            </Button>
          </>
        }
      >
        <form id={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
          {text && <p className="text-sm">{text}</p>}
          {choice && (
            <Field label={choice.label}>
              <select name="choice" value={chosen} onChange={(event) => setChosen(event.target.value)}>
                {choice.options.map(({ value, label: name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </select>
            </Field>
          )}
          {number && (
            <Field
              label={number.label}
              hint={hint}
              error={isBadNumber ? t('badNumber', { most: number.most }) : undefined}
            >
              <input name="number" inputMode="numeric" className="max-w-32" />
            </Field>
          )}
          <ReasonField name="reason" isMissing={reasons.isMissing('reason')} />
          <p role="alert" className="font-semibold text-danger text-sm empty:hidden">
            {command.trouble}
          </p>
        </form>
      </Dialog>
    </>
  )
}
