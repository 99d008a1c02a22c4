import 'server-only'
import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { absenceImports, absences } from '@/db/schema/kinerja-consequences'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { foldHeader } from '@/lib/import/headers'
import { DECISION_DAYS } from '@/lib/import/run'
import { readSmallFile } from '@/lib/import/small-file.server'
import {
  ABSENCE_COLUMNS,
  type AbsenceCounts,
  absenceHeadings,
  type CellFault,
  missingAbsenceColumns,
  readAbsenceRow,
} from '@/lib/kinerja/absence-file'
import type { absenceFileInput, absenceMapping } from '@/lib/kinerja/absence-input'
import { faultsOfLines } from '@/lib/kinerja/absences.server'
import type { FileHeading } from '@/lib/kinerja/entry-file-columns'
import { inPlace, uploadPace } from '@/lib/kinerja/uploads.server'
import { Refusal } from '@/lib/refusal'

const MOST_ROWS = 5_000
const FILES_REMEMBERED = 20
const DAY_MS = 86_400_000

export type StagedAbsences = typeof absenceImports.$inferSelect

/** A row of a file as it would come in: new, known already, or kept out by what is wrong with it. */
export type CheckedAbsence = {
  row: number
  effect: keyof AbsenceCounts
  employeeId: string | null
  name: string | null
  nip: string | null
  absentOn: CivilDate | null
  ground: string | null
  fault: CellFault | null
}

/**
 * Reads a file of absences and keeps what is in it aside. Returns where to look at it. Refuses with ask_later where too
 * much is uploaded at once, and as `readSmallFile` does.
 */
export async function stageAbsences(context: Context, input: z.output<typeof absenceFileInput>): Promise<string> {
  const { employeeId, accountId } = context.actor
  const person = employeeId ?? accountId ?? ''
  if (!uploadPace.take(person, +context.now)) throw new Refusal('ask_later')
  return inPlace(person, () => stage(context, input))
}

async function stage(context: Context, input: z.output<typeof absenceFileInput>): Promise<string> {
  const { fileName, ground, bytes } = input
  const remembered = await rememberedHeadings(context)
  const known = await readSmallFile(bytes, (texts) => absenceHeadings(texts, remembered), MOST_ROWS)
  const read = known.headings ? known : await readSmallFile(bytes, anyHeadings, MOST_ROWS)
  if (!read.headings) throw new Refusal('import.no_header')
  const { headings, rows } = read
  return transact(context, async (tx) => {
    const { accountId, agencyId } = context.actor
    const [staged] = await tx
      .insert(absenceImports)
      .values({
        agencyId,
        fileName,
        ground,
        headings,
        rows: rows.map(({ rowNumber, texts, numeric }) => ({ row: rowNumber, cells: texts, numeric: [...numeric] })),
        createdBy: accountId ?? '',
        createdAt: context.now,
      })
      .returning({ id: absenceImports.id })
    if (!staged) throw new Error('nothing was staged')
    const after = { step: 'upload', file: fileName, rows: rows.length }
    await recordAudit(tx, context, 'absence.import', null, after, { agencyId, subjectId: staged.id })
    return staged.id
  })
}

/** Any row of several texts, for a person to say what its columns are. */
function anyHeadings(texts: readonly string[]): FileHeading[] | undefined {
  const found = texts.flatMap((text, column) => (text.trim() ? [{ column, text: text.trim(), field: null }] : []))
  return found.length > 1 ? found : undefined
}

/** What the agency took the headings of its last files for. */
async function rememberedHeadings(context: Context): Promise<Record<string, string>> {
  const files = await transact(context, (tx) =>
    tx
      .select({ headings: absenceImports.headings })
      .from(absenceImports)
      .where(eq(absenceImports.agencyId, context.actor.agencyId))
      .orderBy(desc(absenceImports.createdAt))
      .limit(FILES_REMEMBERED),
  )
  const known = files.reverse().flatMap(({ headings }) => headings)
  return Object.fromEntries(known.flatMap(({ text, field }) => (field ? [[foldHeader(text), field]] : [])))
}

/** A file that was read, each row held against the register and what is recorded; undefined when there is none. */
export function findAbsenceFile(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [staged] = await tx.select().from(absenceImports).where(ofAgency(context, id))
    if (!staged) return undefined
    const { rows: _, ...file } = staged
    const checked = await checkAbsences(tx, context, staged)
    return {
      ...file,
      checked,
      isMapped: missingAbsenceColumns(staged.headings).length === 0,
      counts: staged.counts ?? countsOf(checked),
    }
  })
}

export type AbsenceFile = NonNullable<Awaited<ReturnType<typeof findAbsenceFile>>>

/** The files that were read lately. */
export function listAbsenceFiles(context: Context) {
  const { id, fileName, createdAt, appliedAt, undoneAt, agencyId } = absenceImports
  return transact(context, (tx) =>
    tx
      .select({ id, fileName, createdAt, appliedAt, undoneAt })
      .from(absenceImports)
      .where(eq(agencyId, context.actor.agencyId))
      .orderBy(desc(createdAt))
      .limit(5),
  )
}

