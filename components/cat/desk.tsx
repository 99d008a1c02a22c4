'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { type DeskActions, RegisterDialog, shownStep } from '@/components/cat/register-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { DeskStep } from '@/lib/cat/desk'
import type { SeatState } from '@/lib/cat/session'

export type DeskCandidate = {
  attemptId: string
  name: string
  number: string
  room: string | null
  seat: number | null
  state: SeatState
  /** Whether the photo of the registration is there. */
  hasPhoto: boolean
  /** What this person may do for them now. */
  step: DeskStep | null
}

/** The registration desk: find the person, check the identity, hand over PIN and seat. */
export function Desk({
  candidates,
  first = '',
  actions,
}: {
  candidates: readonly DeskCandidate[]
  /** What is searched at first. */
  first?: string
  actions: DeskActions
}) {
  const t = useTranslations('exam')
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
    if (only?.step && others.length === 0) setPerson(only)
  }
  return (
    <>
      <form method="post" onSubmit={openOnly}>
        <Field label={t('desk.search')} hint={t('desk.searchHint')}>
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
      <h2 className="mt-6 mb-2 text-base">{t('desk.list')}</h2>
      {found.length === 0 && <p className="text-muted text-sm">{t('desk.none')}</p>}
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
            <Standing {...each} />
            {each.step && (
              <Button size="sm" variant={each.seat ? 'quiet' : 'secondary'} onClick={() => setPerson(each)}>
                {t(`desk.${shownStep(each.step, each.seat)}`)}
                <span className="sr-only">: {each.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {person?.step && (
        <RegisterDialog key={person.attemptId} person={person} step={person.step} actions={actions} onClose={close} />
      )}
    </>
  )
}

/** Where somebody sits, or why not. */
function Standing({ state, room, seat }: DeskCandidate) {
  const t = useTranslations('exam')
  const isOut = state === 'disqualified' || state === 'absent'
  const tone = isOut ? 'text-danger' : seat ? 'text-success' : 'text-muted'
  return (
    <span className={`text-sm max-md:flex-1 ${tone}`}>
      {isOut ? t(`seat.${state}`) : seat ? t('desk.registered', { room: room ?? '', seat }) : t('desk.waiting')}
    </span>
  )
}
