import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AbstractIntlMessages } from 'next-intl'
import type { Locale } from '@/lib/format'

const loaded = new Map<Locale, Promise<AbstractIntlMessages>>()

/** Every sentence of a language: each file of `messages/<locale>` is a namespace of its own name. */
export function loadMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const known = loaded.get(locale)
  if (known && process.env.NODE_ENV === 'production') return known
  const fresh = readMessages(locale)
  loaded.set(locale, fresh)
  return fresh
}

async function readMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const folder = join(process.cwd(), 'messages', locale)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const namespaces = await Promise.all(
    files.map(async (file) => [file.slice(0, -'.json'.length), JSON.parse(await readFile(join(folder, file), 'utf8'))]),
  )
  return Object.fromEntries(namespaces)
}
