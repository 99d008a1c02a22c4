import { isCivilDate } from '@/lib/civil-date'
import { formatDate, formatMonths, formatNumber, formatRupiah, formatThousandths, type Locale } from '@/lib/format'
import type { Facts } from '@/lib/refusal'

/**
 * Facts as a sentence says them: civil dates short, `…Rupiah` as money, `…Months` as years and months, yes and no as
 * words to select on, and `none` for what is not known. `creditThousandths` is told as the decimal number `credit`: a
 * finding stored before the facts were thousandths has that name and number already.
 */
export function readableFacts(facts: Facts, locale: Locale): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name.replace(/Thousandths$/, ''), readable(name, value, locale)]),
  )
}

function readable(name: string, value: Facts[string], locale: Locale): string | number {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' && name.endsWith('Rupiah')) return formatRupiah(value, locale)
  if (typeof value === 'number' && name.endsWith('Months')) return formatMonths(value, locale)
  if (typeof value === 'number' && name.endsWith('Thousandths')) return formatThousandths(value, locale)
  if (typeof value === 'number' && !Number.isInteger(value)) return formatNumber(value, locale, 3)
  if (typeof value === 'string' && isCivilDate(value)) return formatDate(value, 'short', locale)
  return value
}