export async function checkAbsences(tx: Tx, context: Context, file: StagedAbsences): Promise<CheckedAbsence[]> {
  const read = file.rows.map((row) => ({ row: row.row, cells: readAbsenceRow(row, file.headings, file.ground) }))
  const lines = read.flatMap(({ row, cells }) => ('fault' in cells ? [] : [{ line: row, ...cells }]))
  const { people, faults } = await faultsOfLines(tx, context, lines)
  const names = await namesOf(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const taken = await recordedDays(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const nothing = { employeeId: null, name: null, nip: null, absentOn: null, ground: null }
  return read.map(({ row, cells }): CheckedAbsence => {
    if ('fault' in cells) return { row, effect: 'faulty', ...nothing, fault: cells.fault }
    const { nip, absentOn, ground } = cells
    const employeeId = people.get(nip)?.id ?? null
    const name = (employeeId && names.get(employeeId)) ?? null
    const found = { row, employeeId, name, nip, absentOn, ground }
    const code = faults.get(row)
    if (code) {
      const [column, value] = code === 'absence_nip' ? (['nip', nip] as const) : (['tanggal', absentOn] as const)
      return { ...found, effect: 'faulty', fault: { column, value, code } }
    }
    const key = `${employeeId} ${absentOn}`
    const effect = taken.has(key) ? 'same' : 'new'
    taken.add(key)
    return { ...found, effect, fault: null }
  })
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(inArray(employees.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function recordedDays(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ employeeId: absences.employeeId, absentOn: absences.absentOn })
    .from(absences)
    .where(and(inArray(absences.employeeId, ids), isNull(absences.withdrawnAt)))
  return new Set(rows.map(({ employeeId, absentOn }) => `${employeeId} ${absentOn}`))
}

export function countsOf(checked: readonly CheckedAbsence[]): AbsenceCounts {
  const counts = { new: 0, same: 0, faulty: 0 }
  for (const { effect } of checked) counts[effect] += 1
  return counts
}

/**
 * Says what the columns of a file are, for the agency's next file too. Refuses with not_found, wrong_state,
 * import.column_twice or kinerja.absence_column_missing.
 */
export async function mapAbsences(context: Context, { id, fields }: z.output<typeof absenceMapping>): Promise<void> {
  await transact(context, async (tx) => {
    const staged = await lockWaiting(tx, context, id, 'map')
    const headings = staged.headings.map((heading) => {
      const field = fields[heading.column] ?? ''
      return { ...heading, field: ABSENCE_COLUMNS.some(({ code }) => code === field) ? field : null }
    })
    const used = headings.flatMap(({ field }) => field ?? [])
    const twice = used.find((field, at) => used.indexOf(field) !== at)
    if (twice) throw new Refusal('import.column_twice', { column: twice })
    const [missing] = missingAbsenceColumns(headings)
    if (missing) throw new Refusal('kinerja.absence_column_missing', { column: missing })
    await tx.update(absenceImports).set({ headings }).where(eq(absenceImports.id, id))
    const said = (of: readonly FileHeading[]) => ({ step: 'map', file: staged.fileName, headings: of })
    const subject = { agencyId: staged.agencyId, subjectId: id }
    await recordAudit(tx, context, 'absence.import', said(staged.headings), said(headings), subject)
  })
}

/** Forgets a file of which nothing was recorded. Refuses with not_found, wrong_state. */
export async function discardAbsences(context: Context, id: string): Promise<void> {
  await transact(context, async (tx) => {
    const { agencyId, fileName } = await lockWaiting(tx, context, id, 'discard')
    await tx.delete(absenceImports).where(eq(absenceImports.id, id))
    const before = { step: 'discard', file: fileName }
    await recordAudit(tx, context, 'absence.import', before, null, { agencyId, subjectId: id })
  })
}

/** A file that waits, locked. */
export async function lockWaiting(tx: Tx, context: Context, id: string, event: string): Promise<StagedAbsences> {
  const staged = await lockAbsenceFile(tx, context, id)
  if (staged.appliedAt) throw new Refusal('wrong_state', { state: 'applied', event })
  return staged
}

export async function lockAbsenceFile(tx: Tx, context: Context, id: string): Promise<StagedAbsences> {
  const [file] = await tx.select().from(absenceImports).where(ofAgency(context, id)).for('update')
  if (!file) throw new Refusal('not_found')
  return file
}

function ofAgency({ actor }: Context, id: string) {
  return and(eq(absenceImports.id, id), eq(absenceImports.agencyId, actor.agencyId))
}

/** Forgets files that nobody applied for thirty days. Answers how many. */
export async function forgetAbsenceFiles(now: Date): Promise<number> {
  const { id, appliedAt, createdAt } = absenceImports
  const before = new Date(now.getTime() - DECISION_DAYS * DAY_MS)
  const gone = await transact(systemContext('clean-up', now), (tx) =>
    tx
      .delete(absenceImports)
      .where(and(isNull(appliedAt), lt(createdAt, before)))
      .returning({ id }),
  )
  return gone.length
}
