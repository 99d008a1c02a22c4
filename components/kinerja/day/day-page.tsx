import { useEffect, useState, useSyncExternalStore } from 'react'
import { type CivilDate, civilDateIn, isoWeekday } from '@/lib/civil-date'
import { wallClock, ZONE_LABEL } from '@/lib/format'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { type OwnDay, type OwnDays, type OwnEntry, stripDays } from '@/lib/kinerja/own-days'
import { CopySheet } from './copy-sheet'
import type { Waiting } from './device'
import { EntryList } from './entry-list'
import { EntrySheet } from './entry-sheet'
import { waitingEvidence, watchEvidence } from './evidence-box'
import { changing, newEntry, placedEntries } from './form'
import { Icon } from './icons'
import { isNewerKept, watchPage } from './kept-page'
import { currentDesk, type Desk, refresh, serverNow, watchDesk } from './outbox'
import { ReceiptSheet } from './receipt-sheet'
import { usualOn } from './usual'
import { dayName, shortDate, t, timeOfDay, weekdayName } from './words'

type Open =
  | { sheet: 'entry'; entry: EntryInput; note: string | null; isSent: boolean; isNew: boolean }
  | { sheet: 'copy'; from: CivilDate }
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

function Connection({ desk }: { desk: Desk }) {
  const { offlineSince, waiting, isSending, own } = desk
  const isOnServer = (entryId: string) => own?.entries.some(({ id }) => id === entryId)
  const pieces = useSyncExternalStore(watchEvidence, waitingEvidence).filter(({ entryId }) =>
    isOnServer(entryId),
  ).length
  const zone = own?.zone ?? 'Asia/Jakarta'
  const isOff = offlineSince !== null
  const words = isOff
    ? t('connection.offlineSince', { time: timeOfDay(offlineSince, zone).slice(0, 5) })
    : isSending
      ? t('connection.sending')
      : waiting.length > 0
        ? t('connection.waiting', { count: waiting.length })
        : pieces > 0
          ? t('evidence.waiting', { count: pieces })
          : t('connection.allSent')
  const isBehind = isOff || waiting.length + pieces > 0
  return (
    <p className={isBehind ? 'conn off' : 'conn'} role="status">
      {own && (
        <>
          <Icon name={isBehind ? 'cloud-off' : 'cloud-check'} />
          {words}
        </>
      )}
    </p>
  )
}

function Navigation() {
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <a href="/beranda">
        <Icon name="house" className="i l" />
        {t('nav.home')}
      </a>
      <a href="/kinerja" aria-current="page">
        <Icon name="clipboard" className="i l" />
        {t('nav.daily')}
      </a>
      <a href="/profil">
        <Icon name="person" className="i l" />
        {t('nav.profile')}
      </a>
      <a href="/bantuan">
        <Icon name="help" className="i l" />
        {t('nav.help')}
      </a>
    </nav>
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
  const source = days.findLast(({ day }) => day < on && entriesOn(own, [], day).length > 0)?.day
  const close = () => setOpen(null)
  const write = () => {
    const nowMinute = minuteOf(own.zone)
    const day = { on, isToday: on === today, nowMinute }
    const entry = newEntry(day, placedEntries(own, desk.waiting), usualOn(own, on)[0])
    setOpen({ sheet: 'entry', entry, note: null, isSent: false, isNew: true })
  }
  const openSent = (entry: OwnEntry) =>
    setOpen({ sheet: 'entry', entry: changing(entry), note: entry.reviewNote, isSent: true, isNew: false })
  const openWaiting = ({ entry }: Waiting) =>
    setOpen({ sheet: 'entry', entry, note: null, isSent: false, isNew: false })
  return (
    <>
      <Strip days={days} own={own} waiting={desk.waiting} on={on} today={today} pick={pick} />
      <main id="isi" className="body">
        <Told desk={desk} days={days} today={today} own={own} fill={pick} on={on} />
        <EntryList
          desk={desk}
          own={own}
          entries={entries}
          heading={on === today ? t('strip.today') : dayName(on)}
          isToday={on === today}
          copyFrom={source ? { day: weekdayName(source), run: () => setOpen({ sheet: 'copy', from: source }) } : null}
          openSent={openSent}
          openWaiting={openWaiting}
        />
      </main>
      <div className="bar">
        <button type="button" className="btn primary big wide" onClick={write}>
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
        <CopySheet own={own} desk={desk} from={open.from} on={on} isToday={on === today} close={close} />
      )}
      {open?.sheet === 'receipt' && (
        <ReceiptSheet id={open.id} desk={desk} own={own} days={days} close={close} again={write} />
      )}
    </>
  )
}

/** Entries of a day as the server has them, but those that the device holds anew. */
export function entriesOn(own: OwnDays, waiting: readonly Waiting[], day: CivilDate): OwnEntry[] {
  return own.entries.filter(
    ({ id, workOn, state }) => workOn === day && state !== 'withdrawn' && !waiting.some(({ key }) => key === id),
  )
}

