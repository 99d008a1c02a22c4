import 'server-only'
import { sql } from 'drizzle-orm'
import type { useTranslations } from 'next-intl'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { formatMonth, formatNumber, type Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import { monthWord, type RecapFilter, recapFilter } from '@/lib/kinerja/recap'
import { type RecapUnit, recapOf, recapPeople, recapRows, recapUnits } from '@/lib/kinerja/recap.server'
import type { Cell, ListSource, PaperTable } from '@/lib/list-source'
import { listStatement } from '@/lib/list-statement.server'

/** What a file counts as today; the recap of a month that is over does not depend on it. */
const ZONE = 'Asia/Jakarta'

/** The people of a recap as a file: what each wrote down in the month, and what is missing. */
export async function recapSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const today = civilDateIn(ZONE, context.now)
  const filter = recapFilter(query, today)
  const rows = recapRows(sql`(${recapPeople(context, filter, today)})`, filter)
  const statement = listStatement(sql`
    select r.nip, r.name, r.unit, r.filled, r.missing, r.minutes, r.waiting, r."oldestWaitingDays", r."answeredInDays",
      r.id as person_id, ${context.actor.agencyId}::int as person_agency_id
    from (${rows}) r`)
  const t = await translatorFor(locale, 'recap')
  const month = formatMonth(filter.month, locale)
  return {
    fileName: `rekap-kinerja-${monthWord(filter.month)}`,
    sheet: month,
    headers: [
      t('column.nip'),
      t('column.name'),
      t('column.unit'),
      t('column.filled'),
      t('column.missing'),
      t('column.minutes'),
      t('column.waiting'),
      t('column.oldest'),
      t('column.answered'),
    ],
    statement,
    cells: (values) => values.slice(0, 9) as Cell[],
    paper: async () => {
      const { units, total } = await recapOf(context, { ...filter, page: 1 }, today)
      const unit = await recapUnitName(context, filter)
      return {
        title: t('title'),
        facts: [
          [t('paper.month'), month],
          [t('unit'), unit ?? t('allUnits')],
          [t('people'), formatNumber(total, locale)],
        ],
        tables: [unitsOnPaper(units, t)],
        caption: t(filter.onlyMissing ? 'behind' : 'people'),
        printed: (at) => t('paper.printed', { at, name: context.actor.name }),
      }
    },
  }
}

async function recapUnitName(context: Context, { unitId }: RecapFilter): Promise<string | undefined> {
  return (await recapUnits(context)).find(({ id }) => id === unitId)?.name
}

function unitsOnPaper(units: readonly RecapUnit[], t: ReturnType<typeof useTranslations<'recap'>>): PaperTable {
  const columns = ['unit', 'people', 'behind', 'filled', 'missing', 'minutes', 'waiting', 'oldest', 'answered'] as const
  return {
    caption: t('units'),
    headers: columns.map((column) => t(`column.${column}`)),
    rows: units.map((unit) => [
      unit.unit || t('noUnit'),
      unit.people,
      unit.behind,
      unit.filled,
      unit.missing,
      unit.minutes,
      unit.waiting,
      unit.oldestWaitingDays,
      unit.answeredInDays,
    ]),
  }
}
