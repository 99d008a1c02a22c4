import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { KeyValues } from '@/components/ui/key-values'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { AGENCY_KINDS, MEASURED_STEPS, RESULTS } from '@/lib/wbs/closure'
import { provenPercent, type QuarterFigures } from '@/lib/wbs/figures'
import { numberOf } from '@/lib/wbs/quarter'
import { CATEGORIES } from '@/lib/wbs/report-content'
import type { Shown } from '@/lib/wbs/suppression'

/** One quarter as it is published, or will be. */
export function QuarterTables({ figures, note }: { figures: QuarterFigures; note: string }) {
  const t = useTranslations('figures')
  const categories = useTranslations('report.categories')
  const locale = localeFrom(useLocale())
  const shown = (value: Shown) => (value === null ? '–' : formatNumber(value, locale))
  const percent = provenPercent(figures.results)
  const parts = [
    { title: t('results.title'), items: RESULTS.map((key) => [t(`results.${key}`), shown(figures.results[key])]) },
    {
      title: t('agencies.title'),
      items: AGENCY_KINDS.map((key) => [t(`agencies.${key}`), shown(figures.agencies[key])]),
    },
    { title: t('days.title'), items: MEASURED_STEPS.map((key) => [t(`days.${key}`), daysOf(figures.days[key])]) },
    { title: t('categories.title'), items: CATEGORIES.map((key) => [categories(key), shown(figures.categories[key])]) },
    ...(['correctiveActions', 'retaliation'] as const).map((key) => ({
      title: t(`${key}.title`),
      items: (['yes', 'no'] as const).map((answer) => [t(`${key}.${answer}`), shown(figures[key][answer])]),
    })),
  ]
  function daysOf(half: Shown) {
    return half === null ? '–' : t('days.value', { days: half })
  }
  return (
    <section className="mt-6">
      <h2>{t('quarter', numberOf(figures.quarter))}</h2>
      <p className="mb-3 text-sm text-muted">{note}</p>
      <Card flush>
        <Figures
          items={[
            { label: t('received'), value: shown(figures.received) },
            { label: t('concluded'), value: shown(figures.concluded) },
            { label: t('provenShare'), value: percent === null ? '–' : t('percent', { share: percent }) },
          ]}
        />
      </Card>
      <div className="mt-4 grid items-start gap-4 md:grid-cols-2">
        {parts.map(({ title, items }) => (
          <Card key={title} title={title} level={3}>
            <KeyValues items={items.map(([label = '', value]) => ({ label, value }))} />
          </Card>
        ))}
      </div>
    </section>
  )
}
