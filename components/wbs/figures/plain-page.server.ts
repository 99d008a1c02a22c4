import 'server-only'
import { escaped, harmlessPage, isDemonstration, startOf } from '@/components/wbs/report/document.server'
import type { Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'

/** A page that is read without a script, beside the reporters' page and as neutral as that. */
export async function plainPage(locale: Locale, address: string, main: string): Promise<Response> {
  const [t, report] = [await translatorFor(locale, 'figures'), await translatorFor(locale, 'report')]
  const other =
    locale === 'id'
      ? { href: `/lapor/en/${address}`, lang: 'en', name: 'English' }
      : { href: `/lapor/${address}`, lang: 'id', name: 'Bahasa Indonesia' }
  const html = `<!doctype html><html lang="${locale}" translate="no"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Satya</title><link rel="icon" href="/lapor/ikon.svg"><link rel="stylesheet" href="/lapor/angka.css"></head><body>
<a class="skip" href="#isi">${escaped(report('skip'))}</a>
<div class="w"><header class="w-head"><span class="mark">Satya</span><a class="btn sm" href="${harmlessPage}" rel="noreferrer">${escaped(report('quickExit'))}</a></header>
<main class="w-in" id="isi">${isDemonstration() ? `<p class="notice bad"><b>${escaped(report('demonstration'))}</b></p>` : ''}
${main}</main>
<footer class="w-foot"><div><span>${escaped(t('footer'))}</span><a href="${startOf(locale)}">${escaped(t('back'))}</a><a href="${other.href}" lang="${other.lang}">${other.name}</a></div></footer></div></body></html>`
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
