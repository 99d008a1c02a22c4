import type { ItemDraft } from '@/lib/cat/item'
import { isCell } from '@/lib/cat/item-cell'
import { parseHtml, textOf, writeMarkup } from '@/lib/cat/markup'
import type { Finding } from '@/lib/refusal'

const SOURCE = 'Kisi-kisi SKD'
const OPTIONS = 5
const BEST = 5
const WEIGHTED = ['TKP']

/** Whether every option of the section has a weight, and not one alone is right. */
export function isWeighted(section: string): boolean {
  return WEIGHTED.includes(section)
}

/** What an item needs before somebody may review it, met or not. */
export function itemFindings(item: ItemDraft): Finding[] {
  const { section, aspect } = item
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
    finding('item_cell', isCell(item), { section, aspect }),
    finding('item_stem', comparable(item.stem) !== ''),
    finding('item_options', item.options.length === OPTIONS && bodies.every((body) => body !== ''), {
      found: bodies.filter((body) => body !== '').length,
      needed: OPTIONS,
    }),
    finding('item_options_distinct', repeated === undefined),
    isWeighted(section)
      ? finding('item_weights', isOneToFive(points), { weights: points.join(', ') })
      : finding('item_key', points.filter((point) => point > 0).length === 1 && points.includes(BEST), {
          found: points.filter((point) => point > 0).length,
        }),
  ]
}

/** Five different weights: each of 1 to 5 once. */
function isOneToFive(points: readonly number[]): boolean {
  return [...points].sort((a, b) => a - b).join() === '1,2,3,4,5'
}

/** What a person would see: text in one case without double spaces, and pictures. */
function comparable(html: string): string {
  const nodes = parseHtml(html)
  const holdsMore = /<(img|math|hr)/.test(html)
  const text = nodes.map(textOf).join('').replace(/\s+/g, ' ').trim()
  return holdsMore ? writeMarkup(nodes) : text
}
