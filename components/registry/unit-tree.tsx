import { useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import type { UnitInTree } from '@/lib/registry/unit-structure'
import { addressWith } from '@/lib/search-parameters'

/** Deeper units keep to this indent: a phone has no room for twenty. */
const MOST_INDENTS = 4

/**
 * Units as a list of lists. `units` is a part of a tree in pre-order; a unit of which `below` counts more than are there
 * leads to them.
 */
export function UnitTree({
  units,
  people,
  on,
  level = 0,
}: {
  units: readonly UnitInTree[]
  /** How many people have their post in a unit, by its id. */
  people: ReadonlyMap<number | null, number>
  /** The day of the address, left out for today. */
  on?: string
  level?: number
}) {
  const t = useTranslations('structure')
  const heads = units.map((unit, place) => ({ unit, place })).filter(({ unit }) => unit.depth === units[0]?.depth)
  return (
    <ul className={level > 0 && level <= MOST_INDENTS ? 'ml-2 border-l border-line pl-2 md:ml-3 md:pl-4' : ''}>
      {heads.map(({ unit, place }, index) => {
        const inside = units.slice(place + 1, heads[index + 1]?.place)
        const count = people.get(unit.id) ?? 0
        return (
          <li key={unit.id}>
            <div className="flex flex-wrap items-baseline gap-x-3 py-1.5">
              <AppLink href={addressWith(`/admin/struktur/${unit.id}`, { tanggal: on })} className="font-semibold">
                {unit.name}
              </AppLink>
              <span className="num min-w-0 text-sm text-muted">
                {[unit.code, unit.headEchelon, count > 0 ? t('people', { count }) : ''].filter(Boolean).join(' · ')}
              </span>
              {unit.below > inside.length && (
                <AppLink
                  href={addressWith('/admin/struktur', { unit: String(unit.id), tanggal: on })}
                  aria-label={t('belowOf', { count: unit.below, unit: unit.name })}
                  className="text-sm"
                >
                  {t('below', { count: unit.below })}
                </AppLink>
              )}
            </div>
            {inside.length > 0 && <UnitTree units={inside} people={people} on={on} level={level + 1} />}
          </li>
        )
      })}
    </ul>
  )
}
