import { type BankSection, cellNamed } from '@/lib/cat/bank-section'
import { fixedIf } from '@/lib/cat/item'
import { EMPTY_ITEM, error, type ItemProblem, letter, type ReadItem } from '@/lib/cat/item-file'
import { cleanHtml, type ImageSource, markupOfText } from '@/lib/cat/item-markup'
import type { ExportedItem } from '@/lib/cat/qti-export'
import { escapeText, parseHtml, textOf } from '@/lib/markup'

const BEFORE = ['kode', 'subtes', 'aspek', 'stimulus', 'soal'] as const
const AFTER = ['kunci', 'acak', 'pembahasan'] as const

/** In the column `acak`, which options stay at their place: `ya, tetap D E`. */
const FIXED = /\btetap\b(.*)/i

/** The columns of the sheet `soal`, with room for so many options. */
export function sheetColumns(options: number): string[] {
  const letters = Array.from({ length: options }, (_, index) => letter(index).toLowerCase())
  return [
    ...BEFORE,
    ...letters.map((id) => `opsi_${id}`),
    AFTER[0],
    ...letters.map((id) => `bobot_${id}`),
    ...AFTER.slice(1),
  ]
}

/** The cells of one item by column. `nameOf` gives each image the name under which it lies in the workbook. */
export function rowOfItem(item: ExportedItem, nameOf: (dataUrl: string) => string): Record<string, string> {
  const cell = (html: string) => cellOf(html, nameOf)
  const best = item.options.filter(({ id }) => (item.key[id] ?? 0) > 0)
  const letters = item.options.map((option, index) => ({ ...option, letter: letter(index) }))
  const right = letters.find(({ id }) => id === best[0]?.id)?.letter ?? ''
  return {
    kode: item.code,
    subtes: item.section,
    aspek: item.aspect,
    stimulus: cell(item.stimulus ?? ''),
    soal: cell(item.stem),
    ...Object.fromEntries(letters.map((option) => [`opsi_${option.letter.toLowerCase()}`, cell(option.body)])),
    kunci: best.length === 1 ? right : '',
    ...Object.fromEntries(
      best.length > 1
        ? letters.map((option) => [`bobot_${option.letter.toLowerCase()}`, String(item.key[option.id] ?? 0)])
        : [],
    ),
    acak: mixingOf(item, letters),
    pembahasan: cell(item.explanation),
  }
}

function mixingOf({ keepsOrder }: ExportedItem, letters: readonly { letter: string; isFixed?: boolean | undefined }[]) {
  const fixed = letters.filter(({ isFixed }) => isFixed).map((option) => option.letter)
  return [keepsOrder ? 'tidak' : 'ya', ...(fixed.length > 0 ? [`tetap ${fixed.join(' ')}`] : [])].join(', ')
}

/** One row of the sheet as an item. A cell is plain text, with `[gambar: nama]` for an image, or HTML. */
export function itemOfRow(
  row: ReadonlyMap<string, string>,
  place: string,
  images: ImageSource,
  bank: readonly BankSection[],
): ReadItem {
  const problems: ItemProblem[] = []
  const cell = (column: string) => {
    const cleaned = htmlOfCell(row.get(column) ?? '', images)
    problems.push(...cleaned.problems)
    return cleaned.html
  }
  const mixing = (row.get('acak') ?? '').trim()
  const fixed: readonly string[] = FIXED.exec(mixing)?.[1]?.toUpperCase().match(/[A-Z]/g) ?? []
  const options = [...row.keys()]
    .filter((column) => /^opsi_[a-z]$/.test(column))
    .sort()
    .map((column) => ({ id: column.slice(-1).toUpperCase(), body: cell(column) }))
    .map((option) => ({ ...option, ...fixedIf(fixed.includes(option.id)) }))
  const used = options.slice(0, options.findLastIndex(({ body }) => body !== '') + 1)
  const key = keyOf(row, used, problems)
  return {
    ...EMPTY_ITEM,
    ...cellNamed(bank, [row.get('subtes') ?? '', row.get('aspek') ?? '']),
    place,
    code: (row.get('kode') ?? '').trim(),
    stimulus: cell('stimulus') || null,
    stem: cell('soal'),
    options: used,
    key,
    keepsOrder: /^(tidak|t|no|n|0)\b/i.test(mixing),
    explanation: cell('pembahasan'),
    problems,
  }
}

function keyOf(row: ReadonlyMap<string, string>, options: readonly { id: string }[], problems: ItemProblem[]) {
  const weights = options.map(({ id }) => (row.get(`bobot_${id.toLowerCase()}`) ?? '').trim())
  if (weights.some((weight) => weight !== '')) {
    const wrong = weights.find((weight) => !/^[0-5]$/.test(weight))
    if (wrong !== undefined) problems.push(error('weight_invalid', { weight: wrong.slice(0, 40) }))
    return Object.fromEntries(
      options.map(({ id }, index) => [id, Number(/^[0-5]$/.exec(weights[index] ?? '')?.[0] ?? 0)]),
    )
  }
  const right = (row.get('kunci') ?? '').trim().toUpperCase()
  if (right === '') problems.push(error('key_missing'))
  else if (!options.some(({ id }) => id === right)) problems.push(error('key_unknown', { key: right.slice(0, 40) }))
  return Object.fromEntries(options.map(({ id }) => [id, id === right ? 5 : 0]))
}

/** Plain text where the markup says no more than that, else the markup. */
export function cellOf(html: string, nameOf: (dataUrl: string) => string): string {
  const text = parseHtml(html.replace(/<br\/>/g, '\n'))
    .map(textOf)
    .join('')
  if (markupOfText(text) === html && !/^<|\[gambar:/i.test(text.trim())) return text
  const named = html.replace(/src="(data:[^"]*)"/g, (_, url: string) => `src="${escapeText(nameOf(url))}"`)
  return named.startsWith('<') ? named : `<p>${named}</p>`
}

/** The markup that a cell says: plain text, with `[gambar: nama]` where an image stands, or HTML. */
export function htmlOfCell(cell: string, images: ImageSource): { html: string; problems: ItemProblem[] } {
  const text = cell.trim()
  const html = text.startsWith('<') ? text : markupOfText(text)
  return cleanHtml(
    html.replace(/\[gambar:([^\][]{1,200})\]/gi, (_, name: string) => `<img src="${name.trim()}" alt=""/>`),
    images,
  )
}
