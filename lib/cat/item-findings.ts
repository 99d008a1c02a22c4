import { type BankSection, isCell, sectionOf } from '@/lib/cat/bank-section'
import type { ItemDraft } from '@/lib/cat/item'
import { type ItemProblem, note } from '@/lib/cat/item-file'
import { FULL_POINTS } from '@/lib/cat/programme'
import { parseHtml, textOf, writeMarkup } from '@/lib/markup'
import type { Finding } from '@/lib/refusal'

const SOURCE = 'Kisi-kisi program'
const USUAL_OPTIONS = 5

/** What an item needs before somebody may review it, met or not; its section says how many options and which points. */
export function itemFindings(item: ItemDraft, bank: readonly BankSection[]): Finding[] {
  const { section, aspect } = item
  const { scoring = 'single', optionCount: needed = USUAL_OPTIONS } = sectionOf(bank, section) ?? {}
  const bodies = item.options.map(({ body }) => comparable(body))
  const points = item.options.map(({ id }) => item.key[id] ?? 0)
  const finding = (code: string, met: boolean, facts: Finding['facts'] = {}): Finding => ({
    code: `cat.${code}`,
    met,
    facts,
    source: SOURCE,
  })
  const repeated = bodies.find((body, index) => body !== '' && bodies.indexOf(body) !== index)
  return [
    finding('item_cell', isCell(bank, item), { section, aspect }),
    finding('item_stem', comparable(item.stem) !== ''),
    finding('item_options', item.options.length === needed && bodies.every((body) => body !== ''), {
      found: bodies.filter((body) => body !== '').length,
      needed,
    }),
    finding('item_options_distinct', repeated === undefined),
    scoring === 'weighted'
      ? finding('item_weights', areWeights(points), { weights: points.join(', ') })
      : finding('item_key', points.filter((point) => point > 0).length === 1 && points.includes(FULL_POINTS), {
          found: points.filter((point) => point > 0).length,
        }),
  ]
}

/** Each option has a weight from 1 to 5, and the best one 5. */
function areWeights(points: readonly number[]): boolean {
  return points.every((point) => point >= 1 && point <= FULL_POINTS) && points.includes(FULL_POINTS)
}

/** What a reviewer should look at, although no rule forbids it: weights are each used once as a rule. */
export function itemNotes(item: ItemDraft, bank: readonly BankSection[]): ItemProblem[] {
  const points = item.options.map(({ id }) => item.key[id] ?? 0)
  const isRepeated = sectionOf(bank, item.section)?.scoring === 'weighted' && new Set(points).size < points.length
  return isRepeated && areWeights(points) ? [note('weights_repeated', { weights: points.join(', ') })] : []
}

/** What a person would see: text in one case without double spaces, and pictures. */
function comparable(html: string): string {
  const nodes = parseHtml(html)
  const holdsMore = /<(img|math|hr)/.test(html)
  const text = nodes.map(textOf).join('').replace(/\s+/g, ' ').trim()
  return holdsMore ? writeMarkup(nodes) : text
}
