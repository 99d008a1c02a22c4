import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { KeyValues } from '@/components/ui/key-values'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { QuarterFigures } from '@/lib/wbs/figures'
import { numberOf } from '@/lib/wbs/quarter'
import { tablesOf, totalsOf } from '@/lib/wbs/quarter-tables'

type Line = ReturnType<typeof tablesOf>[number]['lines'][number]

/** One quarter as it is published, or will be. */
export function QuarterTables({ figures, note }: { figures: QuarterFigures; note: string }) {
  const t = useTranslations('figures')
  const categories = useTranslations('report.categories')
  const locale = localeFrom(useLocale())
  const shown = ({ value, unit }: Pick<Line, 'value' | 'unit'>) => {
    if (value === null) return '–'
    if (unit === 'percent') return t('percent', { share: value })
    return unit === 'days' ? t('days.value', { days: value }) : formatNumber(value, locale)
  }
  return (
    <section className="mt-6">
      <h2>{t('quarter', numberOf(figures.quarter))}</h2>
      <p className="mb-3 text-sm text-muted">{note}</p>
      <Card flush>
        <Figures items={totalsOf(figures).map((total) => ({ label: t(total.name), value: shown(total) }))} />
      </Card>
      <div className="mt-4 grid items-start gap-4 md:grid-cols-2">
        {tablesOf(figures).map(({ name, lines }) => (
          <Card key={name} title={t(`${name}.title`)} level={3}>
            <KeyValues
              items={lines.map((line) => ({
                label:
                  name === 'categories' ? categories(line.name as 'levy') : t(`${name}.${line.name}` as 'days.verify'),
                value: shown(line),
              }))}
            />
          </Card>
        ))}
      </div>
    </section>
  )
}
