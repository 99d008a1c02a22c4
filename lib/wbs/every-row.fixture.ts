import type { Sql } from 'postgres'
import { fromBase64url } from '@/lib/wbs/protocol'

/**
 * The base tables in `public` of which some row holds these bytes, as bytes or as text.
 *
 * @param ct base64url
 */
export async function tablesWith(owner: Sql, ct: string): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const hex = Buffer.from(fromBase64url(ct)).toString('hex')
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await owner<{ row: string }[]>`select to_jsonb(each)::text as row from ${owner(name)} each`
    if (rows.some(({ row }) => row.includes(ct) || row.includes(hex))) found.push(name)
  }
  return found.sort()
}
