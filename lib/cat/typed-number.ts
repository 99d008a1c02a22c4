import * as z from 'zod'

/** A whole number as it is typed. */
export function typed(least: number, most: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, 'cat.whole_number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
}

/** The same, or nothing: null. */
export function typedOrNone(least: number, most: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{0,5}$/, 'cat.whole_number')
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.int().min(least).max(most).nullable())
}
