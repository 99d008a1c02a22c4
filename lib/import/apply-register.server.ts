import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { GRADES, gradeOf } from '@/lib/registry/positions'
import type { ImportRun } from './run'

const KETERAMPILAN: readonly string[] = GRADES.slice(0, 4)

/** Titles of posts that no agency has used yet. */
export async function addMissingPositions(tx: Tx, { id }: ImportRun): Promise<void> {
  const missing = await tx.execute<{ kind: string; name: string }>(sql`
    select distinct s.position_kind as kind, s.position_name as name from import_rows s
    where s.run_id = ${id} and s.resolution in ('new', 'updated') and s.position_name is not null
      and not exists (select from positions p where p.kind = s.position_kind and p.name = s.position_name)`)
  if (missing.length === 0) return
  const titles = missing.map(({ kind, name }) => {
    const grade = kind === 'functional' ? gradeOf(name) : null
    const category = grade && (KETERAMPILAN.includes(grade) ? 'keterampilan' : 'keahlian')
    return { kind, name, category, grade }
  })
  await tx.execute(sql`select add_positions(${JSON.stringify(titles)}::jsonb)`)
}
