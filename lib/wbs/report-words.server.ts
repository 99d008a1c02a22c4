import 'server-only'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Locale } from '@/lib/format'
import { loadMessages } from '@/lib/i18n/messages.server'

export type Words = { [key: string]: string | Words }

/** The sentences of the reporters' page, and those that say why something was not taken. */
export async function reportWords(locale: Locale): Promise<Words> {
  const { report, wbs } = (await loadMessages(locale)) as Words
  return { ...Object(report), refused: { ...Object(wbs).refusals, ...Object(report).refused } }
}

/** What stands in the document itself. */
const IN_DOCUMENT = ['skip', 'quickExit', 'footer', 'start', 'facts', 'others', 'noScript', 'demonstration', 'unloaded']

/** The others as a file, which the page loads once somebody begins. */
export async function reportWordsFile(locale: Locale): Promise<Uint8Array> {
  const words = Object.entries(await reportWords(locale)).filter(([name]) => !IN_DOCUMENT.includes(name))
  return utf8ToBytes(JSON.stringify(Object.fromEntries(words)))
}
