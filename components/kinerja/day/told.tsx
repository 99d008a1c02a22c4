import { useSyncExternalStore } from 'react'
import type { CivilDate } from '@/lib/civil-date'
import { ZONE_LABEL } from '@/lib/format'
import type { OwnDay, OwnDays } from '@/lib/kinerja/own-days'
import type { Desk } from './desk'
import { waitingEvidence, watchEvidence } from './evidence-box'
import { Icon } from './icons'
import { countOn, gapIn, isLocked } from './on-day'
import { isAllOnDevice, isOnDevice } from './waiting-rows'
import { dayName, shortDate, t } from './words'

/** What the person should know before they write: what waits, whether to sign in, which day is empty. */
export function Told({
  desk,
  days,
  today,
  own,
  fill,
  on,
}: {
  desk: Desk
  days: readonly OwnDay[]
  today: CivilDate
  own: OwnDays
  fill: (day: CivilDate) => void
  on: CivilDate
}) {
  const { waiting, isSignedOut, offlineSince, strangers } = desk
  const isKept = desk.isKept && isAllOnDevice()
  const kept = waiting.filter(isOnDevice).length
  const troubled = waiting.filter(({ trouble }) => trouble).length
  const pieces = useSyncExternalStore(watchEvidence, waitingEvidence)
  const gap = gapIn(days, today, (day) => countOn(own, waiting, day), on)
  const shown = days.find(({ day }) => day === on)
  return (
    <>
      {isSignedOut && (
        <div className="notice warn" role="status">
          <Icon name="alert" />
          <div>
            <b>{t('signIn.title')}</b>
            <p>{t('signIn.text', { count: kept })}</p>
            <a className="btn" href="/masuk" target={isAllOnDevice() ? undefined : '_blank'}>
              {t('signIn.action')}
            </a>
          </div>
        </div>
      )}
      {offlineSince && kept > 0 && (
        <div className="notice">
          <Icon name="cloud-off" className="i l" />
          <div>
            <b>{t('outbox.safe', { count: kept })}</b>
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
      {shown && !shown.hasPlan && (
        <div className="notice warn">
          <Icon name="alert" />
          <div>
            <b>{t('noPlan.title')}</b>
            <p>
              {t('noPlan.text')} {isKept && t('noPlan.kept')}
            </p>
            <a href="/kinerja/skp">{t('noPlan.link')}</a>
          </div>
        </div>
      )}
      {shown && <Off day={shown} />}
      {shown?.closesOn && isLocked(shown, today) && (
        <p className="notice warn">
          <Icon name="calendar" />
          {t('gap.locked', { date: shortDate(shown.closesOn), zone: ZONE_LABEL[own.zone] })}
        </p>
      )}
      {gap && (
        <button type="button" className="gap" onClick={() => fill(gap.day)}>
          <Icon name="calendar" />
          <span>
            <b>{t('gap.fill', { day: dayName(gap.day) })}</b>
            {today <= gap.dueOn && gap.dueOn !== gap.closesOn && (
              <span>{t('gap.due', { date: shortDate(gap.dueOn), zone: ZONE_LABEL[own.zone] })}</span>
            )}
            {gap.closesOn && (
              <span>{t('gap.locks', { date: shortDate(gap.closesOn), zone: ZONE_LABEL[own.zone] })}</span>
            )}
          </span>
          <Icon name="right" />
        </button>
      )}
    </>
  )
}

/** Why nobody expects work on a day, and what it takes to enter some. */
function Off({ day: { isWorking, isOnLeave, holiday } }: { day: OwnDay }) {
  if (isWorking && !isOnLeave) return null
  return (
    <p className="notice">
      <Icon name="calendar" />
      <span>
        <b>{isOnLeave ? t('off.leave') : holiday ? t('off.holiday', { name: holiday }) : t('off.weekend')}</b>{' '}
        {t('off.letter')}
      </span>
    </p>
  )
}
