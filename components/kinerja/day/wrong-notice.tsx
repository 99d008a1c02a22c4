import type { RefObject } from 'react'
import { minuteOf, type Wrong } from './form'
import { clock, t } from './words'

/** What keeps an entry from being sent, each with the way to its field. */
export function WrongNotice({ wrong, notice }: { wrong: readonly Wrong[]; notice: RefObject<HTMLDivElement | null> }) {
  if (wrong.length === 0) return null
  return (
    <div className="notice bad" ref={notice} tabIndex={-1} role="alert">
      <div>
        <b>{t('wrong.title')}</b>
        <ul>
          {wrong.map((each) => (
            <li key={each.code + each.field}>
              <a href={`#${each.field}`}>{wrongText(each)}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** One sentence, for the notice and for the field. */
export function wrongText({ code, facts }: Wrong): string {
  if (code === 'overlap') {
    const [from, to] = [facts.from, facts.to].map((time) => clock(minuteOf(String(time).replace('.', ':'))))
    return t('wrong.overlap', { from: from ?? '', to: to ?? '' })
  }
  if (code === 'minutes') return t('wrong.minutes', { most: Number(facts.mostMinutes), minutes: Number(facts.minutes) })
  if (code === 'long') return t('wrong.long', { field: String(facts.field), most: Number(facts.most) })
  return t(`wrong.${code}`)
}
