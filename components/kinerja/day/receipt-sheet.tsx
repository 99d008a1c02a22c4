import { isoWeekday } from '@/lib/civil-date'
import { ZONE_LABEL } from '@/lib/format'
import type { OwnDay, OwnDays } from '@/lib/kinerja/own-days'
import type { Desk } from './desk'
import { Icon } from './icons'
import { Sheet } from './sheet'
import { isOnDevice } from './waiting-rows'
import { clock, dayName, t, timeOfDay } from './words'

/** What became of an entry: received by whom until when, or safe on the device, or in this page alone. */
export function ReceiptSheet({
  id,
  desk,
  own,
  days,
  close,
  again,
}: {
  id: string
  desk: Desk
  own: OwnDays
  days: readonly OwnDay[]
  close: () => void
  again: () => void
}) {
  const receipt = desk.receipts.get(id)
  const row = desk.waiting.find(({ key }) => key === id)
  const entry = row?.entry ?? own.entries.find((each) => each.id === id)
  const isSent = receipt !== undefined && !row
  const isKept = !row || isOnDevice(row)
  const result = entry?.quantity && entry.unit ? `, ${entry.quantity} ${entry.unit}` : ''
  const week = weekOf(days, own)
  return (
    <Sheet
      mark={isSent ? 'check' : 'cloud-off'}
      title={t(`receipt.${isSent ? 'sent' : isKept ? 'kept' : 'unkept'}`)}
      close={close}
    >
      {entry && (
        <p className="muted lead">
          {entry.text}
          {result}, {clock(entry.startsMinute)}–{clock(entry.endsMinute)} {ZONE_LABEL[own.zone]}
        </p>
      )}
      {!isSent && <p>{row?.trouble ? row.trouble.reason : t(isKept ? 'receipt.keptText' : 'unkept')}</p>}
      {isSent && (
        <dl className="facts">
          <div>
            <dt>{t('receipt.number')}</dt>
            <dd>
              {receipt.receipt}
              <span className="muted small">
                {t('receipt.received', { time: timeOfDay(new Date(receipt.receivedAt), own.zone) })}
              </span>
            </dd>
          </div>
          <div>
            <dt>{t('receipt.next')}</dt>
            <dd>
              {receipt.reviewer
                ? t('receipt.reviewer', { name: receipt.reviewer, date: dayName(receipt.reviewDueOn) })
                : t('receipt.noReviewer', { date: dayName(receipt.reviewDueOn) })}
            </dd>
          </div>
          <div>
            <dt>{t('receipt.wrong')}</dt>
            <dd>{t('receipt.wrongText')}</dd>
          </div>
        </dl>
      )}
      <div className="buttons">
        <button type="button" className="btn primary big wide" onClick={close}>
          {t('receipt.done')}
        </button>
        <button type="button" className="btn big wide" onClick={again}>
          <Icon name="plus" />
          {t('receipt.again')}
        </button>
      </div>
      <p className="private">
        <Icon name="lock" />
        {t('receipt.week', week)}
      </p>
    </Sheet>
  )
}

/** Working days of the week of the last day, up to it and after; private, and compared with nobody. */
function weekOf(days: readonly OwnDay[], own: OwnDays): { filled: number; days: number } {
  const today = days.at(-1)?.day ?? ''
  const week = days.slice(-isoWeekday(today)).filter(({ isWorking, isOnLeave }) => isWorking && !isOnLeave)
  const filled = week.filter(({ day }) =>
    own.entries.some(({ workOn, state }) => workOn === day && state !== 'withdrawn'),
  )
  return { filled: filled.length, days: Math.max(week.length, filled.length) }
}
