import { scaleLinear } from 'd3-scale'
import { useLocale, useTranslations } from 'next-intl'
import { type CareerScale, FRAME, inMillions, textWidth, withoutOverlap } from '@/components/registry/career-scale'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Career } from '@/lib/sapk/public.server'

const TOP = 236

type Step = { on: string; amountRupiah: number }
type Label = { x: number; y: number; width: number; text: string; anchor: 'start' | 'end'; isImportant: boolean }

/** Gaji pokok as stairs: paid so far with a filled ground, projected dashed. */
export function CareerPay({ career, scale, bottom }: { career: Career; scale: CareerScale; bottom: number }) {
  const { today, salary, facts } = career
  const ahead = aheadOf(career)
  const last = salary[salary.length - 1]
  if (!last) return null
  const most = Math.max(...[...salary, ...ahead].map(({ amountRupiah }) => amountRupiah))
  const y = scaleLinear([0, most], [bottom, TOP])
  const past = stairs(salary, scale.x, y, FRAME.today)
  const future = stairs([{ on: today, amountRupiah: last.amountRupiah }, ...ahead], scale.x, y, FRAME.right)
  return (
    <>
      <path d={`${past}V${bottom}H${scale.x(salary[0]?.on ?? today)}Z`} className="fill-soft" />
      <path d={past} strokeWidth={2.5} className="fill-none stroke-c1" />
      {facts.retiresOn > today && (
        <path d={future} strokeWidth={2} strokeDasharray="5 4" className="fill-none stroke-c1" />
      )}
      <circle cx={FRAME.today} cy={y(last.amountRupiah)} r={6} strokeWidth={2} className="fill-c1 stroke-bg" />
      <PayLabels career={career} ahead={ahead} x={scale.x} y={y} now={last.amountRupiah} />
    </>
  )
}

function aheadOf({ points }: Career): (Step & { kind: string; rank: string })[] {
  return points.flatMap(({ kind, on, rank, amountRupiah }) =>
    (kind === 'increment' || kind === 'promotion' || kind === 'service_promotion') && amountRupiah !== null
      ? [{ on, amountRupiah, kind, rank }]
      : [],
  )
}

function stairs(steps: readonly Step[], x: (on: string) => number, y: (amount: number) => number, to: number): string {
  const [first, ...rest] = steps
  if (!first) return ''
  const lines = rest.map(({ on, amountRupiah }) => `H${tenth(x(on))}V${tenth(y(amountRupiah))}`)
  return `M${tenth(x(first.on))} ${tenth(y(first.amountRupiah))}${lines.join('')}H${to}`
}

const tenth = (value: number) => Math.round(value * 10) / 10

function PayLabels({
  career,
  ahead,
  x,
  y,
  now,
}: {
  career: Career
  ahead: ReturnType<typeof aheadOf>
  x: (on: string) => number
  y: (amount: number) => number
  now: number
}) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const millions = (amount: number) => inMillions(amount, locale)
  const label = (at: number, amount: number, text: string, more: Partial<Label> = {}): Label => {
    const width = textWidth(text) + 8
    const anchor = more.anchor ?? 'start'
    const base = { y: y(amount) - 8, text, width, anchor, isImportant: false, ...more }
    return { ...base, x: anchor === 'end' ? at - width : at }
  }
  const ranks = career.points.filter(({ kind }) => kind === 'appointment' || kind === 'rank')
  const paidOn = (on: string) => career.salary.findLast((step) => step.on <= on)?.amountRupiah ?? 0
  const promotion = ahead.find(({ kind }) => kind === 'promotion')
  const labels = withoutOverlap([
    label(FRAME.today - 8, now, t('payNow', { amount: millions(now) }), { anchor: 'end', isImportant: true }),
    ...ranks.map(({ on }) => label(x(on), paidOn(on), millions(paidOn(on)))),
    ...ahead.map((step, index) => {
      if (step === promotion) {
        const text = t('payRank', { amount: millions(step.amountRupiah), rank: step.rank })
        return label(x(step.on) + 4, step.amountRupiah, text, { isImportant: true })
      }
      const isLast = index === ahead.length - 1
      const text = isLast ? t('payBase', { amount: millions(step.amountRupiah) }) : millions(step.amountRupiah)
      return label(isLast ? FRAME.right : x(step.on), step.amountRupiah, text, {
        anchor: isLast ? 'end' : 'start',
        isImportant: isLast,
      })
    }),
  ])
  return labels.map(({ x: left, y: top, width, text, anchor }) => (
    <text
      key={`${text}${left}`}
      x={anchor === 'end' ? left + width : left}
      y={top}
      textAnchor={anchor}
      className="num fill-text font-semibold"
    >
      {text}
    </text>
  ))
}
