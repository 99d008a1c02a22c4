import { useTranslations } from 'next-intl'
import { DecideAbsence, WithdrawAbsence } from '@/components/kinerja/absence-dialogs'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { formatDate, formatInstant, formatNip, type Locale, type Zone } from '@/lib/format'
import type { AbsentPerson } from '@/lib/kinerja/absence-ladder.server'

/** Who was absent, what the ladder proposes, and what was decided; the days with their ground open below a row. */
export function AbsenceTable({
  people,
  year,
  locale,
  zone,
  decide,
  withdraw,
}: {
  people: readonly AbsentPerson[]
  year: number
  locale: Locale
  zone: Zone
  /** Absent for whoever only reads. */
  decide?: Parameters<typeof DecideAbsence>[0]['decide']
  withdraw?: Parameters<typeof WithdrawAbsence>[0]['withdraw']
}) {
  const t = useTranslations('consequence.absence')
  const columns: Column<AbsentPerson>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ name, nip, unit }) => (
        <TwoLines
          sub={
            <>
              <span className="num whitespace-nowrap">{formatNip(nip)}</span> · {unit}
            </>
          }
        >
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    {
      key: 'days',
      header: t('days'),
      cell: ({ days, longestRunDays }) => (
        <TwoLines sub={longestRunDays > 1 && t('run', { days: longestRunDays })}>{t('count', { days })}</TwoLines>
      ),
    },
    {
      key: 'step',
      header: t('step'),
      cell: ({ proposal }) =>
        proposal ? (
          <TwoLines sub={t(`severity.${proposal.severity}`)}>{t(`sanction.${proposal.sanction}`)}</TwoLines>
        ) : (
          <span className="text-muted">{t('noStep')}</span>
        ),
    },
    {
      key: 'decision',
      header: t('decision'),
      phone: 'plain',
      cell: (person) => <Decision person={person} year={year} locale={locale} zone={zone} decide={decide} />,
    },
  ]
  return (
    <Table
      caption={t('caption')}
      columns={columns}
      rows={people}
      rowKey={({ employeeId }) => employeeId}
      empty={
        <EmptyState icon="inbox" title={t('noneTitle')}>
          {t('none')}
        </EmptyState>
      }
      detail={{
        label: ({ name }) => t('openDays', { name }),
        content: ({ absences, decisions }) => (
          <div className="grid gap-4 px-4 py-3 md:grid-cols-2">
            <section>
              <h3 className="text-sm">{t('daysAndGround')}</h3>
              <ul className="mt-1 grid gap-1 text-sm">
                {absences.map(({ id, absentOn, ground }) => (
                  <li key={id} className="flex flex-wrap items-center justify-between gap-2">
                    <span>
                      <b className="num font-semibold">{formatDate(absentOn, 'short', locale)}</b> · {ground}
                    </span>
                    {withdraw && <WithdrawAbsence id={id} withdraw={withdraw} />}
                  </li>
                ))}
              </ul>
            </section>
            {decisions.length > 0 && (
              <section>
                <h3 className="text-sm">{t('decisions')}</h3>
                <ul className="mt-1 grid gap-2 text-sm">
                  {decisions.map(({ sanction, isTaken, reason, decidedByName, decidedAt }) => (
                    <li key={sanction}>
                      <b className="font-semibold">{t(isTaken ? 'taken' : 'dismissed')}</b>: {t(`sanction.${sanction}`)}
                      <span className="block">{reason}</span>
                      <span className="block text-muted text-xs">
                        {decidedByName}, {formatInstant(decidedAt, locale, zone)}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        ),
      }}
    />
  )
}

function Decision({
  person: { employeeId, name, proposal, decisions },
  year,
  decide,
}: Pick<Parameters<typeof AbsenceTable>[0], 'year' | 'locale' | 'zone' | 'decide'> & { person: AbsentPerson }) {
  const t = useTranslations('consequence.absence')
  if (!proposal) return <span className="text-muted">–</span>
  const decided = decisions.find(({ sanction }) => sanction === proposal.sanction)
  if (decided)
    return (
      <Tag tone={decided.isTaken ? 'warning' : 'neutral'} icon={decided.isTaken ? 'circle-check' : 'circle-x'}>
        {t(decided.isTaken ? 'taken' : 'dismissed')}
      </Tag>
    )
  if (!decide)
    return (
      <Tag tone="info" icon="clock">
        {t('open')}
      </Tag>
    )
  return (
    <DecideAbsence
      employeeId={employeeId}
      name={name}
      year={year}
      sanction={proposal.sanction}
      step={t(`sanction.${proposal.sanction}`)}
      decide={decide}
    />
  )
}
