import { useEffect, useState } from 'react'
import { MOST_LETTERS } from '@/lib/kinerja/entry'
import type { OwnDays, Suggestion } from '@/lib/kinerja/own-days'
import { described, FieldWrong } from './field-wrong'
import { type Part, suggested } from './form'
import { Icon } from './icons'
import { markFavourite, readFavourites, usualOn } from './usual'
import { t, weekdayName } from './words'

const FIRST = 3
const MOST_FOUND = 8

/** What was done: one of the usual, one that is searched for, or words of one's own. */
export function ActivityField({
  own,
  entry,
  change,
  wrong,
  isNew,
  latest,
}: Part & { own: OwnDays; isNew: boolean; latest: number | undefined }) {
  const [marked, setMarked] = useState<readonly string[]>([])
  const usual = usualOn(own, entry.workOn)
  const chosen = usual.find((each) => isChosen(each, entry))
  const [isFree, setFree] = useState(!isNew || usual.length === 0)
  useEffect(() => {
    void readFavourites(own.owner.id).then(setMarked)
  }, [own.owner.id])
  const first = usual.slice(0, FIRST)
  const offered = chosen && !first.includes(chosen) ? [...first.slice(0, FIRST - 1), chosen] : first
  const typed = entry.text.trim().toLowerCase()
  const found = usual.filter(({ text }) => text.toLowerCase().includes(typed)).slice(0, MOST_FOUND)
  const choose = (suggestion: Suggestion) => {
    setFree(false)
    change(suggested(entry, suggestion, latest))
  }
  const rows = (all: readonly Suggestion[], legend: string) => (
    <fieldset className="choices">
      <legend className="sr">{legend}</legend>
      {all.map((each) => (
        <div className="choice" key={each.key}>
          <label>
            <input type="radio" name="kegiatan" checked={each === chosen} onChange={() => choose(each)} />
            <span className="dot" aria-hidden="true" />
            <span>
              <b>{each.text}</b>
              <span className="muted small">{detailOf(each, own, entry.workOn)}</span>
            </span>
          </label>
          <button
            type="button"
            className="icon-btn star"
            aria-pressed={marked.includes(each.key)}
            aria-label={t('sheet.favourite', { text: each.text })}
            onClick={() => void markFavourite(own.owner.id, each.key).then((keys) => setMarked([...keys]))}
          >
            <Icon name="star" />
          </button>
        </div>
      ))}
    </fieldset>
  )
  return (
    <div className="part first">
      <div className="head">
        <h3>{t('sheet.activity')}</h3>
        {usual.length > 0 && (
          <button type="button" className="btn quiet" onClick={() => setFree(!isFree)}>
            <Icon name={isFree ? 'clipboard' : 'search'} />
            {t(isFree ? 'sheet.usual' : 'sheet.other')}
          </button>
        )}
      </div>
      {isFree ? (
        <>
          <label className="label" htmlFor="text">
            {t('sheet.text')}
          </label>
          <input
            id="text"
            className="input"
            maxLength={MOST_LETTERS.text}
            {...described(wrong, 'text')}
            value={entry.text}
            onChange={({ target }) => change({ text: target.value })}
          />
          <FieldWrong wrong={wrong} field="text" />
          {typed.length > 1 && found.length > 0 && !chosen && rows(found, t('sheet.found'))}
          {entry.kind !== 'additional' && (
            <>
              <label className="label" htmlFor="serves">
                {t('sheet.serves')}
              </label>
              <select
                id="serves"
                className="input"
                value={entry.planItemId ?? ''}
                onChange={({ target }) =>
                  change({ planItemId: target.value || null, kind: target.value ? 'plan' : 'general' })
                }
              >
                <option value="">{t('sheet.serveGeneral')}</option>
                {own.items.map(({ id, number, text }) => (
                  <option key={id} value={id}>
                    {t('sheet.serveItem', { number, text })}
                  </option>
                ))}
              </select>
            </>
          )}
        </>
      ) : (
        rows(offered, t('sheet.activity'))
      )}
    </div>
  )
}

function isChosen(each: Suggestion, { text, kind, planItemId }: Part['entry']): boolean {
  return each.text === text && each.planItemId === planItemId && each.kind === kind
}

function detailOf({ kind, planItemId, isWeekly, times }: Suggestion, own: OwnDays, on: string): string {
  const number = own.items.find(({ id }) => id === planItemId)?.number
  const serves = kind === 'plan' ? (number ? t('list.item', { number }) : '') : t(`list.${kind}`)
  const often = isWeekly
    ? t('sheet.weekly', { day: weekdayName(on) })
    : times > 0
      ? t('sheet.times', { count: times })
      : t('sheet.fromPlan')
  return [serves, often].filter(Boolean).join(' · ')
}
