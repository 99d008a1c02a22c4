import { CORE_VALUES, type PlanModel } from '@/lib/kinerja/plan'
import type { PlanInput, PlanItemInput } from '@/lib/kinerja/plan-input'
import { asTyped, plainDecimal } from '@/lib/typed-decimal'

/** A line as the database has it. */
type StoredLine = {
  lineId: string
  kind: PlanItemInput['kind']
  text: string
  leaderItemId: string | null
  leaderText: string | null
  quantity: string | null
  quantityUnit: string | null
  quality: string | null
  duration: string | null
  durationUnit: string | null
  costRupiah: number | null
  creditThousandths: number | null
  indicators: readonly {
    aspect: string | null
    perspective: string | null
    text: string
    target: string
    unit: string | null
  }[]
}

/** A line without words, as a form offers it. */
export function emptyLine(kind: PlanItemInput['kind']): PlanItemInput {
  return {
    lineId: '',
    kind,
    text: '',
    leaderItemId: '',
    leaderText: '',
    quantity: '',
    quantityUnit: '',
    quality: kind === 'activity' ? '100' : '',
    duration: kind === 'activity' ? '12' : '',
    durationUnit: 'month',
    cost: '',
    credit: '',
    indicators: [],
  }
}

/** What a line is written as: figures with a point, nothing where nothing was typed. */
export function lineOfForm(line: PlanItemInput) {
  const isActivity = line.kind === 'activity'
  const figure = (text: string) => (isActivity && text !== '' ? plainDecimal(text) : null)
  const thousandths = figure(line.credit)
  const cost = figure(line.cost)
  return {
    kind: line.kind,
    text: line.text,
    leaderItemId: line.leaderItemId || null,
    leaderText: line.leaderItemId ? null : line.leaderText || null,
    quantity: isActivity ? (figure(line.quantity) ?? '1') : null,
    quantityUnit: isActivity ? line.quantityUnit : null,
    quality: figure(line.quality),
    duration: isActivity ? (figure(line.duration) ?? '12') : null,
    durationUnit: isActivity ? line.durationUnit : null,
    costRupiah: cost === null ? null : Math.round(Number(cost)),
    creditThousandths: thousandths === null ? null : Math.round(Number(thousandths) * 1000),
  }
}

/** The way back: a stored line in the fields of the form. */
export function formOfLine(line: StoredLine): PlanItemInput {
  const figure = (value: string | null) => (value === null ? '' : asTyped(Number(value)))
  return {
    lineId: line.lineId,
    kind: line.kind,
    text: line.text,
    leaderItemId: line.leaderItemId ?? '',
    leaderText: line.leaderText ?? '',
    quantity: figure(line.quantity),
    quantityUnit: line.quantityUnit ?? '',
    quality: figure(line.quality),
    duration: figure(line.duration),
    durationUnit: durationUnitOf(line.durationUnit),
    cost: line.costRupiah === null ? '' : String(line.costRupiah),
    credit: line.creditThousandths === null ? '' : asTyped(line.creditThousandths / 1000),
    indicators: line.indicators.map(({ aspect, perspective, text, target, unit }) => ({
      aspect: (aspect ?? '') as PlanItemInput['indicators'][number]['aspect'],
      perspective: (perspective ?? '') as PlanItemInput['indicators'][number]['perspective'],
      text,
      target,
      unit: unit ?? '',
    })),
  }
}

function durationUnitOf(unit: string | null): PlanItemInput['durationUnit'] {
  return unit === 'week' || unit === 'day' ? unit : 'month'
}

/** A draft in the fields of its form. */
export function formOfPlan(plan: {
  id: string
  version: number
  model: PlanModel | null
  resources: string
  accountability: string
  consequences: string
  items: readonly StoredLine[]
  behaviours: readonly { value: string; expectation: string }[]
}): PlanInput {
  return {
    id: plan.id,
    version: plan.version,
    model: plan.model ?? 'quantitative',
    resources: plan.resources,
    accountability: plan.accountability,
    consequences: plan.consequences,
    items: plan.items.map(formOfLine),
    behaviours: CORE_VALUES.map((value) => ({
      value,
      expectation: plan.behaviours.find((each) => each.value === value)?.expectation ?? '',
    })),
  }
}
