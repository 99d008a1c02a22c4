import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AppLink } from '@/components/ui/link'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { yearOf } from '@/lib/civil-date'
import { formatDate, formatNumber, type Locale } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type EvaluationState, type Period, periodSlug } from '@/lib/kinerja/evaluation'
import type { Turn } from '@/lib/kinerja/evaluation-turn'
import type { EvaluationLine } from '@/lib/kinerja/evaluations-read.server'

const LOOKS: Record<EvaluationState, StatusLook> = {
  open: 'waiting',
  confirmed: 'waiting',
  received: 'submitted',
  objected: 'conditional',
  answered: 'conditional',
  accepted: 'approved',
  kept: 'approved',
  changed: 'approved',
}

/** Where an evaluation stands; to whoever acts next, what is theirs to do. */
export function EvaluationStateTag({ state, turn }: { state: EvaluationState; turn: Turn | null }) {
  const t = useTranslations('evaluation')
  return turn ? (
    <StatusTag look="own">{t(`turnOf.${turn}`)}</StatusTag>
  ) : (
    <StatusTag look={LOOKS[state]}>{t(`stateOf.${state}`)}</StatusTag>
  )
}

/** "Tahunan 2026", or the days of a shorter period. */
export function periodNameOf(
  t: ReturnType<typeof useTranslations<'evaluation'>>,
  locale: Locale,
  { kind, startsOn, endsOn }: Period,
): string {
  if (kind === 'annual') return t('annual', { year: String(yearOf(startsOn)) })
  const day = (date: string) => formatDate(date, 'short', locale).replaceAll(' ', '\u00a0')
  return t('span', { startsOn: day(startsOn), endsOn: day(endsOn) })
}

/** Evaluations as a list: whose, unless all are of one's own, of when, what waits, and the predikat where there is one. */
export function EvaluationTable({ caption, rows }: { caption: string; rows: readonly EvaluationLine[] }) {
  const t = useTranslations('evaluation')
  const locale = localeFrom(useLocale())
  const periodName = (row: Period) => periodNameOf(t, locale, row)
  const linked = (row: EvaluationLine, name: ReactNode) => (
    <AppLink href={`/kinerja/penilaian/${row.planId}/${periodSlug(row)}`} className="font-semibold">
      {name}
    </AppLink>
  )
  const ofOthers: Column<EvaluationLine>[] = [
    {
      key: 'person',
      header: t('person'),
      phone: 'plain',
      cell: (row) => (
        <TwoLines sub={row.position}>
          {linked(
            row,
            <>
              {row.name}
              <span className="sr-only">, {periodName(row)}</span>
            </>,
          )}
        </TwoLines>
      ),
    },
    { key: 'period', header: t('period'), cell: periodName },
  ]
  const ofOneself: Column<EvaluationLine>[] = [
    {
      key: 'period',
      header: t('period'),
      phone: 'plain',
      cell: (row) => <TwoLines sub={row.position}>{linked(row, periodName(row))}</TwoLines>,
    },
  ]
  const columns: Column<EvaluationLine>[] = [
    ...(rows.every(({ part }) => part === 'employee') ? ofOneself : ofOthers),
    {
      key: 'state',
      header: t('state'),
      phone: 'plain',
      cell: ({ state, turn }) => <EvaluationStateTag state={state} turn={turn} />,
    },
    {
      key: 'predicate',
      header: t('predicateLabel'),
      cell: ({ predicate, score }) => {
        if (!predicate) return t('notYet')
        return score === null
          ? t(`predicate.${predicate}`)
          : t('scored', { score: formatNumber(Number(score), locale), word: t(`word.${predicate}`) })
      },
    },
    {
      key: 'due',
      header: t('due'),
      nowrap: true,
      cell: ({ dueOn, isLate }) => {
        const day = formatDate(dueOn, 'short', locale)
        return isLate ? <span className="font-semibold text-danger">{t('late', { day })}</span> : day
      },
    },
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ planId, kind, startsOn }) => `${planId}${kind}${startsOn}`}
    />
  )
}
