import 'server-only'
import { escaped } from '@/components/wbs/report/document.server'
import type { Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import { plainPage } from './plain-page.server'

const LPSK = 'https://www.lpsk.go.id'

/** How a reporter gets protection, on one page for paper (UU 13/2006 jo. UU 31/2014). */
export async function protectionDocument(locale: Locale): Promise<Response> {
  const t = await translatorFor(locale, 'figures.protection')
  const say = (key: Parameters<typeof t>[0]) => escaped(t(key))
  const list = (title: string, items: readonly string[]) =>
    `<section><h2>${title}</h2><ul class="said">${items.map((item) => `<li>${item}</li>`).join('')}</ul></section>`
  const main = [
    `<h1>${say('title')}</h1><p class="lead">${say('lead')}</p>`,
    list(say('now.title'), [say('now.items.safe'), say('now.items.call'), say('now.items.note')]),
    list(say('rights.title'), [say('rights.items.suit'), say('rights.items.postponed'), say('rights.items.safety')]),
    list(say('ask.title'), [
      say('ask.items.write'),
      say('ask.items.weigh'),
      say('ask.items.identity'),
      say('ask.items.later'),
    ]),
    `<p class="no-print"><a href="${LPSK}" rel="noreferrer">${say('link')}</a></p><p class="no-print hint">${say('print')}</p>`,
  ]
  return plainPage(locale, 'perlindungan', main.join('\n'))
}
