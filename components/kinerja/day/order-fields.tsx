import { type CivilDate, isWithin } from '@/lib/civil-date'
import { ZONE_LABEL } from '@/lib/format'
import { entryClosesOn } from '@/lib/kinerja/entry'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { type Part, wrongIn } from './form'
import { TextField } from './text-field'
import { shortDate, t } from './words'

/** Additional work and its order; a letter where the day is off or on leave; a reason where it is late. */
export function OrderFields({ own, entry, change, wrong, today }: Part & { own: OwnDays; today: CivilDate }) {
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
  const isOnLeave = own.leave.some((span) => isWithin(entry.workOn, span))
  const closesOn = entryClosesOn(entry.workOn, own.rules, new Set(own.holidays.map(({ day }) => day)))
  const locks = closesOn && t('gap.locks', { date: shortDate(closesOn), zone: ZONE_LABEL[own.zone] })
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
      {isAdditional && (
        <TextField name="orderBy" label={t('sheet.orderBy')} entry={entry} change={change} wrong={wrong} />
      )}
      {(isAdditional || letter) && (
        <TextField
          name="orderNumber"
          label={t(letter ? 'sheet.letter' : 'sheet.orderNumber')}
          hint={letter ? t('sheet.letterWhy', { reason: isOnLeave ? 'leave' : 'off' }) : t('sheet.orderOptional')}
          entry={entry}
          change={change}
          wrong={wrong}
        />
      )}
      {late && (
        <TextField
          name="lateReason"
          label={t('sheet.lateReason')}
          hint={[t('sheet.lateWhy', { date: shortDate(String(late.facts.dueOn)) }), locks].filter(Boolean).join(' ')}
          entry={entry}
          change={change}
          wrong={wrong}
        />
      )}
    </>
  )
}