function useToday(zone: OwnDays['zone']): CivilDate {
  const [today, setToday] = useState(() => civilDateIn(zone, serverNow()))
  useEffect(() => {
    const timer = setInterval(() => setToday(civilDateIn(zone, serverNow())), 30_000)
    return () => clearInterval(timer)
  }, [zone])
  return today
}

function minuteOf(zone: OwnDays['zone']): number {
  const [hours, minutes] = wallClock(serverNow(), zone).time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

type Strips = {
  days: readonly OwnDay[]
  own: OwnDays
  waiting: readonly Waiting[]
  on: CivilDate
  today: CivilDate
  pick: (day: CivilDate) => void
}

function Strip({ days, own, waiting, on, today, pick }: Strips) {
  const countOf = (day: CivilDate) =>
    entriesOn(own, waiting, day).length + waiting.filter(({ entry }) => entry.workOn === day).length
  return (
    <section
      className="strip"
      aria-label={t('strip.label')}
      ref={(strip) => strip?.scrollTo({ left: strip.scrollWidth })}
    >
      {days.map((day) => {
        const count = countOf(day.day)
        const state = stateOf(day, count, today)
        return (
          <button
            key={day.day}
            type="button"
            className={`day ${state}`}
            aria-pressed={day.day === on}
            onClick={() => pick(day.day)}
          >
            <span>
              {day.day === today ? t('strip.today') : t('strip.weekday', { day: String(isoWeekday(day.day)) })}
            </span>
            <b>{Number(day.day.slice(8))}</b>
            <span className="st">
              {count > 0 ? t('strip.count', { count }) : t(`strip.${state === 'filled' ? 'empty' : state}`)}
            </span>
          </button>
        )
      })}
    </section>
  )
}

function stateOf({ day, isWorking, isOnLeave, hasPlan }: OwnDay, count: number, today: CivilDate) {
  if (count > 0) return 'filled' as const
  if (isOnLeave) return 'leave' as const
  if (!isWorking) return 'off' as const
  return day === today || !hasPlan ? ('nothing' as const) : ('empty' as const)
}

/** What the person should know before they write: what waits, whether to sign in, which day is empty. */
function Told({
  desk,
  days,
  today,
  own,
  fill,
  on,
}: Pick<Strips, 'days' | 'today' | 'own' | 'on'> & { desk: Desk; fill: Strips['pick'] }) {
  const { waiting, isSignedOut, offlineSince, strangers, isKept } = desk
  const troubled = waiting.filter(({ trouble }) => trouble).length
  const pieces = useSyncExternalStore(watchEvidence, waitingEvidence)
  const isEmpty = ({ day, isWorking, isOnLeave, hasPlan }: OwnDay) =>
    day < today &&
    isWorking &&
    !isOnLeave &&
    hasPlan &&
    entriesOn(own, [], day).length === 0 &&
    !waiting.some(({ entry }) => entry.workOn === day)
  const gap = days.find((each) => isEmpty(each) && today <= each.dueOn && each.day !== on)
  const hasPlan = days.some((each) => each.day === on && each.hasPlan)
  return (
    <>
      {isSignedOut && (
        <div className="notice warn" role="status">
          <Icon name="alert" />
          <div>
            <b>{t('signIn.title')}</b>
            <p>{t('signIn.text', { count: waiting.length })}</p>
            <a className="btn" href="/masuk">
              {t('signIn.action')}
            </a>
          </div>
        </div>
      )}
      {offlineSince && waiting.length > 0 && (
        <div className="notice">
          <Icon name="cloud-off" className="i l" />
          <div>
            <b>{t('outbox.safe', { count: waiting.length })}</b>
            <p>{t('outbox.safeText')}</p>
          </div>
        </div>
      )}
      {troubled > 0 && (
        <p className="notice warn">
          <Icon name="alert" />
          {t('outbox.troubled', { count: troubled })}
        </p>
      )}
      {pieces.map(({ key, name, trouble }) =>
        trouble ? (
          <p className="notice warn" key={key}>
            <Icon name="alert" />
            {t('evidence.trouble', { name, reason: trouble })}
          </p>
        ) : null,
      )}
      {!isKept && <p className="notice warn">{t('unkept')}</p>}
      {strangers > 0 && <p className="notice">{t('stranger', { count: strangers })}</p>}
      {!hasPlan && (
        <div className="notice warn">
          <Icon name="alert" />
          <div>
            <b>{t('noPlan.title')}</b>
            <p>{t('noPlan.text')}</p>
            <a href="/kinerja/skp">{t('noPlan.link')}</a>
          </div>
        </div>
      )}
      {gap && (
        <button type="button" className="gap" onClick={() => fill(gap.day)}>
          <Icon name="calendar" />
          <span>
            <b>{t('gap.fill', { day: dayName(gap.day) })}</b>
            <span>{t('gap.due', { date: shortDate(gap.dueOn), zone: ZONE_LABEL[own.zone] })}</span>
          </span>
          <Icon name="right" />
        </button>
      )}
    </>
  )
}
