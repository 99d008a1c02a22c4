import type { Section } from '@/lib/cat/programme'
import { drawFrom, shuffled } from '@/lib/cat/shuffle'
import type { Finding } from '@/lib/refusal'

/** A cell of the kisi-kisi: how many items of an aspect a form has at least and at most. */
export type BlueprintCell = { section: string; aspect: string; minimum: number; maximum: number }

/** An approved item that a form may use. */
export type BankItem = { id: string; section: string; aspect: string }

const SOURCE = 'Kisi-kisi'

/** The blueprint with the sections that it does not divide: those take their items from any aspect. */
export function wholeBlueprint(
  sections: readonly Section[],
  cells: readonly BlueprintCell[],
  bank: readonly BankItem[],
): BlueprintCell[] {
  const undivided = sections.filter(({ code }) => !cells.some(({ section }) => section === code))
  const ofAnyAspect = undivided.flatMap(({ code, itemCount }) => {
    const aspects = new Set(bank.filter(({ section }) => section === code).map(({ aspect }) => aspect))
    return [...aspects].sort().map((aspect) => ({ section: code, aspect, minimum: 0, maximum: itemCount }))
  })
  return [...cells, ...ofAnyAspect]
}

/** Whether the bank has what the blueprint asks for: each cell its least, each section its number within the most. */
export function blueprintFindings(
  sections: readonly Section[],
  cells: readonly BlueprintCell[],
  bank: readonly BankItem[],
): Finding[] {
  const available = ({ section, aspect }: BlueprintCell) =>
    bank.filter((item) => item.section === section && item.aspect === aspect).length
  const ofCells = cells.map((cell): Finding => {
    const { section, aspect, minimum } = cell
    const found = available(cell)
    return {
      code: 'cat.blueprint_cell',
      met: found >= minimum,
      facts: { section, aspect, minimum, found },
      source: SOURCE,
    }
  })
  const ofSections = sections.map(({ code: section, itemCount }): Finding => {
    const own = cells.filter((cell) => cell.section === section)
    const least = own.reduce((sum, { minimum }) => sum + minimum, 0)
    const most = own.reduce((sum, cell) => sum + Math.min(cell.maximum, available(cell)), 0)
    return {
      code: 'cat.blueprint_section',
      met: least <= itemCount && itemCount <= most,
      facts: { section, itemCount, least, most },
      source: SOURCE,
    }
  })
  return [...ofCells, ...ofSections]
}

/**
 * The items of one form, drawn by the seed: first the least of each cell, then any cell that is not full yet. The
 * findings above have to be met.
 */
export function assembleForm<I extends BankItem>(
  sections: readonly Section[],
  cells: readonly BlueprintCell[],
  bank: readonly I[],
  seed: string,
): I[] {
  const draw = drawFrom(seed)
  return sections.flatMap(({ code, itemCount }) => {
    const piles = cells
      .filter((cell) => cell.section === code)
      .map((cell) => ({
        ...cell,
        items: shuffled(
          bank.filter((item) => item.section === code && item.aspect === cell.aspect),
          draw,
        ),
      }))
    const chosen = piles.flatMap(({ items, minimum }) => items.slice(0, minimum))
    const more = piles.flatMap(({ items, minimum, maximum }) => items.slice(minimum, maximum))
    return [...chosen, ...shuffled(more, draw).slice(0, itemCount - chosen.length)]
  })
}
