import 'server-only'
import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from '@/lib/i18n/messages.server'
import { localeFrom } from '@/lib/i18n/preferences'

/** The language is a cookie, never part of the address: the same link serves everybody. */
export default getRequestConfig(async () => {
  const locale = localeFrom((await cookies()).get('locale')?.value)
  return { locale, timeZone: 'Asia/Jakarta', messages: await loadMessages(locale) }
})
