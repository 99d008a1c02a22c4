import 'server-only'
import type { Locale } from '@/lib/format'
import { settings } from '@/lib/settings.server'
import { integrityOf } from '@/lib/wbs/page-file.server'
import { reportingPlace } from '@/lib/wbs/place.server'
import { reportWords, type Words } from '@/lib/wbs/report-words.server'
import { LINES, SHAPES, type ShapeName } from './shapes'

/** A weather page: the kind of page that is open on any desk. */
export const harmlessPage = 'https://www.bmkg.go.id'

/** Doors of others, where those fit better (wbs.md 2). */
const OTHERS = [
  ['gift', 'https://gol.kpk.go.id'],
  ['service', 'https://www.lapor.go.id'],
  ['kpk', 'https://kws.kpk.go.id'],
  ['ombudsman', 'https://ombudsman.go.id'],
] as const

/** What a reporter should know first: what is kept, what is not, and what is beyond us. */
const FACTS = [
  ['content', 'lock', 'k'],
  ['date', 'calendar', 'k'],
  ['identity', 'unseen', 'n'],
  ['device', 'warning', 'c'],
  ['story', 'warning', 'c'],
] as const satisfies readonly (readonly [string, ShapeName, string])[]

/**
 * The one document of reporters. Everything of the beginning stands in it and is read without a script; the title says
 * nothing, and no other address is used, so that no history tells what was done here.
 */
export async function reportDocument(locale: Locale): Promise<Response> {
  const words = await reportWords(locale)
  const say = (key: string) => escaped(sentence(words, key))
  const [script, style] = [await integrityOf('lapor.js'), await integrityOf('lapor.css')]
  const other =
    locale === 'id'
      ? { href: '/lapor/en', lang: 'en', name: 'English' }
      : { href: '/lapor', lang: 'id', name: 'Bahasa Indonesia' }
  const html = `<!doctype html><html lang="${locale}" translate="no"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="google" content="notranslate"><title>Satya</title><link rel="icon" href="/lapor/ikon.svg"><link rel="stylesheet" href="/lapor/lapor.css" integrity="${style}"></head><body>
<a class="skip" href="#isi">${say('skip')}</a>
<div class="w"><header class="w-head"><span class="mark">Satya</span><a class="btn sm" id="quick-exit" href="${harmlessPage}" rel="noreferrer">${svg('exit')}${say('quickExit')}</a></header>
<main class="w-in" id="isi"><div class="w-cols"><div>
${isDemonstration() ? `<p class="notice bad"><b>${say('demonstration')}</b></p>` : ''}<h1 tabindex="-1">${say('start.title')}</h1>
<p class="lead">${say('start.lead')}</p>
<div class="doors" data-needs-script hidden>
${door('write', 'pencil', say, 'primary')}
${door('open', 'key', say)}
</div>
<noscript>${withoutScript(locale, say)}</noscript>
</div><section class="facts" aria-labelledby="first"><h2 id="first">${say('start.first')}</h2>
<ul class="five">${FACTS.map(([name, icon, kind]) => `<li class="${kind}">${svg(icon)}<span><b>${say(`facts.${name}.title`)}</b>${say(`facts.${name}.text`)}</span></li>`).join('')}</ul>
</section><section aria-labelledby="others"><h2 id="others">${say('others.title')}</h2>
<ul class="others">${[...OTHERS, ['lpsk', `${startOf(locale)}/perlindungan`]].map(([name, href]) => `<li>${say(`others.${name}`)} <a href="${href}" rel="noreferrer">${say(`others.${name}Link`)}</a></li>`).join('')}</ul></section></div></main>
<footer class="w-foot"><div><span>${say('footer')}</span><a href="${startOf(locale)}/angka" id="figures">${say('figures')}</a><a id="language" href="${other.href}" lang="${other.lang}">${other.name}</a></div></footer></div>
${data('words', { unloaded: words.unloaded })}${data('place', reportingPlace())}<script src="/lapor/lapor.js" integrity="${script}" defer></script></body></html>`
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** Where people report, in a language. */
export function startOf(locale: Locale): string {
  return locale === 'id' ? '/lapor' : '/lapor/en'
}

/** Why nothing can be written here, and the ways that are left. */
function withoutScript(locale: Locale, say: (key: string) => string): string {
  const way = (title: string, text: string, link = '') =>
    `<li><b>${say(`noScript.${title}`)}</b><p>${say(`noScript.${text}`)}</p>${link}</li>`
  const ways = [
    way('on', 'how', `<p><a class="btn primary" href="">${say('noScript.reload')}</a></p>`),
    way('age', 'ageText', `<p><a href="${startOf(locale)}/luring">${say('noScript.offline')}</a></p>`),
    way('elsewhere', 'others'),
  ]
  return `<section class="helper"><h2>${say('noScript.title')}</h2><p>${say('noScript.text')}</p><ol class="ways">${ways.join('')}</ol></section>`
}

/** Whether the keys that open reports lie on this machine: its own ceremony made them, and nobody should trust it. */
export function isDemonstration(): boolean {
  const { DEMONSTRATION, WBS_ROOT_KEYS } = settings()
  return DEMONSTRATION === 'on' && WBS_ROOT_KEYS.length === 0
}

function door(name: string, icon: ShapeName, say: (key: string) => string, kind = ''): string {
  return `<button type="button" class="door ${kind}" id="${name}">${svg(icon)}<span><b>${say(`start.${name}`)}</b>${say(`start.${name}Hint`)}</span>${svg('forward')}</button>`
}

function svg(name: ShapeName): string {
  const attributes = Object.entries(LINES).map(([key, value]) => `${key}="${value}"`)
  return `<svg class="i" ${attributes.join(' ')}>${SHAPES[name].map((d) => `<path d="${d}"/>`).join('')}</svg>`
}

function data(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`
}

function sentence(words: Words, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Words | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), words)
  return typeof found === 'string' ? found : key
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
