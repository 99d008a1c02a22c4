import type { ItemDraft } from '@/lib/cat/item'
import { letter } from '@/lib/cat/item-file'
import { isWeighted } from '@/lib/cat/item-findings'
import { bytesOfDataUrl } from '@/lib/cat/item-image'
import type { ItemInput } from '@/lib/cat/item-input'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import { cellOf, htmlOfCell } from '@/lib/cat/item-sheet'

const USUAL_OPTIONS = 5

export type WrittenItem = ItemDraft & { explanation: string }

/** The form of an item: its texts as a person edits them, its images beside them by name. */
export function formOfItem(item: WrittenItem, id: string | null, version: number): ItemInput {
  const images = new Map<string, string>()
  const nameOf = (url: string) => {
    const name = images.get(url) ?? `gambar-${images.size + 1}`
    images.set(url, name)
    return name
  }
  const right = item.options.findIndex((option) => (item.key[option.id] ?? 0) > 0)
  return {
    id,
    version,
    code: item.code,
    section: item.section,
    aspect: item.aspect,
    stimulus: cellOf(item.stimulus ?? '', nameOf),
    stem: cellOf(item.stem, nameOf),
    options: item.options.map((option) => ({ body: cellOf(option.body, nameOf), weight: item.key[option.id] ?? 0 })),
    key: isWeighted(item.section) || right < 0 ? '' : (letter(right) as ItemInput['key']),
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
    options: Array.from({ length: USUAL_OPTIONS }, () => ({ body: '', weight: 0 })),
    key: '',
    keepsOrder: false,
    explanation: '',
    images: [],
  }
}

/**
 * The item that a form says, and what is wrong with its images. Options keep the ids of the version before.
 *
 * @param ids of the options so far, in order
 */
export function itemOfForm(input: ItemInput, ids: readonly string[]) {
  const problems: string[] = []
  const byName = new Map(input.images.map(({ name, dataUrl }) => [name.toLowerCase(), bytesOfDataUrl(dataUrl)]))
  const images: ImageSource = (address) => byName.get(address.trim().toLowerCase()) ?? onlyOwnImages(address)
  const html = (text: string) => {
    const cleaned = htmlOfCell(text, images)
    problems.push(...cleaned.problems.filter(({ isError }) => isError).map(({ code }) => code))
    return cleaned.html
  }
  const used = input.options.slice(0, input.options.findLastIndex(({ body }) => body.trim() !== '') + 1)
  const options = used.map(({ body }, index) => ({ id: ids[index] ?? letter(index), body: html(body) }))
  const points = (index: number) => {
    if (isWeighted(input.section)) return used[index]?.weight ?? 0
    return letter(index) === input.key ? 5 : 0
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
