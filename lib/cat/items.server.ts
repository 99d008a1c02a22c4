import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examItemSteps } from '@/db/schema/cat-bank'
import { examItemKeys, examItems, examItemVersions } from '@/db/schema/cat-items'
import { recordAudit } from '@/lib/audit.server'
import type { AuditEvent } from '@/lib/audit-event'
import type { Context } from '@/lib/auth/actor'
import { sectionOf } from '@/lib/cat/bank-section'
import { readBankSections } from '@/lib/cat/bank-section.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { itemFindings } from '@/lib/cat/item-findings'
import { itemOfForm, type WrittenItem } from '@/lib/cat/item-form'
import type { ItemInput } from '@/lib/cat/item-input'
import { type ItemStep, itemFlow, secondPerson } from '@/lib/cat/item-state'
import { type ReadVersion, readVersion } from '@/lib/cat/items-read.server'
import { drawOptionIds } from '@/lib/cat/option-ids.server'
import { type Finding, Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

type Ref = { id: string; version: number }

/**
 * Writes a new item, or another version of one; both are drafts. Returns its id. Refuses with not_found, wrong_state,
 * stale, cat.item_code_taken, cat.item_image or cat.item_section_kept.
 */
export async function saveItem(context: Context, input: ItemInput): Promise<string> {
  return transact(context, async (tx) => {
    const isWeighted = sectionOf(await readBankSections(tx, context), input.section)?.scoring === 'weighted'
    if (input.id === null) {
      const { item, problems } = itemOfForm(input, [], isWeighted)
      if (problems.length > 0) throw new Refusal('cat.item_image')
      return addItem(tx, context, item, 'tulis', 'write')
    }
    const found = await lockItem(tx, context, { id: input.id, version: input.version })
    const before = await readVersion(tx, found.id)
    const { item, problems } = itemOfForm(
      input,
      before.options.map(({ id }) => id),
      isWeighted,
    )
    if (problems.length > 0) throw new Refusal('cat.item_image')
    await addVersion(tx, context, found, { ...item, code: found.code }, 'tulis', 'write')
    return found.id
  })
}

/** An item of the actor's agency with its first version. */
export async function addItem(
  tx: Tx,
  context: Context,
  item: WrittenItem,
  source: string,
  step: ItemStep,
): Promise<string> {
  const { agencyId } = context.actor
  const [added] = await tx
    .insert(examItems)
    .values({ agencyId, code: item.code, section: item.section, aspect: item.aspect, version: 0 })
    .onConflictDoNothing()
    .returning()
  if (!added) throw Refusal.onField('code', 'cat.item_code_taken')
  await addVersion(tx, context, added, item, source, step)
  return added.id
}

type ItemRow = typeof examItems.$inferSelect

/**
 * The next version of an item that is locked, with its key; the item is a draft from then on. It stays in its section
 * once it was approved, for papers may have been made of it. Refuses with wrong_state, cat.item_section_kept.
 */
export async function addVersion(
  tx: Tx,
  context: Context,
  row: ItemRow,
  item: WrittenItem,
  source: string,
  step: ItemStep,
): Promise<void> {
  const { agencyId } = row
  const state = move(itemFlow, row.state, 'write')
  const [last] = await tx
    .select({
      number: sql<number>`coalesce(max(${examItemVersions.number}), 0)::int`,
      wasApproved: sql<boolean>`count(${examItemVersions.reviewedAt}) > 0`,
    })
    .from(examItemVersions)
    .where(eq(examItemVersions.itemId, row.id))
  if (last?.wasApproved && item.section !== row.section) throw Refusal.onField('section', 'cat.item_section_kept')
  const ids = drawOptionIds(item.options.length)
  const [version] = await tx
    .insert(examItemVersions)
    .values({
      itemId: row.id,
      agencyId,
      number: (last?.number ?? 0) + 1,
      stimulus: item.stimulus,
      stem: item.stem,
      options: item.options.map((option, at) => ({ ...option, id: ids[at] ?? '' })),
      optionNames: item.options.map(({ id }) => id),
      keepsOrder: item.keepsOrder,
      explanation: item.explanation,
      source,
      writtenBy: accountOf(context),
    })
    .returning({ id: examItemVersions.id })
  if (!version) throw new Error('no version was written')
  const keys = item.options.map(({ id }, at) => ({
    versionId: version.id,
    agencyId,
    option: ids[at] ?? '',
    points: item.key[id] ?? 0,
  }))
  if (keys.length > 0) await tx.insert(examItemKeys).values(keys)
  const unmeasured = { measuredPeople: 0, measuredShare: null } // what another wording was like says nothing of this one
  const changes = { state, section: item.section, aspect: item.aspect, ...unmeasured }
  await changeItem(tx, context, row, changes, version.id, step)
}

/** Hands a draft over for review. Refuses with the unmet findings of the item. */
export async function submitItem(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const row = await lockItem(tx, context, ref)
    const version = await readVersion(tx, row.id)
    refuseUnless(await findingsOf(tx, context, row, version))
    await changeItem(tx, context, row, { state: move(itemFlow, row.state, 'submit') }, version.id, 'submit')
  })
}

