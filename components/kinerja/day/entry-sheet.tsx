import { useEffect, useRef, useState } from 'react'
import type { CivilDate } from '@/lib/civil-date'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { ActivityField } from './activity-field'
import { type Desk, serverNow } from './desk'
import { type KeptDraft, read, remove, write } from './device'
import { EvidenceField } from './evidence-field'
import { latestEnd, standingEntries, stillWrong, type Wrong, whenOf, wrongIn } from './form'
import { Icon } from './icons'
import { OrderFields } from './order-fields'
import { abandon, put, withdraw } from './outbox'
import { PlaceField } from './place-field'
import { QuantityFields } from './quantity-fields'
import { Refused } from './server'
import { Sheet } from './sheet'
import { TextField } from './text-field'
import { TimeFields } from './time-fields'
import { dayName, t, timeOfDay } from './words'
import { WrongNotice } from './wrong-notice'

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
    const draft: KeptDraft = { key: draftKey, entry: next, savedAt: now.toISOString() }
    void write('drafts', draft).then((isKept) => isKept && setSavedAt(now))
  }
  const placed = standingEntries(own, desk.waiting).filter(({ id }) => id !== entry.id)
  const shown = wrong.length > 0 ? stillWrong(wrong, wrongIn(entry, own, placed, today)) : []
  const latest = isNew ? latestEnd(whenOf(own, entry.workOn, today), placed, entry.startsMinute) : undefined
  const part = { entry, change, wrong: shown }
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
    setTrouble('')
    try {
      if (isSent) await withdraw(entry)
      else await abandon(entry.id)
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
        <WrongNotice wrong={shown} notice={summary} />
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
        <ActivityField {...part} own={own} isNew={isNew} latest={latest} />
        <QuantityFields {...part} own={own} />
        <TimeFields {...part} />
        <EvidenceField own={own} entry={entry} />
        <OrderFields {...part} own={own} today={today} />
        <PlaceField {...part} />
        <TextField
          name="collaborators"
          label={t('sheet.collaborators')}
          hint={t('sheet.collaboratorsHint')}
          {...part}
        />
        {!isNew && (
          <button type="button" className="btn wide danger" onClick={() => void takeBack()}>
            {t(isSent ? 'sheet.withdraw' : 'sheet.remove')}
          </button>
        )}
      </form>
    </Sheet>
  )
}
