import 'server-only'
import { escaped, startOf } from '@/components/wbs/report/document.server'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import type { Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import { publicRecord } from '@/lib/wbs/public-record.server'
import { checksSection } from './checks.server'
import { plainPage } from './plain-page.server'
import { quarterSection } from './quarter.server'

/** Figures and guarantees: what anybody may know of this place, the same for everybody and without a script. */
export async function figuresDocument(locale: Locale, now: Date): Promise<Response> {
  const t = await translatorFor(locale, 'figures')
  const record = await transactWbs((tx) => publicRecord(tx, civilDateIn('Asia/Jakarta', now)))
  const [newest, ...older] = record.figures
  const quarters = await Promise.all(older.map((figures) => quarterSection(locale, figures)))
  const days = (what: string) => t('keeping.days', { days: record.retention[what] ?? 0 })
  const kept = (['not_processed', 'forwarded', 'withdrawn', 'unreadable', 'closed'] as const).map(
    (state) => `<tr><th scope="row">${escaped(t(`keeping.${state}`))}</th><td>${escaped(days(state))}</td></tr>`,
  )
  const main = [
    `<h1>${escaped(t('title'))}</h1><p class="lead">${escaped(t('lead'))}</p>`,
    newest ? await quarterSection(locale, newest) : `<p class="notice">${escaped(t('none'))}</p>`,
    newest ? `<p class="hint">${escaped(t('kept'))}</p>` : '',
    older.length > 0 ? `<details><summary>${escaped(t('older'))}</summary>${quarters.join('')}</details>` : '',
    await checksSection(locale, record),
    `<section><h2>${escaped(t('keeping.title'))}</h2><p class="hint">${escaped(t('keeping.text', { drift: record.retention.drift ?? 0 }))}</p><table><tbody>${kept.join('')}</tbody></table></section>`,
    `<section><h2>${escaped(t('guides.title'))}</h2><p><a href="${startOf(locale)}/perlindungan">${escaped(t('guides.protection'))}</a></p></section>`,
  ]
  return plainPage(locale, 'angka', main.join('\n'))
}
