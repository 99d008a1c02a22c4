const NEEDS_QUOTES = /[";\r\n]/
const LOOKS_LIKE_FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/**
 * One line of CSV as Indonesian spreadsheets open it: semicolons, quotes where needed. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(field).join(';')}\r\n`
}

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = LOOKS_LIKE_FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
