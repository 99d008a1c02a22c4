import 'server-only'
import { escaped } from '@/components/wbs/report/document.server'
import { formatNumber, type Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import type { QuarterFigures } from '@/lib/wbs/figures'
import { numberOf } from '@/lib/wbs/quarter'
import { tablesOf, totalsOf } from '@/lib/wbs/quarter-tables'

type Table = ReturnType<typeof tablesOf>[number]

/** What is published of one quarter, as tables. */
export async function quarterSection(locale: Locale, figures: QuarterFigures): Promise<string> {
  const [t, categories] = [await translatorFor(locale, 'figures'), await translatorFor(locale, 'report.categories')]
  const shown = ({ value, unit }: Pick<Table['lines'][number], 'value' | 'unit'>) => {
    if (value === null) return '–'
    if (unit === 'percent') return t('percent', { share: value })
    return unit === 'days' ? t('days.value', { days: value }) : formatNumber(value, locale)
  }
  const row = (name: string, value: string) =>
    `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`
  const table = ({ name, lines }: Table) => {
    const head = name === 'days' ? t('days.half') : t('count')
    const word = (line: string) =>
      name === 'categories' ? categories(line as 'levy') : t(`${name}.${line}` as 'days.verify')
    const rows = lines.map((line) => row(word(line.name), shown(line)))
    return `<table><caption>${escaped(t(`${name}.title`))}</caption><thead><tr><td></td><th scope="col">${escaped(head)}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  }
  const totals = totalsOf(figures).map(
    (total) => `<div><dt>${escaped(t(total.name))}</dt><dd>${escaped(shown(total))}</dd></div>`,
  )
  return `<section class="quarter"><h2>${escaped(t('quarter', numberOf(figures.quarter)))}</h2>
<dl class="totals">${totals.join('')}</dl>
<div class="tables">${tablesOf(figures).map(table).join('')}</div></section>`
}
