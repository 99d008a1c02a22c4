import type { Locale } from '@/lib/format'

export type Theme = 'system' | 'light' | 'dark'

/** The language a cookie asks for; Indonesian for everything unknown. */
export function localeFrom(cookie: string | undefined): Locale {
  return cookie === 'en' ? 'en' : 'id'
}

export function themeFrom(cookie: string | undefined): Theme {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'system'
}
