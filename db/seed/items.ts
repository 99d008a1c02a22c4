import { type Figure, figureImage } from '@/db/seed/figures'
import figural from '@/db/seed/items/figural.json'
import tiu from '@/db/seed/items/tiu.json'
import tkp from '@/db/seed/items/tkp.json'
import twk from '@/db/seed/items/twk.json'
import type { ExportedItem } from '@/lib/cat/qti-export'

const LETTERS = ['A', 'B', 'C', 'D', 'E']
const RIGHT = 5

type Written = {
  aspect: string
  stimulus?: string
  stem: string
  options: string[]
  key?: string
  weights?: number[]
  keepsOrder?: boolean
  explanation: string
}

/** An item of figures: what is compared, continued or different. `rule` says how, for the test that checks it. */
export type FiguralItem = {
  aspect: string
  rule: string
  figures: Figure[]
  options: Figure[]
  key: string
  explanation: string
}

export const figuralItems = figural as FiguralItem[]

/** The demonstration bank: enough for a whole SKD form, with a surplus in every cell. */
export function demonstrationItems(): ExportedItem[] {
  return [
    ...numbered('TWK', twk.map(itemOf)),
    ...numbered('TIU', [...tiu.map(itemOf), ...figuralItems.map(itemOfFigures)]),
    ...numbered('TKP', tkp.map(itemOf)),
  ]
}

type Unnumbered = Omit<ExportedItem, 'code' | 'section'>

function numbered(section: string, items: readonly Unnumbered[]): ExportedItem[] {
  return items.map((item, index) => ({ ...item, section, code: `${section}-${String(index + 1).padStart(3, '0')}` }))
}

function itemOf({ aspect, stimulus, stem, options, key, weights, keepsOrder, explanation }: Written): Unnumbered {
  return {
    aspect,
    stimulus: stimulus ?? null,
    stem,
    options: options.map((body, index) => ({ id: LETTERS[index] ?? '', body })),
    key: Object.fromEntries(LETTERS.map((id, index) => [id, weights?.[index] ?? (id === key ? RIGHT : 0)])),
    keepsOrder: keepsOrder ?? false,
    explanation,
  }
}

const QUESTIONS: Record<string, string> = {
  'figural.analogi': 'Pilih gambar yang melengkapi hubungan berikut.',
  'figural.ketidaksamaan': 'Pilih satu gambar yang tidak sama dengan empat gambar lainnya.',
  'figural.serial': 'Pilih gambar yang melanjutkan rangkaian berikut.',
}

function itemOfFigures({ aspect, figures, options, key, explanation }: FiguralItem): Unnumbered {
  const [first, second, third] = figures.map(figureImage)
  const shown = {
    'figural.analogi': `<p>${first} : ${second} = ${third} : ?</p>`,
    'figural.serial': `<p>${figures.map(figureImage).join(' ')} ?</p>`,
  }[aspect]
  const question = QUESTIONS[aspect] ?? ''
  return itemOf({
    aspect,
    stem: shown ? `<p>${question}</p>${shown}` : question,
    options: options.map(figureImage),
    key,
    explanation,
  })
}
