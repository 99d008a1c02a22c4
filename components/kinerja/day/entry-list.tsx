import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays, OwnEntry } from '@/lib/kinerja/own-days'
import type { Desk } from './desk'
import type { Waiting } from './device'
import { waitingEvidence } from './evidence-box'
import { type Drawing, Icon } from './icons'
import { refresh } from './outbox'
import { isOnDevice } from './waiting-rows'
import { clock, shortDate, t } from './words'

type Shown = Pick<
  EntryInput,
  'id' | 'startsMinute' | 'endsMinute' | 'text' | 'kind' | 'planItemId' | 'quantity' | 'unit'
>

/** What waits on the device, then the entries of the day. */
export function EntryList({
  desk,
  own,
  entries,
  heading,
  isToday,
  showMonth,
  importFile,
  copyFrom,
  openSent,
  openWaiting,
}: {
  desk: Desk
  own: OwnDays
  entries: readonly OwnEntry[]
  heading: string
  isToday: boolean
  showMonth: () => void
  importFile: () => void
  copyFrom: { day: string; run: () => void } | null
  openSent: (entry: OwnEntry) => void
  openWaiting: (row: Waiting) => void
}) {
  return (
    <>
      {desk.waiting.length > 0 && (
        <section aria-labelledby="kotak-keluar">
          <div className="head">
            <h2 id="kotak-keluar">{t('outbox.title', { count: desk.waiting.length })}</h2>
            <button type="button" className="btn quiet" onClick={() => void refresh()}>
              <Icon name="refresh" />
              {t('outbox.retry')}
            </button>
          </div>
          <ul className="card">
            {desk.waiting.map((row) => (
              <Row
                key={row.key}
                entry={row.entry}
                own={own}
                open={() => openWaiting(row)}
                day={shortDate(row.entry.workOn)}
              >
                {row.trouble ? (
                  <>
                    <State icon="alert" tone="warn" word={t('state.action')} />
                    <span className="why">{row.trouble.reason}</span>
                  </>
                ) : desk.isSending ? (
                  <State icon="send" tone="info" word={t('state.sending')} />
                ) : (
                  <State icon="cloud-off" tone="plain" word={t(isOnDevice(row) ? 'state.kept' : 'state.unkept')} />
                )}
              </Row>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="hari">
        <div className="head">
          <h2 id="hari">{heading}</h2>
          <div>
            {copyFrom && (
              <button type="button" className="btn quiet" onClick={copyFrom.run}>
                <Icon name="copy" />
                {t('list.copy', { day: copyFrom.day })}
              </button>
            )}
            <button type="button" className="btn quiet desk" onClick={importFile}>
              <Icon name="clip" />
              {t('import.title')}
            </button>
            <button type="button" className="icon-btn" aria-label={t('calendar.title')} onClick={showMonth}>
              <Icon name="calendar" />
            </button>
          </div>
        </div>
        {entries.length === 0 ? (
          <p className="empty">{t(isToday ? 'list.empty' : 'list.emptyThen')}</p>
        ) : (
          <ul className="card">
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} own={own} open={isOpen(entry) ? () => openSent(entry) : null}>
                <EntryState entry={entry} />
              </Row>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

/** Until it is answered, and once it came back, an entry is its owner's to change. */
export function isOpen({ state }: OwnEntry): boolean {
  return state === 'submitted' || state === 'returned'
}

function Row({
  entry,
  own,
  open,
  day,
  children,
}: {
  entry: Shown
  own: OwnDays
  open: (() => void) | null
  day?: string
  children: React.ReactNode
}) {
  const content = (
    <>
      <span className="when">
        <span className="sr">{t('list.from')} </span>
        <b>{clock(entry.startsMinute)}</b>
        <span className="sr"> {t('list.to')} </span>
        <span>{clock(entry.endsMinute)}</span>
      </span>
      <span className="what">
        <b>{entry.text}</b>
        <span className="muted">{[day, ...detailsOf(entry, own)].filter(Boolean).join(' · ')}</span>
        {children}
      </span>
      {open && <Icon name="right" />}
    </>
  )
  return (
    <li>
      {open ? (
        <button type="button" className="row" onClick={open}>
          {content}
        </button>
      ) : (
        <div className="row">{content}</div>
      )}
    </li>
  )
}

function detailsOf({ id, quantity, unit, kind, planItemId }: Shown, own: OwnDays): string[] {
  const number = own.items.find(({ id }) => id === planItemId)?.number
  const serves = kind === 'plan' ? (number ? t('list.item', { number }) : '') : t(`list.${kind}`)
  const pieces =
    waitingEvidence().filter(({ entryId }) => entryId === id).length +
    (own.entries.find((entry) => entry.id === id)?.evidence.length ?? 0)
  const evidence = pieces > 0 ? t('evidence.count', { count: pieces }) : ''
  return [quantity !== null && unit ? `${quantity} ${unit}` : '', serves, evidence]
}

function EntryState({ entry: { state, reviewNote } }: { entry: OwnEntry }) {
  if (state === 'returned' || state === 'rejected') {
    return (
      <>
        <State
          icon={state === 'returned' ? 'return' : 'x'}
          tone={state === 'returned' ? 'warn' : 'bad'}
          word={t(`state.${state}`)}
        />
        {reviewNote && <span className="why">{reviewNote}</span>}
      </>
    )
  }
  return <State icon="check" tone="ok" word={t(state === 'approved' ? 'state.approved' : 'state.submitted')} />
}

function State({ icon, tone, word }: { icon: Drawing; tone: string; word: string }) {
  return (
    <span className={`state ${tone}`}>
      <Icon name={icon} className="i s" />
      {word}
    </span>
  )
}
