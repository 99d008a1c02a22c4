import { normaliseName } from '@/lib/registry/name'
import type { EmployeeValues } from './employee-row'
import { type Problem, type ProblemCode, problem } from './problem'

/** Rows that belong together, lowest row first. */
export type DuplicateGroup = { code: ProblemCode; key: string; rows: number[] }

type Member = { row: number; nip: string }

/**
 * Remembers who stood in which row and finds, at the end, the rows that name the same person or number twice.
 *
 * A number stands for its rows only where it is sound; each row of a group is told, because only a person can say
 * which one is right.
 */
export class DuplicateIndex {
  readonly #nips = new Map<string, number[]>()
  readonly #niks = new Map<string, Member[]>()
  readonly #oldNips = new Map<string, Member[]>()
  readonly #cards = new Map<string, Member[]>()
  readonly #people = new Map<string, Member[]>()

  add(row: number, values: EmployeeValues): void {
    const { nip = '', nik = '', nip_lama = '', karpeg = '' } = values
    const member = { row, nip }
    if (nip) append(this.#nips, nip, row)
    if (nik && nip) append(this.#niks, nik, member)
    if (nip_lama && nip) append(this.#oldNips, nip_lama, member)
    if (karpeg && nip) append(this.#cards, karpeg, member)
    const person = personKey(values)
    if (person && nip) append(this.#people, person, member)
  }

  groups(): DuplicateGroup[] {
    return [
      ...sameNumber(this.#nips),
      ...differentNips(this.#niks, 'NIK_DUPLICATE_DIFFERENT_NIP'),
      ...differentNips(this.#oldNips, 'OLD_NIP_DUPLICATE'),
      ...differentNips(this.#cards, 'CARD_DUPLICATE'),
      ...differentNips(this.#people, 'POSSIBLE_DUPLICATE_PERSON'),
    ]
  }
}

const COLUMN: Partial<Record<ProblemCode, string>> = {
  NIP_DUPLICATE_IN_FILE: 'nip',
  NIK_DUPLICATE_DIFFERENT_NIP: 'nik',
  OLD_NIP_DUPLICATE: 'nip_lama',
  CARD_DUPLICATE: 'karpeg',
  POSSIBLE_DUPLICATE_PERSON: 'nama',
}

/** The problem of each row of a group; it names the first other row and how many there are. */
export function groupProblems(
  { code, key, rows }: DuplicateGroup,
  rawAt: (row: number, column: string) => string,
): Problem[] {
  const column = COLUMN[code] ?? 'nip'
  return rows.map((row) => {
    const other = rows.find((candidate) => candidate !== row) ?? row
    return problem(row, column, rawAt(row, column), code, { other, count: rows.length, group: key })
  })
}

/** Name without titles, birth date and birthplace: what makes two rows look like one person. */
export function personKey({ nama = '', tgl_lahir = '', tempat_lahir = '' }: EmployeeValues): string {
  return nama && tgl_lahir && tempat_lahir ? `${normaliseName(nama)}|${tgl_lahir}|${normaliseName(tempat_lahir)}` : ''
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function sameNumber(nips: ReadonlyMap<string, number[]>): DuplicateGroup[] {
  return [...nips]
    .filter(([, rows]) => rows.length > 1)
    .map(([key, rows]) => ({ code: 'NIP_DUPLICATE_IN_FILE', key, rows }))
}

function differentNips(members: ReadonlyMap<string, Member[]>, code: ProblemCode): DuplicateGroup[] {
  return [...members]
    .filter(([, group]) => new Set(group.map((member) => member.nip)).size > 1)
    .map(([key, group]) => ({ code, key, rows: group.map((member) => member.row) }))
}
