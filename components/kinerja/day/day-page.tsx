import { useEffect, useReducer, useState, useSyncExternalStore } from 'react'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { type OwnDays, type OwnEntry, type Suggestion, stripDays } from '@/lib/kinerja/own-days'
import { CalendarSheet } from './calendar-sheet'
import { Connection } from './connection'
import { CopySheet } from './copy-sheet'
import { currentDesk, type Desk, serverNow, watchDesk } from './desk'
import type { Waiting } from './device'
import { EntryList, isOpen } from './entry-list'
import { EntrySheet } from './entry-sheet'
import { changing, newEntry, standingEntries, whenOf } from './form'
import { Icon } from './icons'
import { ImportSheet } from './import-sheet'
import { isNewerKept, watchPage } from './kept-page'
import { Navigation } from './navigation'
import { entriesOn } from './on-day'
import { refresh } from './outbox'
import { ReceiptSheet } from './receipt-sheet'
import { Strip } from './strip'
import { Told } from './told'
import { usualOn } from './usual'
import { WeekGrid } from './week-grid'
import { dayNameShort, t, weekdayName } from './words'

type Open =
  | { sheet: 'entry'; entry: EntryInput; note: string | null; isSent: boolean; isNew: boolean }
  | { sheet: 'copy'; from: CivilDate }
  | { sheet: 'calendar' | 'import' }
  | { sheet: 'receipt'; id: string }

/** The own days on a phone: today, the strip, what waits, and the sheet to write with. */
export function DayPage() {
  const desk = useSyncExternalStore(watchDesk, currentDesk)
  const isNewer = useSyncExternalStore(watchPage, isNewerKept)
  return (
    <>
      <a className="skip" href="#isi">
        {t('skip')}
      </a>
      <header className="top">
        <h1>{t('title')}</h1>
        <Connection desk={desk} />
        <a className="icon-btn" href="/pemberitahuan" aria-label={t('nav.told')}>
          <Icon name="bell" />
        </a>
      </header>
      {isNewer && (
        <p className="notice">
          {t('update.text')}
          <button type="button" className="btn quiet" onClick={() => location.reload()}>
            {t('update.action')}
          </button>
        </p>
      )}
      {desk.own ? <Days desk={desk} own={desk.own} /> : <First desk={desk} />}
      <Navigation />
    </>
  )
}

/** Nobody has signed in on this device yet. */
function First({ desk }: { desk: Desk }) {
  return (
    <main id="isi" className="body first">
      {!desk.isReady ? (
        <p role="status">{t('loading')}</p>
      ) : (
        <>
          <h2>{t('first.title')}</h2>
          <p>{desk.offlineSince ? t('first.offline') : t('first.text')}</p>
          {desk.offlineSince ? (
            <button type="button" className="btn primary big" onClick={() => void refresh()}>
              {t('first.retry')}
            </button>
          ) : (
            <a className="btn primary big" href="/masuk">
              {t('signIn.action')}
            </a>
          )}
        </>
      )}
    </main>
  )
}

function Days({ desk, own }: { desk: Desk; own: OwnDays }) {
  const today = useToday(own.zone)
  const [picked, pick] = useState<CivilDate | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const days = stripDays(own, today)
  const on = picked !== null && days.some(({ day }) => day === picked) ? picked : today
  const entries = entriesOn(own, desk.waiting, on)
  const source = days.filter(({ day }) => day < on && entriesOn(own, [], day).length > 0).at(-1)?.day
  const close = () => setOpen(null)
  const write = (day: CivilDate = on, activity: Suggestion | undefined = usualOn(own, day)[0]) => {
    const entry = newEntry(whenOf(own, day, today), standingEntries(own, desk.waiting), activity)
    setOpen({ sheet: 'entry', entry, note: null, isSent: false, isNew: true })
  }
  const openSent = (entry: OwnEntry) =>
    setOpen({ sheet: 'entry', entry: changing(entry), note: entry.reviewNote, isSent: true, isNew: false })
  const openWaiting = ({ entry }: Waiting) =>
    setOpen({ sheet: 'entry', entry, note: null, isSent: false, isNew: false })
  const openAny = (id: string) => {
    const row = desk.waiting.find(({ key }) => key === id)
    const entry = own.entries.find((each) => each.id === id)
    if (row) openWaiting(row)
    else if (entry && isOpen(entry)) openSent(entry)
    else if (entry) pick(entry.workOn)
  }
  return (
    <>
      <Strip days={days} own={own} waiting={desk.waiting} on={on} today={today} pick={pick} />
      <main id="isi" className="body">
        <Told desk={desk} days={days} today={today} own={own} fill={pick} on={on} />
        <WeekGrid {...{ desk, own, days, on, today, pick, write }} open={openAny} />
        <EntryList
          desk={desk}
          own={own}
          entries={entries}
          heading={on === today ? t('strip.today') : dayNameShort(on)}
          isToday={on === today}
          showMonth={() => setOpen({ sheet: 'calendar' })}
          importFile={() => setOpen({ sheet: 'import' })}
          copyFrom={source ? { day: weekdayName(source), run: () => setOpen({ sheet: 'copy', from: source }) } : null}
          openSent={openSent}
          openWaiting={openWaiting}
        />
      </main>
      <div className="bar">
        <button type="button" className="btn primary big wide" onClick={() => write()}>
          <Icon name="plus" />
          {t('add')}
        </button>
      </div>
      {open?.sheet === 'entry' && (
        <EntrySheet
          key={open.entry.id}
          start={open.entry}
          note={open.note}
          isSent={open.isSent}
          isNew={open.isNew}
          desk={desk}
          own={own}
          today={today}
          close={close}
          sent={(id) => setOpen({ sheet: 'receipt', id })}
        />
      )}
      {open?.sheet === 'copy' && (
        <CopySheet own={own} desk={desk} from={open.from} on={on} days={days} today={today} close={close} />
      )}
      {open?.sheet === 'import' && <ImportSheet close={close} />}
      {open?.sheet === 'calendar' && <CalendarSheet own={own} on={on} today={today} close={close} />}
      {open?.sheet === 'receipt' && (
        <ReceiptSheet id={open.id} desk={desk} own={own} days={days} close={close} again={() => write()} />
      )}
    </>
  )
}

/** The day at the place of work by the server's clock, asked anew whenever the server has said what time it is. */
function useToday(zone: OwnDays['zone']): CivilDate {
  const [, again] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    const timer = setInterval(again, 30_000)
    return () => clearInterval(timer)
  }, [])
  return civilDateIn(zone, serverNow())
}
