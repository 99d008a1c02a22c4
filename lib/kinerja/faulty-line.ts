import { Refusal } from '@/lib/refusal'

/** What is wrong with one of many pasted lines, counted from 1: a refusal of the field `lines`. */
export function faultyLine(code: string, line: number): Refusal {
  return Refusal.onField('lines', code, { line })
}
