import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatMonths, formatNumber, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Histories, HistoryRow } from '@/lib/registry/histories.server'
import { rankTitle } from '@/lib/registry/ranks'

type Line = { row: HistoryRow; title: string; detail?: string }

/** Every history, newest first. A corrected row stays, struck through, with the reason of what replaced it beside it. */
export function HistoryLists({ histories }: { histories: Histories }) {
  const t = useTranslations('registry')
  const lines = useLines(histories)
  const filled = Object.entries(lines).filter(([, rows]) => rows.length > 0)
  return (
    <div className="grid gap-4">
      {filled.map(([kind, rows]) => (
        <Card key={kind} title={t(`history.${kind}`)} action={<span className="num">{rows.length}</span>} flush>
          <HistoryTable caption={t(`history.${kind}`)} rows={rows} />
        </Card>
      ))}
    </div>
  )
}

function HistoryTable({ caption, rows }: { caption: string; rows: Line[] }) {
  const t = useTranslations('registry.column')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ row }) => row.id}
      columns={[
        {
          key: 'what',
          header: t('what'),
          cell: ({ row, title, detail }) => (
            <TwoLines sub={detail}>{row.isReplaced ? <s>{title}</s> : row.isVoid ? <s>{title}</s> : title}</TwoLines>
          ),
        },
        {
          key: 'on',
          header: t('effectiveOn'),
          nowrap: true,
          cell: ({ row }) => formatDate(row.effectiveOn, 'short', locale),
        },
        {
          key: 'decree',
          header: t('decree'),
          cell: ({ row }) => (
            <TwoLines
              sub={[row.decreeOn && formatDate(row.decreeOn, 'short', locale), row.decreeBy].filter(Boolean).join(', ')}
            >
              {row.decreeNumber ?? t('noDecree')}
            </TwoLines>
          ),
        },
        {
          key: 'state',
          header: t('state'),
          cell: ({ row }) => (
            <TwoLines sub={row.reason}>{t(row.isReplaced ? 'replaced' : row.isVoid ? 'void' : 'inForce')}</TwoLines>
          ),
        },
      ]}
    />
  )
}

/** What each row of each history says, as a title and a detail. */
function useLines(histories: Histories): Record<string, Line[]> {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const date = (on: string | null) => (on ? formatDate(on, 'short', locale) : '')
  const word = (group: string, value: string) => (t.has(`${group}.${value}`) ? t(`${group}.${value}`) : value)
  const join = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')
  return {
    rank: histories.rank.map((row) => ({
      row,
      title: `${row.rank}, ${rankTitle(row.rank)}`,
      detail: join(
        row.promotionType ? word('promotionType', row.promotionType) : t('promotionType.none'),
        t('serviceOf', { service: formatMonths(row.serviceMonths, locale) }),
        row.salaryRupiah !== null && formatRupiah(row.salaryRupiah, locale),
      ),
    })),
    position: histories.position.map((row) => ({
      row,
      title: row.name,
      detail: join(
        word('positionKind', row.kind),
        row.echelon,
        row.unitName,
        row.assignment !== 'definitive' && word('assignment', row.assignment),
      ),
    })),
    education: histories.education.map((row) => ({
      row,
      title: row.program,
      detail: join(row.school, row.graduatedYear !== null && String(row.graduatedYear)),
    })),
    training: histories.training.map((row) => ({
      row,
      title: row.name,
      detail: join(row.organiser, row.hours !== null && t('hours', { hours: row.hours })),
    })),
    performance: histories.performance.map((row) => ({
      row,
      title: `${row.year}: ${word('predicate', row.predicate)}`,
    })),
    creditPoint: histories.creditPoint.map((row) => ({
      row,
      title: formatNumber(row.mainThousandths / 1000, locale, 3),
      detail: join(word('creditKind', row.kind), `${date(row.periodStartsOn)} – ${date(row.periodEndsOn)}`),
    })),
    appointment: histories.appointment.map((row) => ({ row, title: word('status', row.status) })),
    family: histories.family.map((row) => ({
      row,
      title: row.name,
      detail: join(word('relation', row.relation), word('familyStatus', row.status), date(row.bornOn)),
    })),
    serviceTime: histories.serviceTime.map((row) => ({
      row,
      title: row.employer,
      detail: t('credited', { service: formatMonths(row.creditedMonths, locale) }),
    })),
    discipline: histories.discipline.map((row) => ({
      row,
      title: join(word('severity', row.severity), row.kind),
      detail: t('until', { on: date(row.endsOn) }),
    })),
    award: histories.award.map((row) => ({ row, title: row.kind })),
    leave: histories.leave.map((row) => ({
      row,
      title: row.kind,
      detail: row.endsOn ? t('until', { on: date(row.endsOn) }) : undefined,
    })),
  }
}
