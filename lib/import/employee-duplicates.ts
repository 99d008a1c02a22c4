import { normaliseName } from '@/lib/registry/name'
import type { EmployeeValues } from './employee-row'
import { type Problem, type ProblemCode, problem } from './problem'

/** Rows that belong together, lowest row first. */
export type DuplicateGroup = { code: ProblemCode; key: string; rows: number[] }

/** Rows by key: one row as itself, because most keys have no more and a file has hundreds of thousands. */
type Rows = Map<string, number | number[]>

/**
 * Remembers who stood in which row and finds, at the end, the rows that name the same person or number twice.
 *
 * A number stands for its rows only where it is sound; each row of a group is told, because only a person can say
 * which one is right.
 */
export class DuplicateIndex {
  readonly #nipOf = new Map<number, string>()
  readonly #nips: Rows = new Map()
  readonly #niks: Rows = new Map()
  readonly #oldNips: Rows = new Map()
  readonly #cards: Rows = new Map()
  readonly #people: Rows = new Map()

  add(row: number, values: EmployeeValues): void {
    const nip = loose(values.nip)
    if (!nip) return
    this.#nipOf.set(row, nip)
    append(this.#nips, nip, row)
    append(this.#niks, loose(values.nik), row)
    append(this.#oldNips, loose(values.nip_lama), row)
    append(this.#cards, loose(values.karpeg), row)
    append(this.#people, personKey(values), row)
  }

  groups(): DuplicateGroup[] {
    return [
      ...repeated(this.#nips, 'NIP_DUPLICATE_IN_FILE'),
      ...this.#ofDifferentNips(this.#niks, 'NIK_DUPLICATE_DIFFERENT_NIP'),
      ...this.#ofDifferentNips(this.#oldNips, 'OLD_NIP_DUPLICATE'),
      ...this.#ofDifferentNips(this.#cards, 'CARD_DUPLICATE'),
      ...this.#ofDifferentNips(this.#people, 'POSSIBLE_DUPLICATE_PERSON'),
    ]
  }

  #ofDifferentNips(found: Rows, code: ProblemCode): DuplicateGroup[] {
    return repeated(found, code).filter(({ rows }) => new Set(rows.map((row) => this.#nipOf.get(row))).size > 1)
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
  if (!nama || !tgl_lahir || !tempat_lahir) return ''
  return [normaliseName(nama), tgl_lahir, normaliseName(tempat_lahir)].join('|') // joined is one string, `+` a tree of them
}

/**
 * A copy of its own: a text that was cut out of a piece of the file keeps the whole piece in memory, and these are kept
 * to the end of the file. Joining is what copies.
 */
function loose(text: string | undefined): string {
  return text ? [text[0], text.slice(1)].join('') : ''
}

function append(found: Rows, key: string, row: number): void {
  if (!key) return
  const rows = found.get(key)
  if (rows === undefined) found.set(key, row)
  else if (typeof rows === 'number') found.set(key, [rows, row])
  else rows.push(row)
}

function repeated(found: Rows, code: ProblemCode): DuplicateGroup[] {
  const groups: DuplicateGroup[] = []
  for (const [key, rows] of found) if (typeof rows !== 'number') groups.push({ code, key, rows })
  return groups
}
