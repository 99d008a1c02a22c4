/** The allowance of one post as an officer types or pastes it. */
export type AmountLine = { line: number; position: string; amountRupiah: number }

const AMOUNT = /^(.*?)[\s;,|]+(?:Rp\.?\s*)?(\d{1,3}(?:[.,]\d{3})+|\d+)(?:,00|,-|\.00)?\s*$/i
const MOST_RUPIAH = 1_000_000_000

/**
 * Amounts from lines of a post and whole rupiah, with or without dots; empty lines are left out.
 *
 * @returns the number of the first line that is none of it, in place of the lines
 */
export function readAmountLines(text: string): AmountLine[] | { faultyLine: number } {
  const lines: AmountLine[] = []
  for (const [at, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue
    const [, name = '', digits = ''] = AMOUNT.exec(written) ?? []
    const position = name.trim()
    const amountRupiah = Number(digits.replace(/[.,]/g, ''))
    if (position === '' || amountRupiah <= 0 || amountRupiah > MOST_RUPIAH) return { faultyLine: at + 1 }
    lines.push({ line: at + 1, position, amountRupiah })
  }
  return lines
}
