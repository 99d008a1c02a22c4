import 'server-only'
import { escaped, isDemonstration, startOf } from '@/components/wbs/report/document.server'
import type { Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import { settings } from '@/lib/settings.server'
import { type FormOutcome, takeForm } from '@/lib/wbs/door.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { AGE_VERSION, MOST_OFFLINE_BYTES } from '@/lib/wbs/offline'
import { offlineManifest, receiveOffline } from '@/lib/wbs/offline.server'
import { plainPage } from './plain-page.server'

type Groups = Manifest['groups']

/** What a browser puts around a file. */
const FORM_BYTES = 8192

const STEPS = ['write', 'keys', 'choose', 'lock', 'send'] as const

/** Takes a file of the page below, and says on the same page what became of it. */
export async function takeOffline(locale: Locale, request: Request): Promise<Response> {
  return offlineDocument(locale, await takeForm(request, MOST_OFFLINE_BYTES + FORM_BYTES, receiveOffline))
}

/**
 * How to report where no script runs: the keys of the readers, what to type, and a form that takes a locked file and
 * nothing else.
 */
export async function offlineDocument(locale: Locale, outcome?: FormOutcome): Promise<Response> {
  const t = await translatorFor(locale, 'wbs')
  const say = (key: Parameters<typeof t>[0]) => escaped(t(key, { version: AGE_VERSION }))
  const groups = (await offlineManifest())?.groups ?? []
  const told = outcome && say(sentenceOf(outcome))
  const main = [
    told ? `<p class="notice ${outcome.code ? 'bad' : 'ok'}" role="status"><b>${told}</b></p>` : '',
    `<h1>${say('offline.title')}</h1><p class="lead">${say('offline.lead')}</p>`,
    `<ul class="said"><li>${say('offline.oneWay')}</li><li>${say('offline.unsigned')}</li><li>${say('offline.size')}</li></ul>`,
    `<section><h2>${say('offline.how')}</h2><ol>`,
    ...STEPS.map((step) => `<li>${say(`offline.${step}`)}${detailOf(step, groups)}</li>`),
    '</ol></section>',
    groups.length > 0 ? form(locale, say, groups) : `<p class="notice bad">${say('refusals.no_manifest')}</p>`,
    letter(say),
  ]
  const page = await plainPage(locale, 'luring', main.join('\n'))
  return outcome ? new Response(page.body, { status: outcome.status, headers: page.headers }) : page
}

/** What a person with a file can do about it is other than for a browser that locks by itself. */
function sentenceOf({ code }: FormOutcome) {
  if (!code) return 'offline.received'
  if (code === 'not_age') return 'offline.notAge'
  if (code === 'too_few_recipients' || code === 'wrong_wraps') return 'offline.wrongKeys'
  if (code === 'busy') return 'offline.busy'
  return `refusals.${code}` as const
}

function detailOf(step: (typeof STEPS)[number], groups: Groups): string {
  if (step === 'lock') return '<pre><code>age --version\nage -R penerima.txt -o laporan.age laporan.txt</code></pre>'
  if (step !== 'keys') return ''
  const links = groups.map(
    ({ id, name }) =>
      `<li><a href="/lapor/luring/${encodeURIComponent(id)}" download="penerima.txt">${escaped(name)}</a></li>`,
  )
  return `<ul>${links.join('')}</ul>`
}

type Say = (
  key: 'offline.group' | 'offline.file' | 'offline.submit' | 'offline.letter' | 'offline.letterText',
) => string

/** Where a demonstration would take letters; there is no such box. */
const NO_BOX = 'Inspektorat, Kotak Pos 4471, Tanjung Lestari 33471'

/** The way that needs no device at all, where the place has told its address. */
function letter(say: Say): string {
  const address = settings().WBS_POSTAL_ADDRESS ?? (isDemonstration() ? NO_BOX : undefined)
  if (!address) return ''
  return `<section><h2>${say('offline.letter')}</h2><p><b>${escaped(address)}</b></p><p>${say('offline.letterText')}</p></section>`
}

function form(locale: Locale, say: Say, groups: Groups): string {
  const choices = groups.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`)
  return `<form method="post" action="${startOf(locale)}/luring" enctype="multipart/form-data">
<p><label for="kelompok">${say('offline.group')}</label> <select id="kelompok" name="kelompok" required>${choices.join('')}</select></p>
<p><label for="berkas">${say('offline.file')}</label> <input id="berkas" name="berkas" type="file" accept=".age" required></p>
<p><button class="btn primary big">${say('offline.submit')}</button></p></form>`
}
