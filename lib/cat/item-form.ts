import { fixedIf, type ItemDraft } from '@/lib/cat/item'
import { letter, optionNames } from '@/lib/cat/item-file'
import { bytesOfDataUrl } from '@/lib/cat/item-image'
import { type ItemInput, MOST_OPTIONS } from '@/lib/cat/item-input'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import { cellOf, htmlOfCell } from '@/lib/cat/item-sheet'
import { FULL_POINTS } from '@/lib/cat/programme'

export type WrittenItem = ItemDraft & { explanation: string }

/** The form of an item: its texts as a person edits them, its images beside them by name. */
export function formOfItem(item: WrittenItem, id: string | null, version: number): ItemInput {
  const images = new Map<string, string>()
  const nameOf = (url: string) => {
    const name = images.get(url) ?? `gambar-${images.size + 1}`
    images.set(url, name)
    return name
  }
  const best = item.options.flatMap(({ id: option }, index) => ((item.key[option] ?? 0) > 0 ? [index] : []))
  return {
    id,
    version,
    code: item.code,
    section: item.section,
    aspect: item.aspect,
    stimulus: cellOf(item.stimulus ?? '', nameOf),
    stem: cellOf(item.stem, nameOf),
    options: withBlank(
      item.options.map(({ id: option, body, isFixed = false }) => ({
        body: cellOf(body, nameOf),
        weight: item.key[option] ?? 0,
        isFixed,
      })),
    ),
    key: best.length === 1 ? (letter(best[0] ?? 0) as ItemInput['key']) : '',
    keepsOrder: item.keepsOrder,
    explanation: cellOf(item.explanation, nameOf),
    images: [...images].map(([dataUrl, name]) => ({ name, dataUrl })),
  }
}

export function emptyForm(code: string): ItemInput {
  return {
    id: null,
    version: 0,
    code,
    section: '',
    aspect: '',
    stimulus: '',
    stem: '',
    options: withBlank([]),
    key: '',
    keepsOrder: false,
    explanation: '',
    images: [],
  }
}

/** A form has room for as many options as a section may ask for; what stays blank at the end is none. */
function withBlank(options: ItemInput['options']): ItemInput['options'] {
  return [...options, ...Array.from({ length: MOST_OPTIONS - options.length }, () => ({ body: '', weight: 0 }))]
}

/**
 * The item that a form says, and what is wrong with its images. Options keep the ids of the version before.
 *
 * @param ids of the options so far, in order
 */
export function itemOfForm(input: ItemInput, ids: readonly string[], isWeighted: boolean) {
  const problems: string[] = []
  const byName = new Map(input.images.map(({ name, dataUrl }) => [name.toLowerCase(), bytesOfDataUrl(dataUrl)]))
  const images: ImageSource = (address) => byName.get(address.trim().toLowerCase()) ?? onlyOwnImages(address)
  const html = (text: string) => {
    const cleaned = htmlOfCell(text, images)
    problems.push(...cleaned.problems.filter(({ isError }) => isError).map(({ code }) => code))
    return cleaned.html
  }
  const used = input.options.slice(0, input.options.findLastIndex(({ body }) => body.trim() !== '') + 1)
  const names = optionNames(used.map((_, index) => ids[index] ?? ''))
  const options = used.map(({ body, isFixed }, index) => ({
    id: names[index] ?? '',
    body: html(body),
    ...fixedIf(isFixed),
  }))
  const points = (index: number) => {
    if (isWeighted) return used[index]?.weight ?? 0
    return letter(index) === input.key ? FULL_POINTS : 0
  }
  const item: WrittenItem = {
    code: input.code,
    section: input.section,
    aspect: input.aspect,
    stimulus: html(input.stimulus) || null,
    stem: html(input.stem),
    options,
    key: Object.fromEntries(options.map(({ id }, index) => [id, points(index)])),
    keepsOrder: input.keepsOrder,
    explanation: html(input.explanation),
  }
  return { item, problems }
}
