/** The cells of a row as a file has them; `numeric` are the columns whose cell holds a number. */
type Cells = { cells: string[]; numeric: number[] }

/** A row with another text in one cell, which a person typed: it holds no number of a spreadsheet any more. */
export function mendedRow<Row extends Cells>(row: Row, column: number, text: string): Row {
  const cells = Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, at) => row.cells[at] ?? '')
  cells[column] = text
  return { ...row, cells, numeric: row.numeric.filter((at) => at !== column) }
}
