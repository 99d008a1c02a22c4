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

/** The same as a file, which the page loads once somebody begins: what stands in the document needs none of them. */
export async function reportWordsFile(locale: Locale): Promise<Uint8Array> {
  return utf8ToBytes(JSON.stringify(await reportWords(locale)))
}
