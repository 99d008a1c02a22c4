import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { requireTakingPart } from '@/lib/cat/results-read.server'
import { readSecondStage } from '@/lib/cat/second-stage'
import { csvLine } from '@/lib/csv'
import { Refusal } from '@/lib/refusal'

/**
 * Brings in the second stage of everybody who went on, all or nothing; again replaces it, until the next announcement
 * tells it. Refuses with not_found, first_stage_missing and as `readSecondStage` does.
 */
export function importSecondStage(context: Context, programmeId: string, text: string): Promise<{ rows: number }> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    const people = await finalists(tx, agencyId, programmeId)
    const rows = readSecondStage(text, new Set(people))
    await tx.execute(sql`
      insert into exam_second_scores (candidate_id, agency_id, tests, imported_at)
      select c.id, c.agency_id, nullif(r -> 'tests', 'null'::jsonb), ${context.now.toISOString()}
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
      join exam_candidates c on c.programme_id = ${programmeId} and c.number = r ->> 'number' and c.agency_id = ${agencyId}
      on conflict (candidate_id) do update set tests = excluded.tests, imported_at = excluded.imported_at`)
    const after = { rows: rows.length, absent: rows.filter(({ tests }) => !tests).length }
    await recordAudit(tx, context, 'exam.import_second', null, after, { agencyId, subjectId: programmeId })
    return { rows: rows.length }
  })
}

/** A table to fill in, with the numbers of those who went on. Refuses with not_found, first_stage_missing. */
export async function secondStageTemplate(context: Context, programmeId: string): Promise<string> {
  const people = await transact(context, (tx) => finalists(tx, context.actor.agencyId, programmeId))
  return `\uFEFF${[['nomor', 'CAT/500/100'], ...people.map((number) => [number, ''])].map(csvLine).join('')}`
}

async function finalists(tx: Tx, agencyId: number, programmeId: string): Promise<string[]> {
  await requireTakingPart(tx, agencyId, programmeId)
  const rows = await tx.execute<{ number: string }>(sql`
    with first as (
      select id from exam_announcements where programme_id = ${programmeId} and agency_id = ${agencyId}
        and stage = 'first' order by version desc limit 1
    )
    select l.number from exam_announcement_lines l join first on first.id = l.announcement_id
    where l.line ->> 'result' = 'P/L' order by l.position`)
  if (rows.length === 0) throw new Refusal('first_stage_missing')
  return rows.map(({ number }) => number)
}
