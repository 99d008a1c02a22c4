import 'server-only'
import type { Messages, NamespaceKeys, NestedKeyOf, useTranslations } from 'next-intl'
import { createTranslator } from 'use-intl/core'
import type { Locale } from '@/lib/format'
import { loadMessages } from '@/lib/i18n/messages.server'

/** The sentences of a namespace outside a request, for what is written in the background. */
export async function translatorFor<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: Locale,
  namespace: Namespace,
) {
  const messages = await loadMessages(locale)
  const translate = createTranslator({ locale, timeZone: 'Asia/Jakarta', messages, namespace: namespace as never })
  return translate as unknown as ReturnType<typeof useTranslations<Namespace>>
}
