import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { rankHistory } from '@/db/schema/histories'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import type { HistoryInput, HistoryKind } from '@/lib/registry/history'
import { historyFaults } from '@/lib/registry/history-faults'
import { valuesSchema } from '@/lib/registry/history-fields'
import { historyListsIn, type Option } from '@/lib/registry/history-lists.server'
import type { Rank } from '@/lib/registry/ranks'
import { loadReference } from '@/lib/registry/reference.server'
import { baseSalary, cpnsSalary } from '@/lib/registry/salary'

export type Holder = { agencyId: number; bornOn: CivilDate; cpnsOn: CivilDate }
export type Row = Record<string, unknown> & { id: string; isVoid: boolean; source: string }

/**
 * The row that an input asks for; columns that no form shows keep what the replaced row says.
 *
 * Refuses history.from_decree for a rank on the TMT of a decree signed here, and invalid with the fields at fault.
 */
export async function checkedRow(tx: Tx, context: Context, input: HistoryInput, holder: Holder, replaced: Row | null) {
  const { kind, employeeId, effectiveOn, decreeNumber, decreeOn, decreeBy } = input
  if (kind === 'rank') await refuseBesideDecree(tx, employeeId, effectiveOn)
  const values = parseValues(kind, input.values)
  const draft = { kind, effectiveOn, decreeNumber, decreeOn, values }
  await refuseFaults(tx, draft, holder, replaced, civilDateIn('Asia/Jakarta', context.now))
  const decree = { decreeNumber: decreeNumber || null, decreeOn, decreeBy: decreeBy || null }
  return { ...replaced, ...values, ...decree, employeeId, effectiveOn }
}

/** What a decree signed here says of a TMT stands: no second rank is recorded for the same day. */
async function refuseBesideDecree(tx: Tx, employeeId: string, effectiveOn: CivilDate): Promise<void> {
  const [decreed] = await tx
    .select({ id: rankHistory.id })
    .from(rankHistory)
    .where(
      and(
        eq(rankHistory.employeeId, employeeId),
        eq(rankHistory.effectiveOn, effectiveOn),
        eq(rankHistory.source, 'proposal'),
        isStanding(tx, rankHistory),
      ),
    )
  if (decreed) throw new Refusal('history.from_decree')
}

function parseValues(kind: HistoryKind, typed: HistoryInput['values']): Record<string, unknown> {
  const parsed = valuesSchema(kind).safeParse(typed)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => [`values.${issue.path.join('.')}`, issue.message])
  throw new Refusal('invalid', {}, Object.fromEntries(fields))
}

type Draft = Parameters<typeof historyFaults>[0]

async function refuseFaults(
  tx: Tx,
  draft: Draft,
  holder: Holder,
  replaced: Row | null,
  today: CivilDate,
): Promise<void> {
  const scope = {
    agencyId: holder.agencyId,
    on: draft.effectiveOn,
    unitId: replaced?.unitId,
    positionId: replaced?.positionId,
    pickedPositionId: draft.values.positionId,
  }
  const lists = await historyListsIn(tx, draft.kind, scope)
  const salary = draft.kind === 'rank' ? await wrongSalary(tx, draft, holder.cpnsOn) : undefined
  const fields = {
    ...outsideLists(draft.values, lists),
    ...(salary === undefined ? {} : { 'values.salaryRupiah': 'history.salary_table' }),
    ...historyFaults(draft, holder, today),
  }
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { expectedRupiah: salary ?? null }, fields)
}

function outsideLists(values: Record<string, unknown>, lists: Record<string, Option[]>): Record<string, string> {
  const outside = Object.entries(lists).filter(([name, options]) => {
    const value = values[name]
    return value !== null && !options.some((option) => option.value === String(value))
  })
  return Object.fromEntries(outside.map(([name]) => [`values.${name}`, 'history.not_in_table']))
}

/** The amount that the table in force on the TMT pays, when the row says another; a CPNS is paid a share of it. */
async function wrongSalary(tx: Tx, { effectiveOn, values }: Draft, cpnsOn: CivilDate): Promise<number | undefined> {
  const { rank, serviceMonths, salaryRupiah } = values
  if (salaryRupiah === null) return undefined
  const full = baseSalary(await loadReference(tx), rank as Rank, Number(serviceMonths), effectiveOn)
  if (full === undefined) return undefined
  const expected = effectiveOn === cpnsOn ? cpnsSalary(full) : full
  return salaryRupiah === expected ? undefined : expected
}
