import 'server-only'
import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examItemImports } from '@/db/schema/cat-bank'
import { examItems } from '@/db/schema/cat-items'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type Cell, isCell } from '@/lib/cat/bank-section'
import { listBankSections, readBankSections } from '@/lib/cat/bank-section.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { itemFindings, itemNotes } from '@/lib/cat/item-findings'
import { type CheckedItem, comesIn, effectOn, isWhole } from '@/lib/cat/item-import'
import { addItem, addVersion } from '@/lib/cat/items.server'
import { readVersions } from '@/lib/cat/items-read.server'
import { readItems } from '@/lib/cat/read-items.server'
import { decryptAge, isAge } from '@/lib/documents/age.server'
import { DECISION_DAYS } from '@/lib/import/run'
import { Refusal } from '@/lib/refusal'

const DAY_MS = 86_400_000

/**
 * Reads a file of items, which may be encrypted, and keeps what is in it beside the bank. Returns where to look at it.
 * Refuses with passphrase_needed, passphrase_wrong, age_unreadable, and as the readers do.
 */
export async function stageItems(
  context: Context,
  givenName: string,
  givenBytes: Uint8Array,
  passphrase = '',
): Promise<string> {
  const { fileName, bytes } = await opened(givenName, givenBytes, passphrase)
  const items = await readItems(fileName, bytes, await listBankSections(context))
  return transact(context, async (tx) => {
    const { accountId, agencyId } = context.actor
    if (!accountId) throw new Refusal('forbidden', { permission: 'item.import' })
    const [staged] = await tx
      .insert(examItemImports)
      .values({ agencyId, accountId, fileName, items, createdAt: context.now })
      .returning({ id: examItemImports.id })
    if (!staged) throw new Error('nothing was staged')
    const after = { file: fileName, items: items.length }
    await recordAudit(tx, context, 'item.import', null, after, { agencyId, subjectId: staged.id })
    return staged.id
  })
}

async function opened(fileName: string, bytes: Uint8Array, passphrase: string) {
  if (!isAge(bytes)) return { fileName, bytes }
  if (passphrase === '') throw new Refusal('passphrase_needed')
  return { fileName: fileName.replace(/\.age$/i, ''), bytes: await decryptAge(bytes, passphrase) }
}

/**
 * The items of a file that was read, each with what it would do to the bank and what is wrong with it; none once it was
 * applied. Opening it is written down: it has keys.
 */
export function findStaged(context: Context, id: string) {
  return transact(context, async (tx) => {
    const staged = await readStaged(tx, context, id)
    if (!staged) return undefined
    const { agencyId, fileName, items } = staged
    const after = { file: fileName, items: items.length }
    await recordAudit(tx, context, 'item.read', null, after, { agencyId, subjectId: id })
    return staged
  })
}

async function readStaged(tx: Tx, context: Context, id: string) {
  const [staged] = await tx
    .select()
    .from(examItemImports)
    .where(and(eq(examItemImports.id, id), ofAgencies(context, examItemImports.agencyId)))
  if (!staged) return undefined
  const bank = await readBankSections(tx, context)
  const codes = staged.items.map(({ code }) => code)
  const rows = await tx
    .select()
    .from(examItems)
    .where(and(eq(examItems.agencyId, staged.agencyId), inArray(examItems.code, codes)))
  const known = new Map(
    (await readVersions(tx, rows)).map(({ row, version }) => [
      row.code,
      { state: row.state, item: { ...version, ...cellOf(row) } },
    ]),
  )
  const items = staged.items.map((read): CheckedItem => {
    const before = known.get(read.code)
    const item = before && !isCell(bank, read) ? { ...read, ...cellOf(before.item) } : read
    const problems = [...item.problems, ...itemNotes(item, bank)]
    return { ...item, problems, effect: effectOn(before, item), findings: itemFindings(item, bank) }
  })
  return { ...staged, items, bank }
}

type Choice = { id: string; mode: 'valid' | 'all'; section: string; aspect: string }

/**
 * Brings items of a file into the bank as drafts: new ones, and another version of those whose code is known; what is
 * the same stays. Refuses with not_found, wrong_state, or cat.item_cell_needed when an item names no cell and the
 * choice neither.
 */
export function applyStaged(context: Context, { id, mode, section, aspect }: Choice): Promise<number> {
  return transact(context, async (tx) => {
    const staged = await readStaged(tx, context, id)
    if (!staged) throw new Refusal('not_found')
    const [open] = await tx
      .update(examItemImports)
      .set({ appliedAt: context.now, items: [] })
      .where(and(eq(examItemImports.id, id), isNull(examItemImports.appliedAt)))
      .returning({ id: examItemImports.id })
    if (!open) throw new Refusal('wrong_state', { state: 'applied', event: 'apply' })
    const chosen = staged.items.filter((item) => comesIn(item) && (mode === 'all' || isWhole(item)))
    const isPlaced = (cell: Cell) => isCell(staged.bank, cell)
    const placed = firstOfCode(chosen).map((item) => (isPlaced(item) ? item : { ...item, section, aspect }))
    if (!placed.every(isPlaced)) throw new Refusal('cat.item_cell_needed')
    for (const item of placed) {
      const [row] = await tx
        .select()
        .from(examItems)
        .where(and(eq(examItems.agencyId, staged.agencyId), eq(examItems.code, item.code)))
        .for('update')
      if (row) await addVersion(tx, context, row, item, staged.fileName, 'import')
      else await addItem(tx, context, item, staged.fileName, 'import')
    }
    const after = { fileName: staged.fileName, items: placed.length }
    await recordAudit(tx, context, 'item.apply', null, after, { agencyId: staged.agencyId, subjectId: id })
    return placed.length
  })
}

/** Of items with one code the first alone, which is the one without the problem. */
function firstOfCode<I extends { code: string }>(items: readonly I[]): I[] {
  return items.filter(({ code }, index) => items.findIndex((other) => other.code === code) === index)
}

/** The files that were read lately. */
export function listStaged(context: Context) {
  const { id, fileName, createdAt, appliedAt } = examItemImports
  return transact(context, (tx) =>
    tx
      .select({ id, fileName, createdAt, appliedAt })
      .from(examItemImports)
      .where(ofAgencies(context, examItemImports.agencyId))
      .orderBy(desc(createdAt))
      .limit(10),
  )
}

/** Forgets files that nobody applied for thirty days, with the keys in them. Answers how many. */
export async function forgetStagedItems(now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - DECISION_DAYS * DAY_MS)
  const { appliedAt, createdAt, id } = examItemImports
  const gone = await transact(systemContext('clean-up', now), (tx) =>
    tx
      .delete(examItemImports)
      .where(and(isNull(appliedAt), lt(createdAt, oldest)))
      .returning({ id }),
  )
  return gone.length
}

function cellOf({ section, aspect }: Cell): Cell {
  return { section, aspect }
}
