import type { CivilDate } from '@/lib/civil-date'
import { type Exact, formatExact } from '@/lib/exact'
import { formatDate, formatNumber, formatRupiah, formatThousandths } from '@/lib/format'
import { typedNumber } from '@/lib/typed-decimal'
import planWords from '@/messages/id/skp.json'

/** How official forms write a figure, money, credit, time and days; a dash where there is nothing. */
export const figure = (value: string | null) => (value ? formatNumber(typedNumber(value), 'id', 3) : '-')
export const money = (value: number | null) => (value === null ? '-' : formatRupiah(value, 'id', 'letter'))
export const credit = (thousandths: number | null) => (thousandths === null ? '-' : formatThousandths(thousandths))
export const durationOf = (amount: string | null, unit: string | null) =>
  `${figure(amount)} ${planWords.durationUnit[(unit ?? 'month') as keyof typeof planWords.durationUnit]}`
export const quantityOf = (amount: string | null, unit: string | null) => `${figure(amount)} ${unit ?? ''}`.trim()
export const periodOf = ({ startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate }) =>
  `${formatDate(startsOn)} sampai ${formatDate(endsOn)}`
export const decimals = (value: Exact, places = 2) => formatExact(value, places, ',')
