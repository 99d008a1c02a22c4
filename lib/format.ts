import type { CivilDate } from '@/lib/civil-date'
import type { SiteZone } from '@/lib/zones-abroad'

export type Locale = 'id' | 'en'

/** The three zones of Indonesia; a unit lives in one of them. */
export type Zone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'

/** The zone of an agency; Jakarta's for a name that is none of ours. */
export function zoneFrom(name: string): Zone {
  return name === 'Asia/Makassar' || name === 'Asia/Jayapura' ? name : 'Asia/Jakarta'
}

/** How people call the zones, in every language. */
export const ZONE_LABEL: Record<Zone, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** WIB, or abroad the city by which people know the zone. */
export function zoneLabel(zone: SiteZone): string {
  const [, city = zone] = zone.split('/')
  return ZONE_LABEL[zone as Zone] ?? `(${city.replaceAll('_', ' ')})`
}

const MONTHS = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const

const SHORT_MONTHS = {
  id: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' '),
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
} as const

/** 17 Agustus 1945, or 17 Agu 1945 where room is short. */
export function formatDate(date: CivilDate, length: 'long' | 'short' = 'long', locale: Locale = 'id'): string {
  const months = length === 'long' ? MONTHS[locale] : SHORT_MONTHS[locale]
  return `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** Agustus 1945: a period or any other month that stands for itself. */
export function formatMonth(date: CivilDate, locale: Locale = 'id'): string {
  return `${MONTHS[locale][Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** 17 Agu 1945 14.30 WIB, or abroad 14.30 (Tokyo): an instant on the wall clock of a zone. */
export function formatInstant(instant: Date, locale: Locale, zone: SiteZone): string {
  const { date, time } = wallClock(instant, zone)
  return `${formatDate(date, 'short', locale)} ${clockTime(time, locale)} ${zoneLabel(zone)}`
}

/** 14.30 WIB */
export function formatTime(instant: Date, locale: Locale, zone: SiteZone): string {
  return `${clockTime(wallClock(instant, zone).time, locale)} ${zoneLabel(zone)}`
}

/** 1.234.567,89 */
export function formatNumber(value: number, locale: Locale = 'id', maximumFractionDigits = 2): string {
  return new Intl.NumberFormat(locale === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits }).format(value)
}

/** 0,50: as many decimals for every number of a column. */
export function formatDecimals(value: number, locale: Locale, decimals: number, isSigned = false): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const signDisplay = isSigned ? 'exceptZero' : 'auto'
  return new Intl.NumberFormat(locale === 'id' ? 'id-ID' : 'en-GB', { ...digits, signDisplay }).format(value)
}

/** 12,5 for 12 500: a decimal number that is kept in whole thousandths. */
export function formatThousandths(thousandths: number, locale: Locale = 'id'): string {
  return formatNumber(thousandths / 1000, locale, 3)
}

/** 12,5% */
export function formatPercent(percent: number, locale: Locale = 'id', maximumFractionDigits = 2): string {
  return `${formatNumber(percent, locale, maximumFractionDigits)}%`
}

/** Rp 1.234.567 on a screen, with a no-break space; Rp1.234.567,00 in a letter, whatever the language of the screen. */
export function formatRupiah(amount: number, locale: Locale = 'id', where: 'screen' | 'letter' = 'screen'): string {
  if (where === 'letter') return `Rp${formatNumber(Math.trunc(amount), 'id', 0)},00`
  return `Rp\u00a0${formatNumber(amount, locale, 0)}`
}

/** 19870512 201001 1 004, grouped for reading; copied and stored plain. */
export function formatNip(nip: string): string {
  return nip.length === 18 ? `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}` : nip
}

/** 4 th 7 bl: a length of service given in months. */
export function formatMonths(months: number, locale: Locale = 'id'): string {
  const [year, month] = locale === 'id' ? ['th', 'bl'] : ['y', 'm']
  return `${Math.trunc(months / 12)} ${year} ${months % 12} ${month}`
}

function clockTime(time: string, locale: Locale): string {
  return locale === 'id' ? time.replace(':', '.') : time
}

const wallClocks = new Map<SiteZone, Intl.DateTimeFormat>()

/** The day and the time, 14:30, on the wall clock of a zone. */
export function wallClock(instant: Date, zone: SiteZone): { date: CivilDate; time: string } {
  const clock =
    wallClocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  wallClocks.set(zone, clock)
  const [date = '', time = ''] = clock.format(instant).split(' ')
  return { date, time }
}
