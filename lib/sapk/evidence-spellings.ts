import { formatDate, formatNumber, formatThousandths } from '@/lib/format'
import type { Rank } from '@/lib/registry/ranks'
import type { ReviewField } from '@/lib/sapk/review'

/** What a promotion rests on, as it stands on the papers of the person. */
export type Recorded = {
  rank: Rank
  effectiveOn: string
  serviceMonths: number
  salaryRupiah: number
  position: string | null
  unit: string | null
  education: string | null
  creditThousandths: number | null
}

/** How papers write each value: in full, in figures, with or without a leading zero. */
export function spellingsOf(recorded: Recorded): Record<ReviewField, readonly string[]> {
  const { rank, effectiveOn, serviceMonths, salaryRupiah, creditThousandths } = recorded
  const [year, month, day] = effectiveOn.split('-') as [string, string, string]
  const [years, months] = [Math.trunc(serviceMonths / 12), serviceMonths % 12]
  return {
    rank: [rank],
    effectiveOn: [
      formatDate(effectiveOn),
      `${day} ${formatDate(effectiveOn).replace(/^\d+ /, '')}`,
      ...['-', '/', '.'].flatMap((mark) => [
        [day, month, year].join(mark),
        [Number(day), Number(month), year].join(mark),
      ]),
    ],
    serviceTime: [
      `${years} tahun ${months} bulan`,
      `${padded(years)} tahun ${padded(months)} bulan`,
      `${years} th ${months} bl`,
    ],
    salary: [formatNumber(salaryRupiah), `${salaryRupiah}`],
    position: listed(recorded.position),
    unit: listed(recorded.unit),
    education: listed(recorded.education),
    creditPoints: creditThousandths === null ? [] : creditSpellings(creditThousandths),
  }
}

function creditSpellings(thousandths: number): string[] {
  const whole = formatNumber(Math.trunc(thousandths / 1000))
  const decimals = padded(thousandths % 1000, 3)
  return [formatThousandths(thousandths), `${whole},${decimals}`, `${whole},${decimals.slice(0, 2)}`]
}

function listed(value: string | null): string[] {
  return value ? [value] : []
}

function padded(value: number, digits = 2): string {
  return `${value}`.padStart(digits, '0')
}
