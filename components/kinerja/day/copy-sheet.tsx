import { useState } from 'react'
import type { CivilDate } from '@/lib/civil-date'
import { copyTarget, type OwnDay, type OwnDays } from '@/lib/kinerja/own-days'
import type { Desk } from './desk'
import { changing, standingEntries, wrongIn } from './form'
import { Icon } from './icons'
import { put } from './outbox'
import { Sheet } from './sheet'
import { clock, dayName, t, weekdayName } from './words'

/**
 * What was written on another day, to be chosen from for this one. A day off takes no copies: it says so before, and offers
 * the next working day.
 */
export function CopySheet({
  own,
  desk,
  from,
  on,
  days,
  today,
  close,
}: {
  own: OwnDays
  desk: Desk
  from: CivilDate
  on: CivilDate
  days: readonly OwnDay[]
  today: CivilDate
  close: () => void
}) {
  const [to, aim] = useState<CivilDate>(on)
  const working = copyTarget(days, on)
  const isOff = to !== working
  const placed = standingEntries(own, desk.waiting)
  const offered = own.entries
    .filter(
      ({ workOn, state, kind }) =>
        workOn === from && state !== 'withdrawn' && state !== 'rejected' && kind !== 'additional',
    )
    .map((entry) => ({
      ...changing(entry),
      version: 0,
      workOn: to,
      isToday: to === today,
      orderNumber: null,
      lateReason: null,
    }))
    .filter((entry) => wrongIn({ ...entry, id: '' }, own, placed, to).every(({ code }) => code !== 'overlap'))
  const [chosen, choose] = useState<readonly string[]>(offered.map(({ id }) => id))
  const count = isOff ? 0 : offered.filter(({ id }) => chosen.includes(id)).length
  const send = async () => {
    const copies = offered
      .filter(({ id }) => chosen.includes(id))
      .map((entry) => ({ ...entry, id: crypto.randomUUID() }))
    await put(copies)
    close()
  }
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  return (
    <Sheet
      title={t('copy.title', { day: weekdayName(from) })}
      close={close}
      foot={
        <button type="button" className="btn primary big wide" disabled={count === 0} onClick={() => void send()}>
          {t('copy.send', { count })}
        </button>
      }
    >
      {isOff && (
        <div className="notice warn" role="status">
          <Icon name="alert" />
          <div>
            {t('copy.off', { day: dayName(to) })} {working === null && t('copy.none')}
            {working && (
              <button type="button" className="btn" onClick={() => aim(working)}>
                {t('copy.next', { day: dayName(working) })}
              </button>
            )}
          </div>
        </div>
      )}
      <p className="muted">{offered.length > 0 ? t('copy.text') : t('copy.nothing')}</p>
      <fieldset>
        <legend className="sr">{t('copy.title', { day: weekdayName(from) })}</legend>
        {offered.map(({ id, text, startsMinute, endsMinute }) => (
          <label key={id} className="choice lone">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>
              <b>{text}</b>
              <span className="muted small">
                {clock(startsMinute)}–{clock(endsMinute)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </Sheet>
  )
}
