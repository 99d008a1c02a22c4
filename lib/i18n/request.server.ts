import 'server-only'
import { getRequestConfig } from 'next-intl/server'
import { preferences } from '@/lib/auth/preferences.server'
import { loadMessages } from '@/lib/i18n/messages.server'

/** The language is the reader's, never part of the address: the same link serves everybody. */
export default getRequestConfig(async () => {
  const { locale } = await preferences()
  return { locale, timeZone: 'Asia/Jakarta', messages: await loadMessages(locale) }
})
