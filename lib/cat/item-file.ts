import type { ItemDraft } from '@/lib/cat/item'
import type { Facts } from '@/lib/refusal'

/**
 * What a reader found wrong with one item: `messages/<locale>/bank.json` has what is wrong and what to do by code. An
 * error keeps the item from being used; a note tells what was left out or changed.
 */
export type ItemProblem = { code: string; isError: boolean; facts: Facts }

/** An item as it was read from a file, whole or not. `place` is where it stands there: a file name, a row, a number. */
export type ReadItem = ItemDraft & { place: string; explanation: string; problems: ItemProblem[] }

export const EMPTY_ITEM: Omit<ReadItem, 'place'> = {
  code: '',
  section: '',
  aspect: '',
  stimulus: null,
  stem: '',
  options: [],
  key: {},
  keepsOrder: false,
  explanation: '',
  problems: [],
}

export function error(code: string, facts: Facts = {}): ItemProblem {
  return { code, isError: true, facts }
}

export function note(code: string, facts: Facts = {}): ItemProblem {
  return { code, isError: false, facts }
}

const MOST_PROBLEMS = 100

/** The same problem is told once, and no more than a person would read; errors before notes where some are left out. */
export function distinctProblems(problems: readonly ItemProblem[]): ItemProblem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.facts]), problem]))
  const all = [...seen.values()]
  if (all.length <= MOST_PROBLEMS) return all
  return all.sort((a, b) => Number(b.isError) - Number(a.isError)).slice(0, MOST_PROBLEMS)
}

/** The id of an option that has none in its file: its letter. */
export function letter(index: number): string {
  return String.fromCharCode(65 + index)
}

export const LETTERS = 26

/** What is wrong with an item of so many options that letters do not name them; nobody reads them then. */
export function tooManyOptions(found: number): ItemProblem | undefined {
  return found > LETTERS ? error('options_many', { found, limit: LETTERS }) : undefined
}

/** Names for options: those that they have, and a letter that nobody has for each one without or with another's. */
export function optionNames(given: readonly string[]): string[] {
  const free = given.map((_, index) => letter(index)).filter((each) => !given.includes(each))
  return given.map((name, index) => (name && given.indexOf(name) === index ? name : (free.shift() ?? name)))
}

const RIGHT = 5

/**
 * The points of each option from the numbers of another system. One right option gives five; several are weights,
 * whole from 0 to 5, or shares that five times become whole (fractions of 1 or of 100).
 *
 * @returns undefined when no scale makes whole weights of them
 */
export function pointsFrom(values: Readonly<Record<string, number>>): Record<string, number> | undefined {
  const positive = Object.values(values).filter((value) => value > 0)
  const highest = Math.max(0, ...positive)
  const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 0.02
  const isWeight = highest <= RIGHT && highest > 1 && positive.every(Number.isInteger)
  const scale = positive.length === 1 || !isWeight ? RIGHT / (highest || 1) : 1
  const scaled = Object.entries(values).map(([id, value]): [string, number] => [id, Math.max(0, value) * scale])
  if (!scaled.every(([, value]) => isWhole(value))) return undefined
  return Object.fromEntries(scaled.map(([id, value]) => [id, Math.round(value)]))
}
