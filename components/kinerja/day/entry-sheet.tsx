import { useEffect, useRef, useState } from 'react'
import type { CivilDate } from '@/lib/civil-date'
import { timeOf } from '@/lib/kinerja/entry'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { ActivityField } from './activity-field'
import { type KeptDraft, read, remove, write } from './device'
import { EvidenceField } from './evidence-field'
import { placedEntries, type Wrong, wrongIn } from './form'
import { Icon } from './icons'
import { type Desk, discard, put, serverNow, withdraw } from './outbox'
import { Refused } from './server'
import { Sheet } from './sheet'
import { clock, dayName, shortDate, t, timeOfDay } from './words'

/** The sheet an entry is written, changed or withdrawn with. What is typed is kept at once. */
export function EntrySheet({
  start,
  note,
  isSent,
  isNew,
  desk,
  own,
  today,
  close,
  sent,
}: {
  start: EntryInput
  note: string | null
  isSent: boolean // the server has it
  isNew: boolean
  desk: Desk
  own: OwnDays
  today: CivilDate
  close: () => void
  sent: (id: string) => void
}) {
  const [entry, setEntry] = useState(start)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const [trouble, setTrouble] = useState('')
  const summary = useRef<HTMLDivElement>(null)
  const isTouched = useRef(false)
  const draftKey = `${own.owner.id} ${start.workOn}`
  useEffect(() => {
    if (!isNew) return
    void read<KeptDraft>('drafts', draftKey).then((draft) => {
      if (!draft || isTouched.current) return // what was typed meanwhile is newer
      setEntry({ ...draft.entry, isToday: start.isToday })
      setSavedAt(new Date(draft.savedAt))
    })
  }, [isNew, draftKey, start.isToday])
  const change = (changes: Partial<EntryInput>) => {
    const next = { ...entry, ...changes }
    isTouched.current = true
    setEntry(next)
    if (!isNew) return
    const now = serverNow()
    void write('drafts', { key: draftKey, entry: next, savedAt: now.toISOString() } as KeptDraft).then(() =>
      setSavedAt(now),
    )
  }
  const placed = placedEntries(own, desk.waiting).filter(({ id }) => id !== entry.id)
  const submit = async () => {
    const found = wrongIn(entry, own, placed, today)
    setWrong(found)
    if (found.length > 0) return requestAnimationFrame(() => summary.current?.focus())
    await put([{ ...entry, text: entry.text.trim(), deviceAt: new Date().toISOString() }])
    await remove('drafts', draftKey)
    sent(entry.id)
  }
  const takeBack = async () => {
    if (!confirm(t(isSent ? 'sheet.withdrawSure' : 'sheet.removeSure'))) return
    try {
      if (isSent) await withdraw(entry)
      else await discard(entry.id)
      close()
    } catch (error) {
      setTrouble(error instanceof Refused ? error.reason : t('outbox.sendFailed'))
    }
  }
  const draftHint = savedAt ? ` · ${t('sheet.draft', { time: timeOfDay(savedAt, own.zone) })}` : ''
  return (
    <Sheet
      title={t(isNew ? 'sheet.title' : 'sheet.edit')}
      hint={`${dayName(entry.workOn)}${draftHint}`}
      close={close}
      foot={
        <button type="submit" form="catatan" className="btn primary big wide">
          <Icon name="send" />
          {t(isSent ? 'sheet.save' : 'sheet.send')}
        </button>
      }
    >
      <form
        id="catatan"
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        noValidate
      >
        {wrong.length > 0 && (
          <div className="notice bad" ref={summary} tabIndex={-1} role="alert">
            <div>
              <b>{t('wrong.title')}</b>
              <ul>
                {wrong.map((each) => (
                  <li key={each.code}>
                    <a href={`#${each.field}`}>{wrongText(each)}</a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        {trouble && (
          <p className="notice bad" role="alert">
            {trouble}
          </p>
        )}
        {note && (
          <p className="notice warn">
            <span>
              <b>{t('sheet.note')}</b> {note}
            </span>
          </p>
        )}
        <ActivityField own={own} entry={entry} change={change} isNew={isNew} />
        <ResultFields own={own} entry={entry} change={change} />
        <TimeFields entry={entry} change={change} />
        <EvidenceField own={own} entry={entry} />
        <OrderFields own={own} entry={entry} change={change} today={today} />
        {!isNew && (
          <button type="button" className="btn wide danger" onClick={() => void takeBack()}>
            {t(isSent ? 'sheet.withdraw' : 'sheet.remove')}
          </button>
        )}
      </form>
    </Sheet>
  )
}

function wrongText({ code, facts }: Wrong): string {
  if (code === 'overlap') {
    const [from, to] = [facts.from, facts.to].map((time) => clock(minuteOf(String(time).replace('.', ':'))))
    return t('wrong.overlap', { from: from ?? '', to: to ?? '' })
  }
  if (code === 'minutes') return t('wrong.minutes', { most: Number(facts.mostMinutes) })
  return t(`wrong.${code}`)
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

export type Part = { entry: EntryInput; change: (changes: Partial<EntryInput>) => void }

function ResultFields({ own, entry, change }: Part & { own: OwnDays }) {
  const units = [...new Set([...own.habits, ...own.items].flatMap(({ unit }) => (unit ? [unit] : [])))]
  const step = (by: number) => change({ quantity: Math.max(1, Math.round((entry.quantity ?? 0) + by)) })
  return (
    <div className="two">
      <div>
        <label className="label" htmlFor="quantity">
          {t('sheet.result')}
        </label>
        <div className="stepper">
          <button type="button" aria-label={t('sheet.less')} onClick={() => step(-1)}>
            <Icon name="minus" />
          </button>
          <input
            id="quantity"
            type="number"
            inputMode="decimal"
            min="0"
            step="any"
            value={entry.quantity ?? ''}
            onChange={({ target }) => change({ quantity: target.value === '' ? null : Number(target.value) })}
          />
          <button type="button" aria-label={t('sheet.more')} onClick={() => step(1)}>
            <Icon name="plus" />
          </button>
        </div>
      </div>
      <div>
        <label className="label" htmlFor="unit">
          {t('sheet.unit')}
        </label>
        <input
          id="unit"
          className="input"
          list="satuan"
          maxLength={40}
          value={entry.unit ?? ''}
          onChange={({ target }) => change({ unit: target.value || null })}
        />
        <datalist id="satuan">
          {units.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
      </div>
    </div>
  )
}

function TimeFields({ entry, change }: Part) {
  const value = (minute: number) => timeOf(minute).replace('.', ':')
  return (
    <fieldset className="part">
      <legend className="label">
        {t('sheet.time')} <span className="muted">· {t('sheet.fromLast')}</span>
      </legend>
      <div className="times">
        <input
          id="startsMinute"
          className="input"
          type="time"
          aria-label={t('sheet.starts')}
          value={value(entry.startsMinute)}
          onChange={({ target }) => target.value && change({ startsMinute: minuteOf(target.value) })}
        />
        <span className="muted">{t('sheet.until')}</span>
        <input
          id="endsMinute"
          className="input"
          type="time"
          aria-label={t('sheet.ends')}
          value={value(entry.endsMinute)}
          onChange={({ target }) => target.value && change({ endsMinute: minuteOf(target.value) })}
        />
      </div>
    </fieldset>
  )
}

/** Additional work and its order; a letter where the day is off or on leave; a reason where it is late. */
function OrderFields({ own, entry, change, today }: Part & { own: OwnDays; today: CivilDate }) {
  const isAdditional = entry.kind === 'additional'
  const bare = {
    ...entry,
    orderNumber: null,
    lateReason: null,
    text: 'x',
    quantity: 1,
    kind: 'general' as const,
    planItemId: null,
  }
  const asked = wrongIn(bare, own, [], today)
  const late = asked.find(({ code }) => code === 'lateReason')
  const letter = asked.find(({ code }) => code === 'letter')
  const isOnLeave = own.leave.some(
    ({ startsOn, endsOn }) => startsOn <= entry.workOn && (endsOn === null || entry.workOn <= endsOn),
  )
  const toggle = () =>
    change(isAdditional ? { kind: 'general', orderBy: null } : { kind: 'additional', planItemId: null })
  return (
    <>
      <label className="switch-row" htmlFor="additional">
        <span>
          <b>{t('sheet.additional')}</b>
          <span className="muted small">{t('sheet.additionalHint')}</span>
        </span>
        <input
          id="additional"
          type="checkbox"
          role="switch"
          aria-checked={isAdditional}
          className="switch"
          checked={isAdditional}
          onChange={toggle}
        />
      </label>
      {isAdditional && <TextField name="orderBy" label={t('sheet.orderBy')} entry={entry} change={change} />}
      {(isAdditional || letter) && (
        <TextField
          name="orderNumber"
          label={t(letter ? 'sheet.letter' : 'sheet.orderNumber')}
          hint={letter ? t('sheet.letterWhy', { reason: isOnLeave ? 'leave' : 'off' }) : t('sheet.orderOptional')}
          entry={entry}
          change={change}
        />
      )}
      {late && (
        <TextField
          name="lateReason"
          label={t('sheet.lateReason')}
          hint={t('sheet.lateWhy', { date: shortDate(String(late.facts.dueOn)) })}
          entry={entry}
          change={change}
        />
      )}
    </>
  )
}

function TextField({
  name,
  label,
  hint,
  entry,
  change,
}: Part & { name: 'orderBy' | 'orderNumber' | 'lateReason'; label: string; hint?: string }) {
  return (
    <div className="part">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className="muted small" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        className="input"
        aria-describedby={hint ? `${name}-hint` : undefined}
        value={entry[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value || null })}
      />
    </div>
  )
}
