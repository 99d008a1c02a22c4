import type { BankItem } from '@/lib/cat/blueprint'
import { ENOUGH_PEOPLE } from '@/lib/cat/item-review'
import type { ProgrammeSection } from '@/lib/cat/programme'
import { knownMean, momentsOf, sumOf } from '@/lib/cat/statistics'
import type { Finding } from '@/lib/refusal'

/** An item of the bank with what sealed sessions said of it: mean points over the highest, from 0 to 1. */
export type MeasuredItem = BankItem & { measuredPeople: number; measuredShare: number | null }

/** How difficult the items of one section of a form are, in shares of the highest points. */
export type SectionBalance = {
  section: string
  items: number
  /** Those whose difficulty is known from enough people. */
  measured: number
  mean: number | null
  /** Standard deviation among its items. */
  spread: number | null
  /** What it should be like: the forms before it, else what the bank gives on average. */
  target: number | null
  tolerance: number
}

/** Where a programme says nothing: how many points of a hundred the mean of a form may differ. */
export const USUAL_TOLERANCE_PERCENT = 3

const SOURCE = 'Kesetaraan formulir'

type Sections = readonly Pick<ProgrammeSection, 'code' | 'tolerancePercent'>[]
type Targets = Readonly<Record<string, number>>

/**
 * A form as difficult as those before it, within the tolerance of each section: while it is not, the item that helps most
 * is exchanged for another one of its cell. What cannot be reached stays as near as it comes; the findings tell.
 *
 * @param targets mean difficulty of earlier forms by section
 */
export function balancedForm<I extends MeasuredItem>(
  form: readonly I[],
  bank: readonly I[],
  sections: Sections,
  targets: Targets,
): I[] {
  return sections.reduce<I[]>(
    (all, section) => {
      for (let turn = 0; turn < all.length; turn++) {
        const { mean, target, tolerance } = balanceOf(all, bank, section, targets)
        if (mean === null || target === null || Math.abs(mean - target) <= tolerance) return all
        const better = bestExchange(all, bank, section.code, target)
        if (!better) return all
        all = all.map((item) => (item.id === better.out.id ? better.in : item))
      }
      return all
    },
    [...form],
  )
}

/** The sections of a form against what they should be like. */
export function formBalance(
  form: readonly MeasuredItem[],
  bank: readonly MeasuredItem[],
  sections: Sections,
  targets: Targets,
): SectionBalance[] {
  return sections.map((section) => balanceOf(form, bank, section, targets))
}

/**
 * Whether a form is as difficult as the others. A section less than half of which is measured is not judged: new items have
 * no difficulty yet, and somebody has to be the first to answer them.
 */
export function balanceFindings(balances: readonly SectionBalance[]): Finding[] {
  return balances.map(({ section, items, measured, mean, target, tolerance }) => {
    const isKnown = mean !== null && target !== null && measured * 2 >= items
    return {
      code: isKnown ? 'cat.form_balanced' : 'cat.form_unmeasured',
      met: !isKnown || Math.abs(mean - target) <= tolerance,
      facts: {
        section,
        items,
        measured,
        mean: hundredths(mean),
        target: hundredths(target),
        tolerance: hundredths(tolerance),
      },
      source: SOURCE,
    }
  })
}

function balanceOf(
  form: readonly MeasuredItem[],
  bank: readonly MeasuredItem[],
  { code, tolerancePercent = USUAL_TOLERANCE_PERCENT }: Sections[number],
  targets: Targets,
): SectionBalance {
  const own = form.filter(({ section }) => section === code)
  const shares = sharesOf(own)
  const expected = knownMean(own.flatMap(({ aspect }) => knownMean(sharesOf(bank.filter(inCell(code, aspect)))) ?? []))
  return {
    section: code,
    items: own.length,
    measured: shares.length,
    mean: knownMean(shares),
    spread: shares.length === 0 ? null : momentsOf(shares).deviation,
    target: targets[code] ?? expected,
    tolerance: tolerancePercent / 100,
  }
}

/** The exchange within a cell that brings the mean of a section nearest to the target, if one brings it nearer. */
function bestExchange<I extends MeasuredItem>(form: readonly I[], bank: readonly I[], section: string, target: number) {
  const used = new Set(form.map(({ id }) => id))
  const own = form.filter((item) => item.section === section && isMeasured(item))
  const sum = sumOf(sharesOf(own))
  const distance = (change: number) => Math.abs((sum + change) / own.length - target)
  const exchanges = own.flatMap((out) =>
    bank
      .filter((item) => inCell(section, out.aspect)(item) && isMeasured(item) && !used.has(item.id))
      .map((item) => ({ out, in: item, distance: distance((item.measuredShare ?? 0) - (out.measuredShare ?? 0)) })),
  )
  const [best] = exchanges.toSorted((a, b) => a.distance - b.distance)
  return best && best.distance < distance(0) ? best : undefined
}

const inCell = (code: string, cell: string) => (item: BankItem) => item.section === code && item.aspect === cell

function isMeasured({ measuredPeople, measuredShare }: MeasuredItem): boolean {
  return measuredPeople >= ENOUGH_PEOPLE && measuredShare !== null
}

function sharesOf(items: readonly MeasuredItem[]): number[] {
  return items.flatMap((item) => (isMeasured(item) && item.measuredShare !== null ? [item.measuredShare] : []))
}

function hundredths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}
