import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import { employees, positions, units } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { ofScope } from '@/lib/registry/employee-scope.server'
import { historyTables, standsSql } from '@/lib/registry/histories.server'
import type { CorrectionInput, HistoryInput, HistoryKind, WithdrawInput } from '@/lib/registry/history'
import { checkedRow, type Row } from '@/lib/registry/history-row.server'
import { shareStructure } from '@/lib/registry/unit-events.server'
import { heldBeyondEnd, refuseEndedUnit, refuseReopened } from '@/lib/registry/unit-holders.server'

/**
 * Adds a row that is missing. Current values follow by themselves.
 *
 * Refuses not_found for a person of another agency, duty.own_file, history.from_decree for a rank on the TMT of a decree
 * signed here, and invalid with the fields at fault.
 */
export async function addHistory(context: Context, input: HistoryInput): Promise<void> {
  await transact(context, async (tx) => {
    const holder = await lockHolder(tx, context, input)
    const row = await checkedRow(tx, context, input, holder, null)
    const id = await insertRow(tx, context, input.kind, row, { replaced: null, reason: input.reason })
    if (input.kind === 'position') await refuseEndedUnit(tx, input.employeeId, row, null)
    const subject = { agencyId: holder.agencyId, employeeId: input.employeeId, subjectId: id, reason: input.reason }
    await recordAudit(tx, context, 'history.add', null, await asRecorded(tx, input.kind, row), subject)
  })
}

/**
 * Puts a row in the place of another, which stays and says by what it was replaced. Current values follow.
 *
 * Refuses like `addHistory`, and with history.replaced when somebody was faster, history.from_decree for a row that a
 * decree signed here made, history.unchanged, and history.reopens_unit for a post whose end lay in the row.
 */
export async function correctHistory(context: Context, input: CorrectionInput): Promise<void> {
  const { kind, employeeId, replacesId, reason } = input
  await transact(context, async (tx) => {
    const holder = await lockHolder(tx, context, input)
    const replaced = await standingRow(tx, kind, employeeId, replacesId)
    const row = await checkedRow(tx, context, input, holder, replaced)
    if (isSame(row, replaced)) throw new Refusal('history.unchanged')
    const id = await insertRow(tx, context, kind, row, { replaced, reason })
    if (kind === 'position') await refuseEndedUnit(tx, employeeId, row, replaced)
    const subject = { agencyId: holder.agencyId, employeeId, subjectId: id, reason }
    const before = await asRecorded(tx, kind, replaced)
    await recordAudit(tx, context, 'history.correct', before, await asRecorded(tx, kind, row), subject)
  })
}

/** Takes away a row that should never have been there; the list keeps it, struck through. Refuses like a correction. */
export async function withdrawHistory(
  context: Context,
  { employeeId, kind, id, reason }: WithdrawInput,
): Promise<void> {
  await transact(context, async (tx) => {
    const holder = await lockHolder(tx, context, { kind, employeeId })
    const replaced = await standingRow(tx, kind, employeeId, id)
    const voidId = await insertRow(tx, context, kind, replaced, { replaced, reason, isVoid: true })
    const subject = { agencyId: holder.agencyId, employeeId, subjectId: voidId, reason }
    await recordAudit(tx, context, 'history.withdraw', await asRecorded(tx, kind, replaced), null, subject)
  })
}

/** One person of the actor's own agencies, locked: two who write the same history come one after the other. */
export async function lockHolder(
  tx: Tx,
  context: Context,
  { kind, employeeId: id }: Pick<HistoryInput, 'kind' | 'employeeId'>,
) {
  if (kind === 'position') await shareStructure(tx, id) // before the person, as an import takes them
  const [holder] = await tx
    .select({
      agencyId: employees.agencyId,
      bornOn: employees.bornOn,
      cpnsOn: employees.cpnsOn,
      into: employees.mergedIntoId,
    })
    .from(employees)
    .where(and(eq(employees.id, id), ofScope(context)))
    .for('update')
  if (!holder || holder.into) throw new Refusal('not_found')
  if (context.actor.employeeId === id) throw new Refusal('duty.own_file')
  return holder
}

