import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type shell from '@/messages/id/shell.json'

/** Titles the pages below one place "Page - Module - Satya"; the place itself, being its own module, stays short. */
export async function moduleTitle(module: keyof typeof shell.modules): Promise<Metadata> {
  const name = (await getTranslations('shell.modules'))(module)
  return { title: { default: name, template: `%s - ${name} - Satya` } }
}
