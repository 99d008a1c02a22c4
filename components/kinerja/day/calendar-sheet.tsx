import { type CivilDate, isWithin, lastOfMonth } from '@/lib/civil-date'
import { formatMonth } from '@/lib/format'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { monthWeeks } from '@/lib/kinerja/own-week'
import { isWorkingDay } from '@/lib/working-days'
import { Sheet } from './sheet'
import { locale, shortDate, t } from './words'

/** The month of a day: working days, national holidays by name, own leave. */
export function CalendarSheet({
  own,
  on,
  today,
  close,
}: {
  own: OwnDays
  on: CivilDate
  today: CivilDate
  close: () => void
}) {
  const weeks = monthWeeks(on)
  const holidays = own.holidays.filter(({ day }) => day.slice(0, 7) === on.slice(0, 7))
  const free = new Set(holidays.map(({ day }) => day))
  const isLeave = (day: CivilDate) => own.leave.some((span) => isWithin(day, span))
  const stateOf = (day: CivilDate) => (isLeave(day) ? 'leave' : isWorkingDay(day, free) ? 'work' : 'off')
  const working = weeks.flat().filter((day) => day && stateOf(day) === 'work').length
  const leave = weeks.flat().filter((day) => day && isLeave(day) && isWorkingDay(day, free)).length
  return (
    <Sheet
      title={formatMonth(on, locale)}
      hint={t('calendar.sum', { working, leave, until: shortDate(lastOfMonth(on)) })}
      close={close}
    >
      <table className="month">
        <caption className="sr">{t('calendar.title')}</caption>
        <thead>
          <tr>
            {['1', '2', '3', '4', '5', '6', '7'].map((day) => (
              <th key={day} scope="col">
                {t('strip.weekday', { day })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, at) =>
                day ? (
                  <td key={day} className={stateOf(day)} aria-current={day === today ? 'date' : undefined}>
                    <b>{Number(day.slice(8))}</b>
                    <span>
                      {stateOf(day) === 'work' ? '' : t(stateOf(day) === 'leave' ? 'strip.leave' : 'strip.off')}
                    </span>
                  </td>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place of the week without a day
                  <td key={at} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {holidays.length > 0 && (
        <ul className="facts">
          {holidays.map(({ day, name }) => (
            <li key={day}>
              <b>{shortDate(day)}</b> {name}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
