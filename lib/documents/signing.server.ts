import 'server-only'
import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { signingBatches, signingItems } from '@/db/schema/signing'
import { recordAudit } from '@/lib/audit.server'
import { type Context, type Role, systemContext } from '@/lib/auth/actor'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { isDiskFull } from '@/lib/disk-full'
import { type IssuedDocument, type IssueRequest, issueDocument } from '@/lib/documents/issue.server'
import { type Facts, Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/** How a module has its documents signed in the background; `lib/jobs.server.ts` lists the handlers by kind. */
export type SigningHandler = {
  /**
   * Locks the row, asks the rules once more, takes a number and says what to print. A Refusal leaves this one out of
   * the batch and changes nothing.
   */
  load(tx: Tx, context: Context, itemId: string): Promise<IssueRequest>
  /** Writes what follows from the signed document, in the same transaction as the document itself. */
  afterIssue(tx: Tx, context: Context, itemId: string, issued: IssuedDocument): Promise<void>
}

export type SigningHandlers = Record<string, SigningHandler>

/** The channel that tells the job runner, at commit, that a batch waits. */
export const SIGNING_CHANNEL = 'satya_signing'

/**
 * Hands documents over for signing: one confirmation, signed one after another in the background as the actor.
 * Refuses with signing_empty, or signing_repeated when one of them waits or was signed already.
 *
 * @param kind names the handler
 * @param itemIds the module's rows, in the order of signing
 */
export async function startSigningBatch(
  tx: Tx,
  context: Context,
  { kind, agencyId, itemIds }: { kind: string; agencyId: number; itemIds: string[] },
): Promise<string> {
  if (itemIds.length === 0) throw new Refusal('signing_empty')
  const { accountId, role } = context.actor
  if (accountId === null || role === 'system') throw new Error('only a person signs')
  const [batch] = await tx
    .insert(signingBatches)
    .values({ kind, agencyId, accountId, role })
    .returning({ id: signingBatches.id })
  if (!batch) throw new Error('the signing batch came back empty')
  const added = await tx
    .insert(signingItems)
    .select(
      sql`select gen_random_uuid(), ${batch.id}::uuid, item.position::int, ${kind}, item.id, 'waiting'::signing_state, null::uuid, null, null::jsonb, null::timestamptz
        from unnest(${sql.param(itemIds)}::text[]) with ordinality as item(id, position)`,
    )
    .onConflictDoNothing()
    .returning({ id: signingItems.id })
  if (added.length < itemIds.length) throw new Refusal('signing_repeated', { repeated: itemIds.length - added.length })
  await recordAudit(tx, context, 'document.sign', null, { kind, itemIds }, { agencyId, subjectId: batch.id })
  await tx.execute(sql`select pg_notify(${SIGNING_CHANNEL}, ${batch.id})`)
  return batch.id
}

export type SigningProgress = {
  total: number
  waiting: number
  issued: number
  failed: number
  isFinished: boolean
  delayCode: Batch['delayCode'] // why the rest waits longer than it should
  failures: { itemId: string; refusalCode: string; facts: Facts }[] // the first 50
}

/** How far a batch is that the actor started. Refuses with not_found. */
export async function signingProgress(tx: Tx, { actor }: Context, batchId: string): Promise<SigningProgress> {
  const [batch] = await tx
    .select({ finishedAt: signingBatches.finishedAt, delayCode: signingBatches.delayCode })
    .from(signingBatches)
    .where(
      and(
        eq(signingBatches.id, batchId),
        actor.accountId === null ? sql`false` : eq(signingBatches.accountId, actor.accountId),
      ),
    )
  if (!batch) throw new Refusal('not_found')
  const counts = await tx
    .select({ state: signingItems.state, rows: count() })
    .from(signingItems)
    .where(eq(signingItems.batchId, batchId))
    .groupBy(signingItems.state)
  const failures = await tx
    .select({
      itemId: signingItems.itemId,
      refusalCode: sql<string>`${signingItems.refusalCode}`,
      facts: sql<Facts>`coalesce(${signingItems.refusalFacts}, '{}')`,
    })
    .from(signingItems)
    .where(and(eq(signingItems.batchId, batchId), eq(signingItems.state, 'failed')))
    .orderBy(signingItems.position)
    .limit(50)
  const of = (state: 'waiting' | 'issued' | 'failed') => counts.find((row) => row.state === state)?.rows ?? 0
  const [waiting, issued, failed] = [of('waiting'), of('issued'), of('failed')]
  const isFinished = batch.finishedAt !== null
  const delayCode = isFinished ? null : batch.delayCode
  return { total: waiting + issued + failed, waiting, issued, failed, isFinished, delayCode, failures }
}

/** The same in a transaction of its own, for a page that waits. Refuses with not_found. */
export async function findSigningProgress(context: Context, batchId: string): Promise<SigningProgress> {
  if (!isUuid(batchId)) throw new Refusal('not_found')
  return transact(context, (tx) => signingProgress(tx, context, batchId))
}

/** Batches that are not finished, oldest first: what a new process takes up again. */
export function openBatches() {
  return transact(system(), (tx) =>
    tx
      .select({
        id: signingBatches.id,
        agencyName: agencies.name,
        createdAt: signingBatches.createdAt,
        delayCode: signingBatches.delayCode,
        waiting: sql<number>`(select count(*)::int from signing_items i
          where i.batch_id = ${signingBatches.id} and i.state = 'waiting')`,
      })
      .from(signingBatches)
      .innerJoin(agencies, eq(agencies.id, signingBatches.agencyId))
      .where(isNull(signingBatches.finishedAt))
      .orderBy(asc(signingBatches.createdAt)),
  )
}

/**
 * Signs what still waits in a batch, each document in one transaction of its own, so that it may be stopped or killed
 * anywhere and started again, even twice at once. Before each one the signer is looked up again: whoever has lost the
 * account, the role or the agency signs no more. What a rule refuses is marked as failed. An outage or a bug leaves
 * its document waiting; the others are signed all the same, unless the disk is full, and the first such error is thrown
 * at the end. Why something waits is noted for its signer.
 *
 * @param isStopping asked before each document
 */
export async function runSigningBatch(
  handlers: SigningHandlers,
  batchId: string,
  isStopping: () => boolean = () => false,
): Promise<void> {
  const batch = await findBatch(batchId)
  if (!batch || batch.finishedAt) return
  const handler = handlers[batch.kind]
  if (!handler) throw new Error(`no handler for signing ${batch.kind}`)

  if (batch.delayCode) await noteDelay(batchId, null)
  const errors: unknown[] = []
  let position = 0
  while (!isStopping() && !errors.some(isOutOfSpace)) {
    const item = await nextItem(batchId, position)
    if (!item) break
    position = item.position
    await signItem(handler, batch, item).catch((error: unknown) => errors.push(error))
  }
  if (errors.length > 0) {
    const delay = errors.some(isOutOfSpace) ? 'disk_full' : 'outage'
    await noteDelay(batchId, delay).catch(() => {}) // a database without room takes no note either
    throw errors[0]
  }
  if (!isStopping()) await finishWhenDone(batchId)
}

type Batch = typeof signingBatches.$inferSelect
type Item = { id: string; itemId: string; position: number }
type Signer = { accountId: string; role: Role; agencyId: number }

const system = () => systemContext('signing', new Date())

function findBatch(batchId: string) {
  return transact(system(), async (tx) => {
    const [batch] = await tx.select().from(signingBatches).where(eq(signingBatches.id, batchId))
    return batch
  })
}

function nextItem(batchId: string, after: number): Promise<Item | undefined> {
  return transact(system(), async (tx) => {
    const [item] = await tx
      .select({ id: signingItems.id, itemId: signingItems.itemId, position: signingItems.position })
      .from(signingItems)
      .where(
        and(eq(signingItems.batchId, batchId), eq(signingItems.state, 'waiting'), gt(signingItems.position, after)),
      )
      .orderBy(signingItems.position)
      .limit(1)
    return item
  })
}

function noteDelay(batchId: string, delayCode: Batch['delayCode']): Promise<void> {
  return transact(system(), async (tx) => {
    await tx.update(signingBatches).set({ delayCode }).where(eq(signingBatches.id, batchId))
  })
}

function isOutOfSpace(error: unknown): boolean {
  return error instanceof Refusal ? error.code === 'disk_full' : isDiskFull(error)
}

/** One document, one transaction. Another runner that was faster keeps it. */
async function signItem(handler: SigningHandler, { accountId, role, agencyId }: Signer, item: Item): Promise<void> {
  const now = new Date()
  const actor = await standingActor(accountId, role, now)
  if (actor?.agencyId !== agencyId) return markFailed(item.id, new Refusal('signing_actor_gone'))
  const context: Context = { actor, now }
  try {
    await transact(context, async (tx) => {
      if (!(await lockWaiting(tx, item.id))) return
      const issued = await issueDocument(tx, context, await handler.load(tx, context, item.itemId))
      await tx
        .update(signingItems)
        .set({ state: 'issued', documentId: issued.id, decidedAt: context.now })
        .where(eq(signingItems.id, item.id))
      await handler.afterIssue(tx, context, item.itemId, issued)
    })
  } catch (error) {
    if (!(error instanceof Refusal) || isOutOfSpace(error)) throw error
    await markFailed(item.id, error)
  }
}

function markFailed(id: string, { code, facts }: Refusal): Promise<void> {
  const context = system()
  return transact(context, async (tx) => {
    if (!(await lockWaiting(tx, id))) return
    await tx
      .update(signingItems)
      .set({ state: 'failed', refusalCode: code, refusalFacts: facts, decidedAt: context.now })
      .where(eq(signingItems.id, id))
  })
}

async function lockWaiting(tx: Tx, id: string): Promise<boolean> {
  const locked = await tx
    .select({ id: signingItems.id })
    .from(signingItems)
    .where(and(eq(signingItems.id, id), eq(signingItems.state, 'waiting')))
    .for('update') // waits for the connection of a killed runner, which outlives it by a moment
  return locked.length > 0
}

function finishWhenDone(batchId: string): Promise<void> {
  const context = system()
  return transact(context, async (tx) => {
    const waiting = tx
      .select({ id: signingItems.batchId })
      .from(signingItems)
      .where(and(eq(signingItems.batchId, batchId), inArray(signingItems.state, ['waiting'])))
    await tx
      .update(signingBatches)
      .set({ finishedAt: context.now })
      .where(and(eq(signingBatches.id, batchId), isNull(signingBatches.finishedAt), sql`not exists ${waiting}`))
  })
}
