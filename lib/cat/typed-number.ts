import * as z from 'zod'

/** A whole number as it is typed. */
export function typed(least: number, most: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, 'cat.number_range')
    .transform(Number)
    .refine((value) => value >= least && value <= most, 'cat.number_range')
}

/** The same, or nothing: null. */
export function typedOrNone(least: number, most: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{0,5}$/, 'cat.number_range')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((value) => value === null || (value >= least && value <= most), 'cat.number_range')
}
