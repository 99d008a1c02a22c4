'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { ReasonField, useReasons } from '@/components/cat/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { DeskStep } from '@/lib/cat/desk'
import type { Action } from '@/lib/refusal'

const WAYS = ['card', 'substitute', 'by_hand'] as const

type Way = (typeof WAYS)[number]
type Identified = { id: string; identity: Way; note: string }
type Registered = { pin: string; room: string | null; seat: number | null }

export type DeskActions = {
  register: Action<Identified, Registered>
  register_late: Action<Identified & { reason: string }, Registered>
  renew_pin: Action<Identified & { reason: string }, Registered>
}

/**
 * One person at the desk: how the identity was checked, in words where it was not by the card, the reason where it takes
 * one, then the PIN, once.
 */
export function RegisterDialog({
  person,
  step,
  actions,
  onClose,
}: {
  person: { attemptId: string; name: string }
  step: DeskStep
  actions: DeskActions
  onClose: () => void
}) {
  const t = useTranslations('exam.desk')
  const [given, setGiven] = useState<Registered | null>(null)
  const [identity, setIdentity] = useState<Way>('card')
  const reasons = useReasons()
  const command = useCommand()
  const form = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const words = reasons.take(data, [
      ...(identity === 'card' ? [] : (['note'] as const)),
      ...(step === 'register' ? [] : (['reason'] as const)),
    ])
    if (!words) return
    const who = { id: person.attemptId, identity, note: String(data.get('note') ?? '').trim() }
    const run = () => (step === 'register' ? actions.register(who) : actions[step]({ ...who, reason: words.reason }))
    void command.run(run, setGiven)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(given ? 'done' : `dialog.${step}`, { name: person.name })}
      closeLabel={t('cancel')}
      footer={
        given ? (
          <Button variant="primary" onClick={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" type="submit" form={form} busy={command.isBusy}>
              {t(step === 'renew_pin' ? 'submitPin' : 'submit')}
            </Button>
          </>
        )
      }
    >
      {given ? (
        <Given {...given} />
      ) : (
        <form id={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
          {step !== 'register' && <p className="text-sm">{t(`text.${step}`)}</p>}
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-semibold text-sm">{t('identity')}</legend>
            {WAYS.map((way) => (
              <label key={way} className="flex min-h-11 items-center gap-3 text-sm">
                <input
                  type="radio"
                  name="identity"
                  value={way}
                  checked={identity === way}
                  onChange={() => setIdentity(way)}
                />
                {t(way)}
              </label>
            ))}
          </fieldset>
          {identity !== 'card' && (
            <ReasonField
              name="note"
              label={t('identityReason')}
              hint={t(`identityHint.${identity}`)}
              isMissing={reasons.isMissing('note')}
            />
          )}
          {identity === 'card' && step === 'register' && (
            <Field label={t('note')}>
              <input name="note" maxLength={500} />
            </Field>
          )}
          {step !== 'register' && <ReasonField name="reason" isMissing={reasons.isMissing('reason')} />}
          <p role="alert" className="font-semibold text-danger text-sm empty:hidden">
            {command.trouble}
          </p>
        </form>
      )}
    </Dialog>
  )
}

function Given({ pin, room, seat }: Registered) {
  const t = useTranslations('exam.desk')
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-2 gap-4">
        <Fact term={t('pin')} value={pin.replace(/(\d{3})(?=\d)/, '$1 ')} />
        {seat !== null && <Fact term={t('seat')} value={String(seat)} place={room} />}
      </dl>
      <p className="text-sm">{t('once')}</p>
    </div>
  )
}

function Fact({ term, value, place }: { term: string; value: string; place?: string | null }) {
  return (
    <div className="rounded-md border border-line p-3">
      <dt className="text-muted text-sm">{term}</dt>
      <dd>
        <span className="num block font-bold font-head text-3xl">{value}</span>
        {place && <span className="block font-semibold text-sm">{place}</span>}
      </dd>
    </div>
  )
}
