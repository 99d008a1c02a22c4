import type { ProgrammeSection } from '@/lib/cat/programme'

/** A section as the bank knows it: how its items are answered, and the aspects that blueprints divide it into. */
export type BankSection = Pick<ProgrammeSection, 'code' | 'name' | 'scoring' | 'optionCount'> & { aspects: string[] }

export type Cell = { section: string; aspect: string }

/** The one aspect of a section that no blueprint divides. */
const UNDIVIDED = 'umum'

/** The sections of programmes, each once as the first of them has it, with the aspects of all their blueprints. */
export function bankSections(
  programmes: readonly { sections: readonly ProgrammeSection[]; cells: readonly Cell[] }[],
): BankSection[] {
  const bank = new Map<string, BankSection>()
  for (const { sections, cells } of programmes) {
    for (const { code, name, scoring, optionCount } of sections) {
      const known = bank.get(code) ?? { code, name, scoring, optionCount, aspects: [] }
      const own = cells.filter(({ section }) => section === code).map(({ aspect }) => aspect)
      bank.set(code, { ...known, aspects: [...new Set([...known.aspects, ...own])] })
    }
  }
  return [...bank.values()].map((section) =>
    section.aspects.length > 0 ? section : { ...section, aspects: [UNDIVIDED] },
  )
}

export function sectionOf(bank: readonly BankSection[], code: string): BankSection | undefined {
  return bank.find((section) => section.code === code)
}

export function isCell(bank: readonly BankSection[], { section, aspect }: Cell): boolean {
  return sectionOf(bank, section)?.aspects.includes(aspect) ?? false
}

/** The cell that the words of another system name, as a path or as single codes; empty where they name none. */
export function cellNamed(bank: readonly BankSection[], words: readonly string[]): Cell {
  const known = words.map(plain)
  const names = (code: string) => known.includes(plain(code)) || known.includes(plain(code.split('.').at(-1)))
  const section = bank.find(({ code, name }) => known.includes(plain(code)) || known.includes(plain(name)))
  return { section: section?.code ?? '', aspect: section?.aspects.find(names) ?? '' }
}

function plain(word: string | undefined): string {
  return (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
}