/** A row that a person may still write about: not replaced, not withdrawn, not made by a decree signed here. */
export async function standingRow(tx: Tx, kind: HistoryKind, employeeId: string, id: string): Promise<Row> {
  const table = historyTables[kind]
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.employeeId, employeeId)))
  if (!row || row.isVoid) throw new Refusal('not_found')
  const [newer] = await tx
    .select({ recordedAt: table.recordedAt, name: auditEvents.actorName })
    .from(table)
    .leftJoin(
      auditEvents,
      and(eq(auditEvents.subjectId, sql`${table.id}::text`), inArray(auditEvents.event, REPLACING)),
    )
    .where(eq(table.replacesId, id))
  if (newer) throw replacedBy(newer.name, newer.recordedAt)
  if (row.source === 'proposal') throw new Refusal('history.from_decree')
  return row as Row
}

const REPLACING = ['history.correct', 'history.withdraw']

function replacedBy(name: string | null, at: Date): Refusal {
  return new Refusal('history.replaced', { name, on: civilDateIn('Asia/Jakarta', at) })
}

const OF_THE_ENTRY = ['id', 'source', 'sourceId', 'replacesId', 'isVoid', 'reason', 'recordedAt', 'recordedBy']

function isSame(row: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.keys(row).every((name) => OF_THE_ENTRY.includes(name) || row[name] === other[name])
}

type Entry = { replaced: Row | null; reason: string; isVoid?: boolean }

async function insertRow(
  tx: Tx,
  context: Context,
  kind: HistoryKind,
  row: Record<string, unknown>,
  { replaced, reason, isVoid = false }: Entry,
) {
  const { id: _, recordedAt: __, ...values } = row
  const entry = { replacesId: replaced?.id ?? null, reason, isVoid }
  const source = { source: 'update', sourceId: null, recordedBy: context.actor.accountId }
  const table = historyTables[kind]
  const replacedPost = kind === 'position' ? replaced : null
  const held = replacedPost ? await heldBeyondEnd(tx, String(row.employeeId)) : []
  const [added] = await tx
    .insert(table)
    .values({ ...values, ...entry, ...source } as unknown as typeof table.$inferInsert)
    .onConflictDoNothing() // an import may replace the row without asking for the person
    .returning({ id: table.id })
  if (!added) throw replacedBy(null, context.now)
  if (replacedPost) await refuseReopened(tx, row, replacedPost, held)
  if (kind === 'appointment') await deriveAppointment(tx, String(row.employeeId))
  return added.id
}

/** A status of CPNS or PNS and the TMT PNS follow from the appointments in force; a PPPK stays one. */
async function deriveAppointment(tx: Tx, employeeId: string): Promise<void> {
  await tx.execute(sql`
    update employees e set pns_on = p.effective_on, version = e.version + 1, updated_at = now(),
      status = case when e.status = 'pppk' then e.status
        when p.effective_on <= current_date then 'pns'::appointment_status else 'cpns'::appointment_status end
    from (select ${employeeId}::uuid as id) as one
    left join lateral (
      select h.effective_on from appointment_history h
      where h.employee_id = one.id and h.status = 'pns' and ${sql.raw(standsSql('appointment_history'))}
      order by h.effective_on limit 1
    ) p on true
    where e.id = one.id and (e.pns_on is distinct from p.effective_on)`)
}

/** The row as the audit trail keeps it: with names, so that it can be read without the tables of today. */
async function asRecorded(tx: Tx, kind: HistoryKind, row: Record<string, unknown>) {
  const shown = Object.fromEntries(
    Object.entries(row).filter(([name]) => !OF_THE_ENTRY.includes(name) && name !== 'employeeId'),
  )
  if (kind !== 'position') return { kind, ...shown }
  const [names] = await tx
    .select({ positionName: positions.name, unitName: units.name })
    .from(positions)
    .innerJoin(units, eq(units.id, row.unitId as number))
    .where(eq(positions.id, row.positionId as number))
  return { kind, ...shown, ...names }
}
