import { useTranslations } from 'next-intl'
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
    return texts.length === 0 ? '–' : texts.join('; ')
  }
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
        cell: (person) => cell(person, (line) => line === lineId),
      }),
    ),
    { key: 'none', header: t('unlinked'), cell: (person) => cell(person, (line) => line === null || !known.has(line)) },
  ]
  return <Table caption={t('title')} columns={columns} rows={people} rowKey={({ planId }) => planId} sticks={false} />
}
