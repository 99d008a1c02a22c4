import { createTranslator } from 'use-intl/core'
import { type CivilDate, isoWeekday } from '@/lib/civil-date'
import { formatDate, type Locale, wallClock, ZONE_LABEL, type Zone } from '@/lib/format'
import { localeFrom, themeFrom } from '@/lib/i18n/preferences'
import { timeOf } from '@/lib/kinerja/entry'
import en from '@/messages/en/entry.json'
import id from '@/messages/id/entry.json'

function cookie(name: string): string | undefined {
  return document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1]
}

/** The page is the same for everybody and may come from the device: its language and theme are decided there. */
export const locale: Locale = localeFrom(cookie('locale'))

/** The sentences of `messages/<language>/entry.json`. */
export const t = createTranslator({ locale, messages: locale === 'en' ? (en as typeof id) : id, timeZone: 'UTC' })

export function dressPage(): void {
  document.documentElement.lang = locale
  document.title = `${t('title')} - Satya`
  const theme = themeFrom(cookie('theme'))
  if (theme !== 'system') document.documentElement.dataset.theme = theme
}

/** Senin, 16 November */
export function dayName(day: CivilDate): string {
  return t('day', { weekday: weekdayName(day), date: shortDate(day) })
}

/** Sen, 16 Nov: beside buttons. */
export function dayNameShort(day: CivilDate): string {
  return t('day', {
    weekday: t('strip.weekday', { day: String(isoWeekday(day)) }),
    date: formatDate(day, 'short', locale).slice(0, -5),
  })
}

export function weekdayName(day: CivilDate): string {
  return t('weekday', { day: String(isoWeekday(day)) })
}

/** 16 November: the year goes without saying. */
export function shortDate(day: CivilDate): string {
  return formatDate(day, 'long', locale).slice(0, -5)
}

/** 07.30 */
export function clock(minute: number): string {
  return locale === 'id' ? timeOf(minute) : timeOf(minute).replace('.', ':')
}

/** 14.31 WIB */
export function timeOfDay(instant: Date, zone: Zone): string {
  const { time } = wallClock(instant, zone)
  return `${locale === 'id' ? time.replace(':', '.') : time} ${ZONE_LABEL[zone]}`
}