/**
 * Approves an item that somebody else wrote: forms may use it from then on. Refuses with its unmet findings too, for not
 * every item that is reviewed was handed over: a draft may have been marked as leaked and restored.
 */
export async function approveItem(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const row = await lockItem(tx, context, ref)
    const version = await readVersion(tx, row.id)
    const state = move(itemFlow, row.state, 'approve')
    const findings = await findingsOf(tx, context, row, version)
    refuseUnless([secondPerson(version.writtenBy, context.actor.accountId), ...findings])
    await tx
      .update(examItemVersions)
      .set({ reviewedBy: accountOf(context), reviewedAt: context.now })
      .where(eq(examItemVersions.id, version.id))
    await changeItem(tx, context, row, { state }, version.id, 'approve')
  })
}

async function findingsOf(tx: Tx, context: Context, row: ItemRow, version: ReadVersion): Promise<Finding[]> {
  const { code, section, aspect } = row
  return itemFindings({ ...version, code, section, aspect }, await readBankSections(tx, context))
}

/**
 * Gives an item back to its writer, takes an approved one out of use, or keeps one out that is known outside, and lets it
 * be reviewed again where that was wrong. Refuses with wrong_state.
 */
export async function decideItem(
  context: Context,
  { reason, ...ref }: Ref & { reason: string },
  step: 'return' | 'retire' | 'leak' | 'restore',
) {
  await transact(context, async (tx) => {
    const row = await lockItem(tx, context, ref)
    const version = await readVersion(tx, row.id)
    const state = move(itemFlow, row.state, step)
    if (step === 'return') refuseUnless([secondPerson(version.writtenBy, context.actor.accountId)])
    await changeItem(tx, context, row, { state }, version.id, step, reason)
  })
}

async function changeItem(
  tx: Tx,
  context: Context,
  row: ItemRow,
  changes: Partial<ItemRow>,
  versionId: string,
  step: ItemStep,
  reason: string | null = null,
): Promise<void> {
  const after = { ...row, ...changes, version: row.version + 1 }
  await tx.update(examItems).set(after).where(eq(examItems.id, row.id))
  await tx.insert(examItemSteps).values({
    itemId: row.id,
    versionId,
    agencyId: row.agencyId,
    step,
    reason,
    accountId: accountOf(context),
    actorName: context.actor.name,
    at: context.now,
  })
  const event: AuditEvent = `item.${step}`
  await recordAudit(
    tx,
    context,
    event,
    row,
    { ...after, versionId },
    { agencyId: row.agencyId, subjectId: row.id, reason },
  )
}

async function lockItem(tx: Tx, context: Context, { id, version }: Ref): Promise<ItemRow> {
  const [row] = await tx
    .select()
    .from(examItems)
    .where(and(eq(examItems.id, id), ofAgencies(context, examItems.agencyId)))
    .for('update')
  if (!row) throw new Refusal('not_found')
  if (row.version !== version) throw new Refusal('stale')
  return row
}

function accountOf({ actor }: Context): string {
  if (!actor.accountId) throw new Refusal('forbidden', { permission: 'item.write' })
  return actor.accountId
}
