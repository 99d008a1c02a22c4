import { useLocale, useTranslations } from 'next-intl'
import { WithdrawUnitButton } from '@/components/registry/withdraw-unit-button'
import { ButtonLink } from '@/components/ui/button'
import { Timeline } from '@/components/ui/timeline'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { ShownUnit } from '@/lib/registry/unit-read.server'
import { UNKNOWN_START } from '@/lib/registry/unit-structure'

type Row = ShownUnit['history'][number]

/** All that was ever said of a unit, newest first; what was corrected or taken away is struck through. */
export function UnitHistory({
  unit,
  today,
  withdraw,
}: {
  unit: Pick<ShownUnit, 'id' | 'version' | 'history'>
  today: CivilDate
  withdraw: Action<{ id: string; version: number; reason: string }>
}) {
  const t = useTranslations('structure.history')
  const locale = localeFrom(useLocale())
  const day = (date: CivilDate) => formatDate(date, 'long', locale)
  const said = (row: Row) =>
    t(`said.${row.change}`, {
      name: row.name ?? '',
      place: row.parentName ? t('below', { parent: row.parentName }) : t('top'),
      head: [row.headTitle, row.headEchelon].filter(Boolean).join(', ') || t('noHead'),
    })
  const since = ({ effectiveOn }: Row) =>
    effectiveOn === UNKNOWN_START ? t('unknownStart') : t('since', { date: day(effectiveOn) })
  const decree = ({ decreeNumber, decreeOn }: Row) =>
    [decreeNumber, decreeOn && day(decreeOn)].filter(Boolean).join(', ')
  return (
    <Timeline
      entries={unit.history.map((row) => {
        const isGone = row.isReplaced || row.isVoid
        const gone = row.isVoid ? t('void') : row.isReplaced ? t('replaced') : ''
        return {
          key: row.id,
          state: isGone ? 'attention' : row.effectiveOn > today ? 'open' : 'done',
          title: isGone ? <del>{said(row)}</del> : said(row),
          meta: [
            gone,
            since(row),
            decree(row),
            t(`source.${row.source === 'update' ? 'update' : 'import'}`),
            row.recordedBy,
          ]
            .filter(Boolean)
            .join(' · '),
          quote: row.reason,
          children: !isGone && (
            <div className="flex flex-wrap gap-2">
              <ButtonLink
                href={`/admin/struktur/${unit.id}?koreksi=${row.id}`}
                aria-label={t('correctOf', { what: said(row) })}
              >
                {t('correct')}
              </ButtonLink>
              {row.change !== 'found' && (
                <WithdrawUnitButton row={{ id: row.id, version: unit.version }} what={said(row)} action={withdraw} />
              )}
            </div>
          ),
        }
      })}
    />
  )
}
