import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AppLink } from '@/components/ui/link'
import { type Column, Table } from '@/components/ui/table'
import type { readMatrix } from '@/lib/kinerja/team-plans.server'

type Matrix = Awaited<ReturnType<typeof readMatrix>>
type Person = Matrix['people'][number]

/** People down, the leader's results across, the results of the people in the cells; the last column serves none yet. */
export function RoleMatrix({ results, people }: Matrix) {
  const t = useTranslations('skp.matrix')
  const known = new Set(results.map(({ lineId }) => lineId))
  const cell = (person: Person, isIn: (line: string | null) => boolean) => {
    const texts = person.lines.filter(({ servesLine }) => isIn(servesLine)).map(({ text }) => text)
    return texts.length === 0 ? (
      '–'
    ) : (
      <ul className="grid gap-1">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    )
  }
  /** On a phone a result of the leader stands above those that serve it: both are sentences. */
  const serving = (result: string, own: ReactNode) => (
    <>
      <span className="block pt-2 text-muted text-xs md:hidden">{result}</span>
      {own}
    </>
  )
  const columns: Column<Person>[] = [
    {
      key: 'name',
      header: t('person'),
      phone: 'plain',
      cell: ({ name, planId }) => (
        <AppLink href={`/kinerja/skp/${planId}`} className="font-semibold">
          {name}
        </AppLink>
      ),
    },
    ...results.map(
      ({ lineId, text }): Column<Person> => ({
        key: lineId,
        header: text,
        width: 'min-w-48 whitespace-normal',
        phone: 'plain',
        cell: (person) =>
          serving(
            text,
            cell(person, (line) => line === lineId),
          ),
      }),
    ),
    {
      key: 'none',
      header: t('unlinked'),
      phone: 'plain',
      cell: (person) =>
        serving(
          t('unlinked'),
          cell(person, (line) => line === null || !known.has(line)),
        ),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={people} rowKey={({ planId }) => planId} sticks={false} />
}
