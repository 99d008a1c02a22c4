import 'server-only'
import { isAiken, readAiken } from '@/lib/cat/aiken'
import type { BankSection } from '@/lib/cat/bank-section'
import { isGift, readGift } from '@/lib/cat/gift'
import { distinctProblems, error, type ReadItem } from '@/lib/cat/item-file'
import { unpack } from '@/lib/cat/item-package.server'
import { readItemWorkbook } from '@/lib/cat/item-workbook.server'
import { readMoodleXml } from '@/lib/cat/moodle-xml'
import { withOldNames } from '@/lib/cat/qti-names'
import { readQtiPackage } from '@/lib/cat/qti-package'
import { type ReadingBudget, readingBudget } from '@/lib/cat/reading-budget'
import { decodeText } from '@/lib/cat/text-file'
import { parseXml } from '@/lib/markup'
import { Refusal } from '@/lib/refusal'

/**
 * The items of a file, whichever of the known formats it has: QTI 2.1, 2.2 or 3.0 (a package or one item), Moodle XML,
 * GIFT, Aiken, or the product's own workbook. Each has a code; one that the file does not name follows from the file, and
 * each stands in the cell of the bank that the file names.
 *
 * Refuses with cat.format_unknown, cat.format_old, cat.package_empty, cat.too_many_items, cat.xml_* or cat.package_*.
 */
export async function readItems(
  fileName: string,
  bytes: Uint8Array,
  bank: readonly BankSection[],
): Promise<ReadItem[]> {
  const budget = readingBudget()
  const items = await (isZip(bytes) ? readArchive(bytes, bank, budget) : readDocument(fileName, bytes, bank, budget))
  if (items.length === 0) throw new Refusal('cat.package_empty')
  const codes = new Set<string>()
  return items.map((item, index) => {
    const code = shortCode(item.code) || `${shortCode(fileName.replace(/\.\w+$/, '')) || 'butir'}-${index + 1}`
    const isRepeated = codes.has(code)
    codes.add(code)
    const repeated = isRepeated ? [error('code_repeated', { code })] : []
    return { ...item, code, problems: distinctProblems([...item.problems, ...repeated]) }
  })
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

async function readArchive(
  bytes: Uint8Array,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  const files = await unpack(bytes)
  return files.has('xl/workbook.xml')
    ? readItemWorkbook(bytes, files, bank, budget)
    : readQtiPackage(files, bank, budget)
}

async function readDocument(
  fileName: string,
  bytes: Uint8Array,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  const text = decodeText(bytes)
  if (!text.trimStart().startsWith('<')) {
    if (isGift(text)) return readGift(text, bank, budget)
    if (isAiken(text)) return readAiken(text, budget)
    throw new Refusal('cat.format_unknown')
  }
  const root = parseXml(text)
  if (root.name === 'quiz') return readMoodleXml(root, bank, budget)
  if (withOldNames(root).name === 'assessmentItem')
    return readQtiPackage(new Map([[fileName.toLowerCase(), bytes]]), bank, budget)
  throw new Refusal(root.name === 'questestinterop' ? 'cat.format_old' : 'cat.format_unknown')
}

function shortCode(name: string): string {
  return name
    .slice(0, 200)
    .trim()
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
