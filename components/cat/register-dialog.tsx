'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { type FaceAnswer, FaceCheck } from '@/components/cat/face-check'
import { ReasonField, useReasons } from '@/components/cat/reason-field'
import { useCamera } from '@/components/cat/use-camera'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field, FieldGroup } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { DeskStep } from '@/lib/cat/desk'
import type { Action } from '@/lib/refusal'

const WAYS = ['card', 'substitute', 'by_hand'] as const

type Way = (typeof WAYS)[number]
type Identified = { id: string; identity: Way; note: string; face?: FaceAnswer; photo?: Uint8Array<ArrayBuffer> }
type Registered = { pin: string; room: string | null; seat: number | null }

export type DeskActions = {
  register: Action<Identified, Registered>
  register_late: Action<Identified & { reason: string }, Registered>
  renew_pin: Action<Identified & { reason: string }, Registered>
}

/**
 * One person at the desk: the face beside the photo of the registration, how the identity was checked, in words where it
 * was not by the card or the face is another one, the reason where it takes one, then the PIN, once.
 */
export function RegisterDialog({
  person,
  step,
  actions,
  onClose,
}: {
  person: { attemptId: string; name: string; hasPhoto: boolean; seat: number | null }
  step: DeskStep
  actions: DeskActions
  onClose: () => void
}) {
  const t = useTranslations('exam.desk')
  const shown = shownStep(step, person.seat)
  const [given, setGiven] = useState<Registered | null>(null)
  const [identity, setIdentity] = useState<Way>('card')
  const [face, setFace] = useState<FaceAnswer | null>(null)
  const [isFaceMissing, setFaceMissing] = useState(false)
  const camera = useCamera()
  const explained = identity !== 'card' ? identity : face === 'same' ? null : face
  const reasons = useReasons()
  const command = useCommand()
  const form = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const words = reasons.take(data, [
      ...(explained ? (['note'] as const) : []),
      ...(step === 'register' ? [] : (['reason'] as const)),
    ])
    const isSeen = !person.hasPhoto || face !== null
    setFaceMissing(!isSeen)
    if (!words || !isSeen) return
    const who = {
      id: person.attemptId,
      identity,
      note: String(data.get('note') ?? '').trim(),
      face: face ?? undefined,
      photo: camera.photo?.bytes,
    }
    const run = () => (step === 'register' ? actions.register(who) : actions[step]({ ...who, reason: words.reason }))
    void command.run(run, setGiven)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(given ? 'done' : `dialog.${shown}`, { name: person.name })}
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
              {t(shown === 'renew_pin' ? 'submitPin' : 'submit')}
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
          <FaceCheck
            person={person}
            camera={camera}
            answer={face}
            onAnswer={(answer) => {
              setFace(answer)
              setFaceMissing(false)
            }}
            isMissing={isFaceMissing}
          />
          <FieldGroup legend={t('identity')}>
            {WAYS.map((way) => (
              <Choice
                key={way}
                name="identity"
                value={way}
                label={t(way)}
                checked={identity === way}
                onChange={() => setIdentity(way)}
              />
            ))}
          </FieldGroup>
          {explained && (
            <ReasonField
              name="note"
              label={t('identityReason')}
              hint={t(`identityHint.${explained}`)}
              isMissing={reasons.isMissing('note')}
            />
          )}
          {!explained && step === 'register' && (
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

/** Whoever has a seat and is registered again before the desk closes keeps it: to them it is another PIN. */
export function shownStep(step: DeskStep, seat: number | null): DeskStep {
  return step === 'register' && seat !== null ? 'renew_pin' : step
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
