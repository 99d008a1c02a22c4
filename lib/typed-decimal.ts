/** A decimal as people type it, with a comma or a point, as a number is written: 12,5 as 12.5. */
export function plainDecimal(typed: string): string {
  return typed.trim().replace(',', '.')
}

/** The number of a decimal as people type it. */
export function typedNumber(typed: string): number {
  return Number(plainDecimal(typed))
}

/** A number as its form holds it, with a comma: 12.5 as 12,5. */
export function asTyped(value: number): string {
  return String(value).replace('.', ',')
}
