/** A cell of an exported list; a text stays text, also one that looks like a number or a formula. */
export type Cell = string | number | null

/** A list as it leaves the product: one statement for all its rows in their order, and how a row reads. */
export type ListSource = {
  fileName: string
  sheet: string
  headers: readonly string[]
  /**
   * Its columns `person_id` and `person_agency_id` say whose row it is: for the audit trail, not for the file. Who is no
   * employee has no id.
   */
  statement: { sql: string; params: unknown[] }
  /** @param values of the statement's columns, in their order */
  cells(values: readonly unknown[]): readonly Cell[]
  /** Another system reads the file: eighteen digits stay as they are, also where a spreadsheet would round them. */
  isForMachines?: boolean
  /** What stands around it on paper; a list without it is not printed. */
  paper?: () => Promise<Paper>
}

export type PaperTable = { caption: string; headers: readonly string[]; rows: readonly (readonly Cell[])[] }

/** A list as PDF: what it is of, what comes before it, and its own caption. */
export type Paper = {
  title: string
  facts: readonly (readonly [string, string])[]
  tables: readonly PaperTable[]
  caption: string
  printed(at: string): string // the foot of each page
}

export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Longer lists are written in the background; this many and fewer are answered at once. */
export const MOST_AT_ONCE = 5000

/** For so long a finished file can be fetched. */
export const KEPT_HOURS = 24

/** A column of a screen with the columns of the file that it stands for. */
export type ExportColumn<Row> = { key: string; header: string; cell: (row: Row) => Cell }

/**
 * How the rows of a statement read in the columns of a view, in the view's order.
 * @param keys of the statement's columns, in their order
 */
export function viewOf<Row>(
  keys: readonly string[],
  all: readonly ExportColumn<Row>[],
  shown: readonly string[],
): Pick<ListSource, 'headers' | 'cells'> {
  const columns = shown.flatMap((key) => all.filter((column) => column.key === key))
  return {
    headers: columns.map(({ header }) => header),
    cells: (values) => {
      const row = Object.fromEntries(keys.map((key, at) => [key, values[at]])) as Row
      return columns.map(({ cell }) => cell(row))
    },
  }
}
