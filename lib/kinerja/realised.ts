import type { RealisedActivity } from '@/lib/kinerja/assessment-input'
import type { Rollup } from '@/lib/kinerja/evaluation'
import { asTyped } from '@/lib/typed-decimal'

/** What a form of an activity of PP 46/2011 begins with. */
type Activity = {
  id: string
  rollup: Rollup
  activity: { measures: RealisedActivity | null; quantityUnit: string | null }
}

/** What was confirmed, or what approved work says: its quantity in the unit of the target. */
export function realisedOf({ id, rollup, activity }: Activity): RealisedActivity {
  if (activity.measures) return activity.measures
  const unit = folded(activity.quantityUnit ?? '')
  const found = rollup.quantities.find((each) => folded(each.unit) === unit)
  return {
    itemId: id,
    isDone: true,
    quantity: found ? asTyped(found.quantity) : '',
    duration: '',
    cost: '',
    credit: '',
  }
}

const folded = (unit: string) => unit.trim().toLowerCase()
