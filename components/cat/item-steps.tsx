import { useTranslations } from 'next-intl'
import { Timeline } from '@/components/ui/timeline'
import type { ItemStep } from '@/lib/cat/item-state'
import { formatInstant, type Locale, type Zone } from '@/lib/format'

type Step = {
  id: string
  step: ItemStep
  actorName: string
  reason: string | null
  at: Date
}

/** The way of an item, the newest step first. */
export function ItemSteps({ steps, locale, zone }: { steps: Step[]; locale: Locale; zone: Zone }) {
  const t = useTranslations('bank.step')
  return (
    <Timeline
      entries={steps.map(({ id, step, actorName, reason, at }) => ({
        key: id,
        state: ['return', 'retire', 'leak'].includes(step) ? 'attention' : 'done',
        title: t(step),
        meta: `${actorName} · ${formatInstant(at, locale, zone)}`,
        quote: reason,
      }))}
    />
  )
}
