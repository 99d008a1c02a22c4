import { type Exact, formatExact, fractionFrom, fractionText } from '@/lib/exact'
import { formatNumber, type Locale } from '@/lib/format'
import type names from '@/messages/id/working.json'

/** What a line gives; its name stands in `messages/<locale>/working.json`. */
type StepCode = keyof typeof names

/** A line of a calculation as it is shown and kept: what it gives, how, and the result without loss (`259/3`). */
export type Step = { code: StepCode; expression: string; value: string }

/** A number with the lines that led to it. */
export type Score = { value: Exact; steps: Step[] }

/** @param expression in digits with a decimal point, as `shown` writes them; `stepText` translates them */
export function step(code: StepCode, expression: string, value: Exact): Step {
  return { code, expression, value: fractionText(value) }
}

/** A number inside an expression, without idle zeros. */
export function shown(value: Exact, mostDecimals = 2): string {
  return formatExact(value, mostDecimals).replace(/\.?0+$/, '')
}

/** `((1,76 × 12 − 11) / 12) × 100 = 84,33` */
export function stepText({ expression, value }: Step, locale: Locale, decimals = 2): string {
  const numbers = expression.replace(/\d+(\.\d+)?/g, (number) => formatNumber(Number(number), locale, MOST_DECIMALS))
  const result = Number(formatExact(fractionFrom(value), decimals))
  return `${numbers} = ${formatNumber(result, locale, decimals)}`
}

/** As many as a target is stored with. */
export const MOST_DECIMALS = 4
