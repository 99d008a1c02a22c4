import 'server-only'
import { escaped } from '@/components/wbs/report/document.server'
import { formatDate, formatNumber, type Locale } from '@/lib/format'
import { translatorFor } from '@/lib/i18n/translator.server'
import type { PublicRecord } from '@/lib/wbs/public-record.server'
import type { LogEntry } from '@/lib/wbs/transparency'
import { pageHashes } from './page-hashes.server'

/** What anybody may hold this place to: its root key, its list, its files and its log. */
export async function checksSection(locale: Locale, record: PublicRecord): Promise<string> {
  const t = await translatorFor(locale, 'figures.checks')
  const { list, rootWords, log, waiting, checkpoints } = record
  const date = (on: string) => formatDate(on, 'long', locale)
  const part = (title: string, hint: string, content: string) =>
    `<section><h3>${escaped(title)}</h3>${hint && `<p class="hint">${escaped(hint)}</p>`}${content}</section>`
  const tell = (entry: LogEntry): string => {
    if (entry.kind === 'manifest') return t('entries.manifest', { version: entry.version, hash: entry.hash })
    if (entry.kind === 'client') return t('entries.client', { build: entry.build, hash: entry.hash })
    if (entry.kind === 'recovered') return t('entries.recovered', { on: date(entry.on) })
    return t('entries.destroyed', { count: entry.count, on: date(entry.on) })
  }
  const signed = Math.max(0, ...checkpoints.map(({ size }) => size))
  const entries = [...log, ...waiting].map((entry, place) => {
    return `<li value="${place + 1}"><code>${escaped(tell(entry))}</code> <span class="hint">${escaped(t(place < signed ? 'signed' : 'waiting'))}</span></li>`
  })
  const points = checkpoints.map(
    ({ size, root, signature, on }) =>
      `<dl class="point"><div><dt>${escaped(t('on'))}</dt><dd>${escaped(date(on))}</dd></div><div><dt>${escaped(t('size'))}</dt><dd>${formatNumber(size, locale)}</dd></div><div><dt>${escaped(t('root'))}</dt><dd><code>${root}</code></dd></div><div><dt>${escaped(t('signature'))}</dt><dd><code>${signature}</code></dd></div></dl>`,
  )
  const hashes = (await pageHashes()).map(
    ({ name, sha256 }) => `<div><dt>${escaped(name)}</dt><dd><code>${sha256}</code></dd></div>`,
  )
  const words = rootWords.map((each) => `<p class="words">${each.map((word) => `<span>${word}</span>`).join(' ')}</p>`)
  const listText = list
    ? t('listText', { version: list.version, issued: date(list.issuedOn), until: date(list.until) })
    : t('noList')
  return `<section class="checks"><h2>${escaped(t('title'))}</h2><p class="hint">${escaped(t('lead'))}</p>
${part(t('words'), rootWords.length > 0 ? t('wordsHint') : t('noRoot'), words.join(''))}
${part(t('list'), listText, '')}
${part(t('files'), t('filesHint'), `<dl class="point">${hashes.join('')}</dl>`)}
${part(t('log'), entries.length > 0 ? t('logHint') : t('noLog'), entries.length > 0 ? `<ol class="log" reversed>${entries.reverse().join('')}</ol>` : '')}
${points.length > 0 ? part(t('checkpoints'), '', points.join('')) : ''}</section>`
}
