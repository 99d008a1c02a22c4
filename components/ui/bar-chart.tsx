import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { AppLink } from '@/components/ui/link'

export type Bar = {
  key: string
  /** First and second line under the bar. */
  label: string
  sublabel?: string
  value: number
  /** Amber: today, due, or in need of care. */
  isMarked?: boolean
  isToday?: boolean
  /** Begins a new group: a little more room before it. */
  startsGroup?: boolean
  href?: string
}

const HEIGHT = 126
const BASE = 88
const TALLEST = 66
const MIN_TALLEST = 5

/**
 * Bars from zero with their numbers on them, in a card of its own; "Lihat tabel" opens the same numbers as a table
 * whose cells lead to the lists. `title` says the finding, `foot` the scope, source and time.
 */
export function BarChart({
  title,
  description,
  bars,
  columns,
  foot,
  className = '',
}: {
  title: string
  /** The chart as a sentence. */
  description: string
  bars: readonly Bar[]
  /** Headers of the table. */
  columns: { label: string; value: string }
  foot?: ReactNode
  className?: string
}) {
  const t = useTranslations('common.chart')
  const id = useId()
  return (
    <section aria-labelledby={id} className={`flex flex-col rounded-lg border border-line ${className}`}>
      <details className="group">
        <summary className="flex min-h-12 list-none items-center gap-3 px-4 py-2 [&::-webkit-details-marker]:hidden">
          <h2 id={id} className="flex-1 text-base tracking-normal text-text">
            {title}
          </h2>
          <span className="text-sm underline underline-offset-3 group-open:hidden">{t('showTable')}</span>
          <span className="hidden text-sm underline underline-offset-3 group-open:inline">{t('hideTable')}</span>
        </summary>
        <BarTable caption={title} bars={bars} columns={columns} />
      </details>
      <div className="flex-1 px-2 pb-4">
        <Drawing bars={bars} description={description} />
      </div>
      {foot && <p className="border-t border-line px-4 py-2.5 text-xs text-muted">{foot}</p>}
    </section>
  )
}

function Drawing({ bars, description }: { bars: readonly Bar[]; description: string }) {
  const tallest = Math.max(MIN_TALLEST, ...bars.map((bar) => bar.value))
  const gaps = bars.filter((bar, index) => index > 0 && bar.startsGroup).length
  const slot = 100 / (bars.length + gaps * 0.16)
  return (
    <svg role="img" aria-label={description} className="block w-full" height={HEIGHT}>
      <line x1="0" x2="100%" y1={BASE + 0.5} y2={BASE + 0.5} stroke="var(--color-border)" />
      {bars.map((bar, index) => {
        const gapsBefore = bars.slice(1, index + 1).filter((earlier) => earlier.startsGroup).length
        const left = (index + gapsBefore * 0.16) * slot
        const height = (bar.value / tallest) * TALLEST
        const middle = `${left + slot / 2}%`
        const weight = bar.isToday ? 600 : 400
        const ink = bar.isToday ? 'var(--color-text)' : 'var(--color-muted)'
        return (
          <g key={bar.key} fontSize={13} textAnchor="middle">
            <rect
              x={`${left + slot * 0.17}%`}
              y={BASE - height}
              width={`${slot * 0.66}%`}
              height={height}
              rx={2}
              fill={bar.isMarked ? 'var(--color-c2)' : 'var(--color-c1)'}
            />
            <text x={middle} y={BASE - height - 6} fontWeight={600} fill="var(--color-text)">
              {bar.value}
            </text>
            <text x={middle} y={BASE + 18} fontWeight={weight} fill={ink}>
              {bar.label}
            </text>
            <text x={middle} y={BASE + 35} fontWeight={weight} letterSpacing="-0.03em" fill={ink}>
              {bar.sublabel}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function BarTable({
  caption,
  bars,
  columns,
}: {
  caption: string
  bars: readonly Bar[]
  columns: { label: string; value: string }
}) {
  return (
    <table className="table border-t border-line">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.label}</th>
          <th scope="col" className="num-cell">
            {columns.value}
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, sublabel, value, href }) => (
          <tr key={key}>
            <th scope="row">{sublabel ? `${sublabel}, ${label}` : label}</th>
            <td className="num-cell">{href ? <AppLink href={href}>{value}</AppLink> : value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
