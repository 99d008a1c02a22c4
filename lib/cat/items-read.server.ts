import 'server-only'
import { and, asc, desc, eq, ilike, inArray, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examProgrammes } from '@/db/schema/cat'
import { examBlueprintCells, examItemSteps } from '@/db/schema/cat-bank'
import { examItemKeys, examItems, examItemVersions } from '@/db/schema/cat-items'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { blueprintFindings, wholeBlueprint } from '@/lib/cat/blueprint'
import { isSecret } from '@/lib/cat/disclosed-items.server'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import type { ItemKey } from '@/lib/cat/item'
import { timesUsed } from '@/lib/cat/item-exposure.server'
import type { ItemFilter } from '@/lib/cat/item-filter'
import type { ItemState } from '@/lib/cat/item-state'

export const ITEMS_PER_PAGE = 25

export type ListedItem = {
  id: string
  code: string
  section: string
  aspect: string
  state: ItemState
  number: number
  beginning: string
  used: number // sessions that began with it
  createdAt: Date
}

/** The latest version of each item of a filter, and how many there are in each state. */
export async function listItems(context: Context, filter: ItemFilter, page: number) {
  return transact(context, async (tx) => {
    const latest = latestVersions(tx)
    const found = and(...conditions(context, filter))
    const listed = await tx
      .select({
        id: examItems.id,
        code: examItems.code,
        section: examItems.section,
        aspect: examItems.aspect,
        state: examItems.state,
        number: latest.number,
        beginning: sql<string>`left(regexp_replace(${latest.stem}, '<[^>]*>', ' ', 'g'), 160)`,
        createdAt: latest.createdAt,
      })
      .from(examItems)
      .innerJoin(latest, eq(latest.itemId, examItems.id))
      .where(filter.state ? and(found, eq(examItems.state, filter.state)) : found)
      .orderBy(asc(examItems.section), asc(examItems.code))
      .limit(ITEMS_PER_PAGE)
      .offset((page - 1) * ITEMS_PER_PAGE)
    const used = await timesUsed(
      tx,
      listed.map(({ id }) => id),
    )
    const counts = await tx
      .select({ state: examItems.state, count: sql<number>`count(*)::int` })
      .from(examItems)
      .where(found)
      .groupBy(examItems.state)
    return {
      rows: listed.map((item): ListedItem => ({ ...item, used: used.get(item.id) ?? 0 })),
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])) as Partial<
        Record<ItemState, number>
      >,
    }
  })
}

function conditions(context: Context, { section, aspect, typed }: ItemFilter): (SQL | undefined)[] {
  return [
    ofAgencies(context, examItems.agencyId),
    section ? eq(examItems.section, section) : undefined,
    aspect ? eq(examItems.aspect, aspect) : undefined,
    typed ? ilike(examItems.code, `%${typed.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  ]
}

function latestVersions(tx: Tx) {
  return tx
    .selectDistinctOn([examItemVersions.itemId])
    .from(examItemVersions)
    .orderBy(examItemVersions.itemId, desc(examItemVersions.number))
    .as('latest')
}

type VersionRow = typeof examItemVersions.$inferSelect
export type ReadVersion = Omit<VersionRow, 'optionNames'> & { key: ItemKey }

/** The latest version of each of these items, with its key; options are called what their writer calls them. */
export async function readVersions<I extends { id: string }>(
  tx: Tx,
  items: readonly I[],
): Promise<{ row: I; version: ReadVersion }[]> {
  const found = await tx
    .selectDistinctOn([examItemVersions.itemId])
    .from(examItemVersions)
    .where(
      inArray(
        examItemVersions.itemId,
        items.map(({ id }) => id),
      ),
    )
    .orderBy(examItemVersions.itemId, desc(examItemVersions.number))
  const keys = await tx
    .select()
    .from(examItemKeys)
    .where(
      inArray(
        examItemKeys.versionId,
        found.map(({ id }) => id),
      ),
    )
  const pointsOf = new Map(found.map(({ id }): [string, Record<string, number>] => [id, {}]))
  for (const { versionId, option, points } of keys) Object.assign(pointsOf.get(versionId) ?? {}, { [option]: points })
  const ofItem = new Map(found.map((version) => [version.itemId, named(version, pointsOf.get(version.id) ?? {})]))
  return items.map((row) => {
    const version = ofItem.get(row.id)
    if (!version) throw new Error(`item ${row.id} has no version`)
    return { row, version }
  })
}

function named({ optionNames, ...version }: VersionRow, points: ItemKey): ReadVersion {
  const called = version.options.map((option, at) => ({ option, name: optionNames[at] ?? option.id }))
  return {
    ...version,
    options: called.map(({ option, name }) => ({ ...option, id: name })),
    key: Object.fromEntries(called.map(({ option, name }) => [name, points[option.id] ?? 0])),
  }
}

/** The latest version of an item with its key. */
export async function readVersion(tx: Tx, id: string): Promise<ReadVersion> {
  const [found] = await readVersions(tx, [{ id }])
  if (!found) throw new Error(`item ${id} has no version`)
  return found.version
}

/** One item as writers and reviewers see it, with what happened to it. Opening it is written down. */
export async function findItem(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [row] = await tx
      .select()
      .from(examItems)
      .where(and(eq(examItems.id, id), ofAgencies(context, examItems.agencyId)))
    if (!row) return undefined
    const version = await readVersion(tx, id)
    const steps = await tx
      .select()
      .from(examItemSteps)
      .where(eq(examItemSteps.itemId, id))
      .orderBy(desc(examItemSteps.at))
    await recordAudit(tx, context, 'item.read', null, null, { agencyId: row.agencyId, subjectId: id })
    return { row, version, steps }
  })
}

/** What each programme with a blueprint needs, and what the approved items of the bank give. */
export async function bankCoverage(context: Context) {
  return transact(context, async (tx) => {
    const programmes = await tx
      .select()
      .from(examProgrammes)
      .where(visibleProgrammes(context))
      .orderBy(desc(examProgrammes.year), desc(examProgrammes.code))
    const cells = await tx.select().from(examBlueprintCells)
    const bank = await tx
      .select({ id: examItems.id, section: examItems.section, aspect: examItems.aspect })
      .from(examItems)
      .where(and(eq(examItems.state, 'approved'), ofAgencies(context, examItems.agencyId), isSecret))
    return programmes.flatMap(({ id, code, name, sections }) => {
      const own = cells.filter(({ programmeId }) => programmeId === id)
      if (own.length === 0) return []
      const findings = blueprintFindings(sections, wholeBlueprint(sections, own, bank), bank)
      const found = (section: string, aspect: string) =>
        bank.filter((item) => item.section === section && item.aspect === aspect).length
      const counted = own.map((cell) => ({ ...cell, found: found(cell.section, cell.aspect) }))
      return [{ code, name, sections, cells: counted, isMet: findings.every(({ met }) => met) }]
    })
  })
}
