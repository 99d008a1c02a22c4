import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { bulkRuns } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bulkCommands, type ListQuery, type StepName } from '@/lib/sapk/bulk-command'
import { type Selected, selectProposals } from '@/lib/sapk/bulk-select.server'
import { parseNominativeAddress } from '@/lib/sapk/nominative-list'
import { selectPeople } from '@/lib/sapk/nominative-select.server'

/** The channel that tells the job runner, at commit, that a run waits. */
export const BULK_CHANNEL = 'satya_bulk'

/**
 * Gives one command to every proposal of a list. What it leaves out is kept with its reason at once; the rest is done
 * in the background. Refuses none_selected when it would take nobody.
 *
 * @returns the run, for its progress
 */
export async function startBulkStep(context: Context, name: StepName, query: ListQuery): Promise<string> {
  return transact(context, async (tx) => {
    const selected = await selectProposals(tx, context, name, query)
    return startRun(tx, context, { event: name, query, effectiveOn: null }, selected)
  })
}

/** Proposes everybody of a nominatif who may be proposed. Refuses none_selected. */
export async function startProposing(context: Context, effectiveOn: CivilDate, query: ListQuery): Promise<string> {
  return transact(context, async (tx) => {
    const selected = await selectPeople(tx, context, effectiveOn, parseNominativeAddress(query))
    return startRun(tx, context, { event: 'create', query, effectiveOn }, selected)
  })
}

async function startRun(
  tx: Tx,
  context: Context,
  { event, query, effectiveOn }: { event: StepName | 'create'; query: ListQuery; effectiveOn: CivilDate | null },
  selected: readonly Selected[],
): Promise<string> {
  const { actor } = context
  const { accountId, role, agencyId } = actor
  if (accountId === null || role === 'system') throw new Refusal('forbidden')
  const taken = selected.filter(({ code }) => code === null).length
  if (taken === 0) throw new Refusal('none_selected')
  const [run] = await tx
    .insert(bulkRuns)
    .values({ event, effectiveOn, agencyId, accountId, role })
    .returning({ id: bulkRuns.id })
  if (!run) throw new Error('the run came back empty')
  const column = (read: (row: Selected) => string | number | null) => sql.param(selected.map(read))
  await tx.execute(sql`
    insert into bulk_items (run_id, position, item_id, version, state, code)
    select ${run.id}::uuid, position, id, version,
      case when code is null then 'waiting' else 'skipped' end::bulk_item_state, code
    from unnest(${column(({ id }) => id)}::uuid[], ${column(({ version }) => version)}::int[],
      ${column(({ code }) => code)}::text[]) with ordinality as item (id, version, code, position)`)
  const permission = event === 'create' ? 'promotion.create' : bulkCommands[event].permission
  await recordAudit(tx, context, permission, null, { event, query, taken }, { subjectId: run.id })
  await tx.execute(sql`select pg_notify(${BULK_CHANNEL}, ${run.id})`)
  return run.id
}
