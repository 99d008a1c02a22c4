import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { isDiskFull } from '@/lib/disk-full'
import { refusalStatus } from '@/lib/http-status'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { Refusal } from '@/lib/refusal'

/**
 * What a GET endpoint answers when it cannot give its file: JSON to a script, a page with the sentence to a person who
 * followed a link. Anything but a refusal or a full disk is thrown on.
 */
export async function answerRefusal(request: Request, error: unknown): Promise<Response> {
  if (isDiskFull(error)) return answerRefusal(request, new Refusal('disk_full'))
  if (!(error instanceof Refusal)) throw error
  const status = refusalStatus(error)
  const headers = { 'cache-control': 'private, no-store' }
  if (!request.headers.get('accept')?.includes('text/html')) {
    return Response.json({ code: error.code }, { status, headers })
  }
  return new Response(await page(error), {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  })
}

async function page({ code, facts }: Refusal): Promise<string> {
  const locale = localeFrom(await getLocale())
  const t = await getTranslations('errors.file')
  const sentence = dataWord(await getTranslations('refusals'), code, readableFacts(facts, locale))
  const [href, label] = code === 'sign_in_required' ? ['/masuk', t('signIn')] : ['/beranda', t('home')]
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t('title'))} - Satya</title>
<style>
  :root { color-scheme: light dark }
  body { max-width: 40rem; margin: 0 auto; padding: 3rem 1rem; background: light-dark(#fff, #0e171d);
    color: light-dark(#14212b, #e8eef2); font: 1rem/1.5 system-ui, sans-serif }
  b { padding-bottom: 2px; border-bottom: 2.5px solid #c27803; color: light-dark(#0b4a6f, #6cb8e6); font-size: 1.25rem }
  h1 { font-size: 1.5rem }
  a { color: light-dark(#0b5c8a, #84c5ee) }
</style>
<main><b>Satya</b><h1>${escaped(t('title'))}</h1><p>${escaped(sentence)}</p><p><a href="${href}">${escaped(label)}</a></p></main>
</html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
