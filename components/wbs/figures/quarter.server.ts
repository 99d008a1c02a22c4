import 'server-only'
import { escaped } from '@/components/wbs/report/document.server'
import { formatNumber, type Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import { AGENCY_KINDS, MEASURED_STEPS, RESULTS } from '@/lib/wbs/closure'
import { provenPercent, type QuarterFigures } from '@/lib/wbs/figures'
import { numberOf } from '@/lib/wbs/quarter'
import { CATEGORIES } from '@/lib/wbs/report-content'
import type { Shown } from '@/lib/wbs/suppression'

/** What is published of one quarter, as tables. */
export async function quarterSection(locale: Locale, figures: QuarterFigures): Promise<string> {
  const [t, report] = [await translatorFor(locale, 'figures'), await translatorFor(locale, 'report.categories')]
  const shown = (value: Shown) => (value === null ? '–' : formatNumber(value, locale))
  const percent = provenPercent(figures.results)
  const table = (title: string, rows: readonly (readonly [string, string])[], head = t('count')) =>
    `<table><caption>${escaped(title)}</caption><thead><tr><td></td><th scope="col">${escaped(head)}</th></tr></thead><tbody>${rows.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('')}</tbody></table>`
  const yesNo = (key: 'correctiveActions' | 'retaliation') =>
    table(t(`${key}.title`), [
      [t(`${key}.yes`), shown(figures[key].yes)],
      [t(`${key}.no`), shown(figures[key].no)],
    ])
  const days = MEASURED_STEPS.map((step) => {
    const half = figures.days[step]
    return [t(`days.${step}`), half === null ? '–' : t('days.value', { days: half })] as const
  })
  const totals = [
    [t('received'), shown(figures.received)],
    [t('concluded'), shown(figures.concluded)],
    [t('provenShare'), percent === null ? '–' : t('percent', { share: percent })],
  ] as const
  return `<section class="quarter"><h2>${escaped(t('quarter', numberOf(figures.quarter)))}</h2>
<dl class="totals">${totals.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>
<div class="tables">${[
    table(
      t('results.title'),
      RESULTS.map((result) => [t(`results.${result}`), shown(figures.results[result])]),
    ),
    table(
      t('agencies.title'),
      AGENCY_KINDS.map((kind) => [t(`agencies.${kind}`), shown(figures.agencies[kind])]),
    ),
    table(t('days.title'), days, t('days.half')),
    table(
      t('categories.title'),
      CATEGORIES.map((category) => [report(category), shown(figures.categories[category])]),
    ),
    yesNo('correctiveActions'),
    yesNo('retaliation'),
  ].join('')}</div></section>`
}
