import { useLocale, useTranslations } from 'next-intl'
import { CareerPay } from '@/components/registry/career-pay'
import { CareerRanks } from '@/components/registry/career-ranks'
import {
  axisTicks,
  careerScale,
  FRAME,
  fitted,
  shortMonth,
  textWidth,
  withoutOverlap,
} from '@/components/registry/career-scale'
import { yearOf } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Career } from '@/lib/sapk/public.server'

const PAY_BOTTOM = 436

/** A whole working life on one level line: ranks, posts, studies and pay; today is the amber line, what follows is dashed. */
export function CareerChart({ career }: { career: Career }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const { today, cpnsOn, facts } = career
  const end = facts.retiresOn > today ? facts.retiresOn : today
  const scale = careerScale(cpnsOn, today, end)
  const zoomX = scale.x(scale.zoomEndsOn)
  return (
    <svg
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      role="img"
      aria-label={t('summary', { name: career.name, from: yearOf(cpnsOn), to: formatDate(end, 'long', locale) })}
      className="block w-full text-[13px]"
    >
      <rect x={FRAME.today} y={0} width={zoomX - FRAME.today} height={PAY_BOTTOM} className="fill-surface" />
      <text x={(FRAME.today + zoomX) / 2 + 8} y={18} textAnchor="middle" className="fill-muted">
        {t('zoomed')}
      </text>
      <LaneTitle y={89} title={t('lane.rank')} />
      <LaneTitle y={149} title={t('lane.position')} />
      <LaneTitle y={201} title={t('lane.education')} />
      <LaneTitle y={250} title={t('lane.pay')} note={[t('lane.perMonth'), t('lane.millions')]} />
      <CareerRanks career={career} scale={scale} />
      <Posts career={career} x={scale.x} />
      <Studies career={career} x={scale.x} />
      <CareerPay career={career} scale={scale} bottom={PAY_BOTTOM} />
      <line x1={96} x2={FRAME.width} y1={436.5} y2={436.5} className="stroke-border" />
      {axisTicks(cpnsOn, today, end, scale.zoomEndsOn).map(({ on, isMonth }) => (
        <text key={on} x={scale.x(on)} y={456} textAnchor="middle" className="num fill-muted">
          {isMonth ? shortMonth(on, locale).slice(0, 3) : yearOf(on)}
        </text>
      ))}
      <line x1={FRAME.today} x2={FRAME.today} y1={28} y2={PAY_BOTTOM} className="stroke-accent" strokeWidth={2} />
      <text x={FRAME.today - 8} y={34} textAnchor="end" className="fill-text font-semibold">
        {t('today')}
      </text>
    </svg>
  )
}

function LaneTitle({ y, title, note = [] }: { y: number; title: string; note?: string[] }) {
  return (
    <>
      <text x={0} y={y} className="fill-text font-semibold">
        {title}
      </text>
      {note.map((line, index) => (
        <text key={line} x={0} y={y + 20 + index * 18} className="fill-muted">
          {line}
        </text>
      ))}
    </>
  )
}

type Place = (on: string) => number

function Posts({ career, x }: { career: Career; x: Place }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  const { posts, facts, today } = career
  return posts.map((post, index) => {
    const next = posts[index + 1]
    const from = x(post.effectiveOn)
    const to = next ? x(next.effectiveOn) - 3 : FRAME.today
    const width = Math.max(1, to - from)
    const past = next && (
      <text x={from + 10} y={149} className="fill-text font-medium">
        {fitted(post.name, width - 18)}
      </text>
    )
    if (next || facts.retiresOn <= today) {
      return (
        <g key={post.effectiveOn}>
          <rect x={from} y={128} width={width} height={32} rx={4} className="fill-soft" />
          {past}
        </g>
      )
    }
    const grade = facts.post.echelon ? ` (${facts.post.echelon})` : ''
    const since = t('since', { name: `${post.name}${grade}`, on: formatDate(post.effectiveOn, 'short', locale) })
    return (
      <g key={post.effectiveOn}>
        <rect x={from} y={128} width={width} height={32} className="fill-soft" />
        <rect
          x={FRAME.today}
          y={128}
          width={FRAME.right - FRAME.today}
          height={32}
          rx={4}
          strokeDasharray="4 4"
          strokeWidth={1.5}
          className="fill-none stroke-c1"
        />
        <text x={FRAME.today + 14} y={149} className="fill-text font-medium">
          {fitted(since, FRAME.right - FRAME.today - 24)}
        </text>
      </g>
    )
  })
}

function Studies({ career, x }: { career: Career; x: Place }) {
  const studies = career.points
    .filter(({ kind, on }) => kind === 'diploma' && on <= career.today)
    .map((point) => {
      const name = point.label?.split(' ')[0] ?? ''
      const text = `${name} ${yearOf(point.on)}`
      return { x: x(point.on), text, width: textWidth(text) + 24, on: point.on, label: point.label }
    })
  const labelled = withoutOverlap(studies)
  return studies.map((study) => (
    <g key={study.on + study.label}>
      <circle cx={study.x} cy={196} r={5} className="fill-c3">
        <title>{study.label}</title>
      </circle>
      {labelled.includes(study) && (
        <text x={study.x + 11} y={201} className="num fill-text">
          {study.text}
        </text>
      )}
    </g>
  ))
}
