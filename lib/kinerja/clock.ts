import type { Locale } from '@/lib/format'

/** 07.30, in English 07:30: a minute of the day. */
export function clockOf(minute: number, locale: Locale): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}${locale === 'id' ? '.' : ':'}${two(minute % 60)}`
}
