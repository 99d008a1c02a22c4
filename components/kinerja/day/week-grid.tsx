import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, type CivilDate, isoWeekday } from '@/lib/civil-date'
import type { OwnDay, OwnDays, Suggestion } from '@/lib/kinerja/own-days'
import { minutesOf, weekAround, weekLines } from '@/lib/kinerja/own-week'
import type { Desk } from './desk'
import { standingEntries } from './form'
import { usualOn } from './usual'
import { dayName, shortDate, t } from './words'

type Cell = { line: number; day: number }

/** Arrows move, Home and End go to the ends of the week. */
const MOVES: Record<string, (cell: Cell) => Cell> = {
  ArrowLeft: ({ line, day }) => ({ line, day: day - 1 }),
  ArrowRight: ({ line, day }) => ({ line, day: day + 1 }),
  ArrowUp: ({ line, day }) => ({ line: line - 1, day }),
  ArrowDown: ({ line, day }) => ({ line: line + 1, day }),
  Home: ({ line }) => ({ line, day: 0 }),
  End: ({ line }) => ({ line, day: 6 }),
}

/** A week on a wide screen: own activities by days. A cell writes, or opens what is there. */
export function WeekGrid({
  desk,
  own,
  days,
  on,
  today,
  pick,
  write,
  open,
}: {
  desk: Desk
  own: OwnDays
  days: readonly OwnDay[]
  on: CivilDate
  today: CivilDate
  pick: (day: CivilDate) => void
  write: (day: CivilDate, activity: Suggestion) => void
  open: (id: string) => void
}) {
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<Cell>({ line: 0, day: isoWeekday(on) - 1 })
  const week = weekAround(on)
  const entries = standingEntries(own, desk.waiting)
  const lines = weekLines(week, entries, usualOn(own, on))
  const known = (day: CivilDate) => days.find((each) => each.day === day)
  const moved = (event: KeyboardEvent) => {
    const next = MOVES[event.key]?.(at)
    if (!next) return
    event.preventDefault()
    const cell = { line: bounded(next.line, lines.length - 1), day: bounded(next.day, 6) }
    setAt(cell)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell.line} ${cell.day}"]`)?.focus()
  }
  const [before, after] = [addDays(week[0] ?? on, -1), addDays(week[6] ?? on, 1)]
  const first = days[0]?.day ?? today
  return (
    <section className="week" aria-labelledby="pekan">
      <div className="head">
        <h2 id="pekan">{t('week.title', { from: shortDate(week[0] ?? on), to: shortDate(week[6] ?? on) })}</h2>
        <div>
          <button type="button" className="btn quiet" disabled={before < first} onClick={() => pick(before)}>
            {t('week.before')}
          </button>
          <button type="button" className="btn quiet" disabled={after > today} onClick={() => pick(after)}>
            {t('week.after')}
          </button>
        </div>
      </div>
      <p className="muted small" id="pekan-cara">
        {t('week.keys')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are used */}
      <table ref={grid} role="grid" aria-labelledby="pekan" aria-describedby="pekan-cara" onKeyDown={moved}>
        <thead>
          <tr>
            <th scope="col">{t('sheet.activity')}</th>
            {week.map((day) => (
              <th
                key={day}
                scope="col"
                className={headOf(known(day))}
                aria-current={day === today ? 'date' : undefined}
              >
                {t('strip.weekday', { day: String(isoWeekday(day)) })} {Number(day.slice(8))}
                <span>{freeWord(known(day))}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, activity, cells }, line) => (
            <tr key={key}>
              <th scope="row">{activity.text}</th>
              {cells.map(({ day, minutes, entries: there }, nth) => (
                <td key={day}>
                  <button
                    type="button"
                    data-cell={`${line} ${nth}`}
                    tabIndex={line === at.line && nth === at.day ? 0 : -1}
                    aria-disabled={!known(day)}
                    aria-label={t('week.cell', { activity: activity.text, day: dayName(day), minutes })}
                    onFocus={() => setAt({ line, day: nth })}
                    onClick={() => known(day) && (there[0] ? open(there[0].id) : write(day, activity))}
                  >
                    {minutes > 0 ? hours(minutes) : known(day) ? '+' : ''}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('week.sum')}</th>
            {week.map((day) => (
              <td key={day}>{hours(minutesOf(entries.filter(({ workOn }) => workOn === day)))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const bounded = (value: number, most: number) => Math.min(Math.max(value, 0), most)

/** 90 minutes: 1 j 30 m. */
function hours(minutes: number): string {
  if (minutes === 0) return ''
  if (minutes < 60) return t('week.minutes', { minutes })
  return t('week.hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
}

function headOf(day: OwnDay | undefined): string | undefined {
  return day && (!day.isWorking || day.isOnLeave) ? 'off' : undefined
}

/** Why a day is free. */
function freeWord(day: OwnDay | undefined): string | null {
  if (!day) return null
  const { isWorking, isOnLeave, holiday } = day
  return isOnLeave ? t('strip.leave') : (holiday ?? (isWorking ? null : t('strip.off')))
}
