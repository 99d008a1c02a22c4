import { type CivilDate, isoWeekday } from '@/lib/civil-date'
import type { OwnDay, OwnDays } from '@/lib/kinerja/own-days'
import type { Waiting } from './device'
import { countOn, emptyState } from './on-day'
import { t } from './words'

type Strips = {
  days: readonly OwnDay[]
  own: OwnDays
  waiting: readonly Waiting[]
  on: CivilDate
  today: CivilDate
  pick: (day: CivilDate) => void
}

/** The last fourteen days, with how much is written on each. */
export function Strip({ days, own, waiting, on, today, pick }: Strips) {
  return (
    <section
      className="strip"
      aria-label={t('strip.label')}
      ref={(strip) => strip?.scrollTo({ left: strip.scrollWidth })}
    >
      {days.map((day) => {
        const count = countOn(own, waiting, day.day)
        const empty = emptyState(day, today)
        return (
          <button
            key={day.day}
            type="button"
            className={`day ${count > 0 ? 'filled' : empty}`}
            aria-pressed={day.day === on}
            onClick={() => pick(day.day)}
          >
            <span>
              {day.day === today ? t('strip.today') : t('strip.weekday', { day: String(isoWeekday(day.day)) })}
            </span>
            <b>{Number(day.day.slice(8))}</b>
            <span className="st">{count > 0 ? t('strip.count', { count }) : t(`strip.${empty}`)}</span>
          </button>
        )
      })}
    </section>
  )
}
