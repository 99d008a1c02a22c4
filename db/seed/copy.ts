import { once } from 'node:events'
import type { TransactionSql } from 'postgres'

export type Value = string | number | boolean | null

/** Rows of several tables, gathered as COPY text and sent table by table. */
export type Tables = Record<string, { columns: readonly string[]; lines: string[] }>

const BLOCK_LINES = 500

/** Sends what was gathered and empties it. */
export async function flush(tx: TransactionSql, tables: Tables): Promise<number> {
  let rows = 0
  for (const [name, { columns, lines }] of Object.entries(tables)) {
    if (lines.length === 0) continue
    await copyLines(tx, name, columns, lines)
    rows += lines.length
    lines.length = 0
  }
  return rows
}

export function add(table: Tables[string], values: readonly Value[]) {
  let line = ''
  for (let place = 0; place < values.length; place += 1)
    line += (place === 0 ? '' : '\t') + encoded(values[place] ?? null)
  table.lines.push(line)
}

async function copyLines(tx: TransactionSql, name: string, columns: readonly string[], lines: readonly string[]) {
  const out = await tx`copy ${tx(name)} (${tx(columns as string[])}) from stdin`.writable()
  for (let from = 0; from < lines.length; from += BLOCK_LINES) {
    const block = `${lines.slice(from, from + BLOCK_LINES).join('\n')}\n`
    if (!out.write(block)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function encoded(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : value ? 't' : 'f'
  return value.replace(SPECIAL, (special) => ESCAPES[special] ?? '')
}
