'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

export type DeskCandidate = {
  attemptId: string
  name: string
  number: string
  room: string | null
  seat: number | null
  isOpen: boolean
}

const WAYS = ['card', 'substitute', 'by_hand'] as const
type Way = (typeof WAYS)[number]
type Registered = { pin: string; room: string; seat: number }

/** The registration desk: find the person, check the identity, hand over PIN and seat. */
export function Desk({
  candidates,
  first = '',
  register,
}: {
  candidates: readonly DeskCandidate[]
  /** What is searched at first. */
  first?: string
  register: Action<{ id: string; identity: Way; note: string }, Registered>
}) {
  const t = useTranslations('exam.desk')
  const [words, setWords] = useState(first)
  const [person, setPerson] = useState<DeskCandidate | null>(null)
  const wanted = words.toLowerCase().replace(/\s+/g, ' ').trim()
  const digits = wanted.replaceAll(' ', '')
  const found = candidates.filter(
    ({ name, number }) => name.toLowerCase().includes(wanted) || (digits !== '' && number.includes(digits)),
  )
  const close = () => {
    setPerson(null)
    setWords('')
  }
  /** A scanner types the number of a card and Enter: whoever is the only one meant is registered next. */
  const openOnly = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const [only, ...others] = found
    if (only?.isOpen && others.length === 0) setPerson(only)
  }
  return (
    <>
      <form method="post" onSubmit={openOnly}>
        <Field label={t('search')} hint={t('searchHint')}>
          <input
            type="search"
            name="cari"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="max-w-md"
            data-page-search
          />
        </Field>
      </form>
      <h2 className="mt-6 mb-2 text-base">{t('list')}</h2>
      {found.length === 0 && <p className="text-muted text-sm">{t('none')}</p>}
      <ul className="rounded-lg border border-line">
        {found.map((each) => (
          <li
            key={each.attemptId}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2 first:border-t-0"
          >
            <span className="min-w-0 flex-1 basis-56">
              <b className="block font-semibold">{each.name}</b>
              <span className="num text-muted text-sm">{each.number.replace(/(\d{4})(?=\d)/g, '$1 ')}</span>
            </span>
            <span className={`text-sm ${each.seat ? 'text-success' : 'text-muted'}`}>
              {each.seat ? t('registered', { room: each.room ?? '', seat: each.seat }) : t('waiting')}
            </span>
            {each.isOpen && (
              <Button size="sm" variant={each.seat ? 'quiet' : 'secondary'} onClick={() => setPerson(each)}>
                {t(each.seat ? 'again' : 'register')}
                <span className="sr-only">: {each.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {person && <RegisterDialog key={person.attemptId} person={person} register={register} onClose={close} />}
    </>
  )
}

function RegisterDialog({
  person,
  register,
  onClose,
}: {
  person: DeskCandidate
  register: Action<{ id: string; identity: Way; note: string }, Registered>
  onClose: () => void
}) {
  const t = useTranslations('exam.desk')
  const [given, setGiven] = useState<Registered | null>(null)
  const command = useCommand()
  const form = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const identity = String(data.get('identity')) as Way
    void command.run(() => register({ id: person.attemptId, identity, note: String(data.get('note')) }), setGiven)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(given ? 'done' : 'dialog', { name: person.name })}
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
              {t('submit')}
            </Button>
          </>
        )
      }
    >
      {given ? (
        <div className="grid gap-3">
          <dl className="grid grid-cols-2 gap-4">
            {(
              [
                ['pin', given.pin.replace(/(\d{3})(?=\d)/, '$1 ')],
                ['seat', String(given.seat), given.room],
              ] as const
            ).map(([key, value, place]) => (
              <div key={key} className="rounded-md border border-line p-3">
                <dt className="text-muted text-sm">{t(key)}</dt>
                <dd>
                  <span className="num block font-bold font-head text-3xl">{value}</span>
                  {place && <span className="block font-semibold text-sm">{place}</span>}
                </dd>
              </div>
            ))}
          </dl>
          <p className="text-sm">{t('once')}</p>
        </div>
      ) : (
        <form id={form} method="post" onSubmit={submit} className="grid gap-4">
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-semibold text-sm">{t('identity')}</legend>
            {WAYS.map((way, at) => (
              <label key={way} className="flex min-h-11 items-center gap-3 text-sm">
                <input type="radio" name="identity" value={way} defaultChecked={at === 0} />
                {t(way)}
              </label>
            ))}
          </fieldset>
          <Field label={t('note')}>
            <input name="note" maxLength={400} />
          </Field>
          <p role="alert" className="font-semibold text-danger text-sm empty:hidden">
            {command.trouble}
          </p>
        </form>
      )}
    </Dialog>
  )
}
