import { useTranslations } from 'next-intl'
import { KeyValues } from '@/components/ui/key-values'
import { formatNip } from '@/lib/format'
import type { PlanPeople, PlanPerson } from '@/lib/kinerja/plan'

/** The head of the official form: who is assessed, and by whom. */
export function PlanPeopleOf({ people }: { people: PlanPeople }) {
  const t = useTranslations('skp')
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Person title={t('employee')} person={people.employee} />
      <div className="grid content-start gap-4">
        <Person title={t('appraiser')} person={people.appraiser} />
        {people.superior && (
          <p className="text-sm">
            <span className="text-muted">{t('superior')}: </span>
            {people.superior.name}, {people.superior.position}
          </p>
        )}
      </div>
    </div>
  )
}

function Person({ title, person }: { title: string; person: PlanPerson }) {
  const t = useTranslations('skp.person')
  return (
    <section>
      <h3 className="mb-1 font-semibold text-sm">{title}</h3>
      <KeyValues
        items={[
          { label: t('name'), value: person.name },
          { label: t('nip'), value: <span className="whitespace-nowrap">{formatNip(person.nip)}</span> },
          ...(person.rank ? [{ label: t('rank'), value: person.rank }] : []),
          { label: t('position'), value: person.position },
          { label: t('unit'), value: person.unit },
        ]}
      />
    </section>
  )
}
