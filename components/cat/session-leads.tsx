import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { RAPID_SECONDS } from '@/lib/cat/item-times'
import type { Lead, LeadPerson, SessionLeads } from '@/lib/cat/leads.server'
import { formatDecimals, type Locale } from '@/lib/format'

/** More would not be looked into one by one. */
const MOST_SHOWN = 100

/** Expected in a session by chance; below it no number is told. */
const LEAST_SHOWN = 0.001

type Shown = Pick<SessionLeads, 'similar' | 'misfits' | 'early'>

/** What the answers of a session give people to look into, each kind with how it is computed and what it may mean. */
export function SessionLeadLists({ leads, locale }: { leads: Shown; locale: Locale }) {
  const t = useTranslations('exam.leads')
  const number = (value: number, decimals = 1) => formatDecimals(value, locale, decimals)
  const chance: Column<Lead<{ byChance: number }>> = {
    key: 'chance',
    header: t('byChance'),
    align: 'right',
    cell: ({ byChance }) =>
      byChance < LEAST_SHOWN ? t('hardlyEver', { least: number(LEAST_SHOWN, 3) }) : number(byChance, 3),
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <LeadList
        name="similar"
        rows={leads.similar}
        columns={[
          {
            key: 'same',
            header: t('same'),
            align: 'right',
            cell: ({ same, bothWrong }) => t('sameOf', { same, of: bothWrong }),
          },
          { key: 'expected', header: t('usual'), align: 'right', cell: ({ expected }) => number(expected) },
          chance,
        ]}
      />
      <LeadList
        name="misfits"
        rows={leads.misfits}
        columns={[{ key: 'fit', header: t('fit'), align: 'right', cell: ({ fit }) => number(fit) }, chance]}
      />
      <LeadList
        name="early"
        rows={leads.early}
        columns={[
          {
            key: 'right',
            header: t('right', { seconds: RAPID_SECONDS }),
            align: 'right',
            cell: ({ right, rapid }) => t('sameOf', { same: right, of: rapid }),
          },
          { key: 'expected', header: t('usual'), align: 'right', cell: ({ expected }) => number(expected) },
          chance,
        ]}
      />
    </div>
  )
}

function LeadList<Row extends { who: LeadPerson[] }>({
  name,
  rows,
  columns,
}: {
  name: 'similar' | 'misfits' | 'early'
  rows: readonly Row[]
  columns: Column<Row>[]
}) {
  const t = useTranslations('exam.leads')
  const title = t(`${name}.title`)
  const who: Column<Row> = {
    key: 'who',
    header: t('who'),
    phone: 'plain',
    cell: ({ who: people }) => <People people={people} />,
  }
  return (
    <Card
      title={title}
      flush
      footer={<span className="block max-w-prose">{t(`${name}.text`, { seconds: RAPID_SECONDS })}</span>}
    >
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">{t('none')}</p>
      ) : (
        <Table
          caption={t('caption', { title })}
          columns={[who, ...columns]}
          rows={rows.slice(0, MOST_SHOWN)}
          rowKey={({ who: people }) => people.map((person) => person.number).join(' ')}
          sticks={false}
        />
      )}
      {rows.length > MOST_SHOWN && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted">
          {t('more', { shown: MOST_SHOWN, count: rows.length })}
        </p>
      )}
    </Card>
  )
}

function People({ people }: { people: readonly LeadPerson[] }) {
  const t = useTranslations('exam.leads')
  return (
    <span className="flex flex-col gap-2">
      {people.map(({ number, name, place }) => (
        <TwoLines
          key={number}
          sub={
            <>
              <span className="num">{number}</span>
              {place && ` · ${t('seat', place)}`}
            </>
          }
        >
          {name}
        </TwoLines>
      ))}
    </span>
  )
}
