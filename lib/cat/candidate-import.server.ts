import 'server-only'
import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examCandidateImports, examProgrammes } from '@/db/schema/cat'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type CheckedRow, effectOf, isFaulty } from '@/lib/cat/candidate-check'
import {
  type CandidateSheet,
  COLUMNS,
  missingColumns,
  type Remembered,
  rememberedKey,
} from '@/lib/cat/candidate-columns'
import { readCandidateFile } from '@/lib/cat/candidate-file.server'
import type { candidateMapping, ImportCounts } from '@/lib/cat/candidate-import'
import { checkStaged } from '@/lib/cat/candidate-known.server'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import type { CellFix } from '@/lib/import/fix-cell.server'
import { mendedRow } from '@/lib/import/mended-row'
import { DECISION_DAYS, UNDO_HOURS } from '@/lib/import/run'
import { Refusal } from '@/lib/refusal'

const HOUR_MS = 3_600_000
const FILES_REMEMBERED = 20

/** Reads a file of formations and candidates and keeps what is in it aside. Returns where to look at it. */
export async function stageCandidates(context: Context, programmeId: string, fileName: string, bytes: Uint8Array) {
  const { sheets, rows } = await readCandidateFile(bytes, await rememberedHeadings(context))
  return transact(context, async (tx) => {
    const { accountId, agencyId } = context.actor
    if (!accountId) throw new Error('a file has a person who sent it')
    const [programme] = await tx
      .select({ id: examProgrammes.id })
      .from(examProgrammes)
      .where(and(eq(examProgrammes.id, programmeId), visibleProgrammes(context)))
    if (!programme) throw new Refusal('not_found')
    const [staged] = await tx
      .insert(examCandidateImports)
      .values({ programmeId, agencyId, accountId, fileName, sheets, rows, createdAt: context.now })
      .returning({ id: examCandidateImports.id })
    if (!staged) throw new Error('nothing was staged')
    const after = { step: 'upload', file: fileName, rows: rows.length }
    await recordAudit(tx, context, 'exam.import_candidates', null, after, { agencyId, subjectId: staged.id })
    return staged.id
  })
}

/** What the agency took the headings of its last files for. */
async function rememberedHeadings(context: Context): Promise<Remembered> {
  const files = await transact(context, (tx) =>
    tx
      .select({ sheets: examCandidateImports.sheets })
      .from(examCandidateImports)
      .where(eq(examCandidateImports.agencyId, context.actor.agencyId))
      .orderBy(desc(examCandidateImports.createdAt))
      .limit(FILES_REMEMBERED),
  )
  const known = files.reverse().flatMap(({ sheets }) => sheets)
  return Object.fromEntries(
    known.flatMap(({ kind, headings }) => headings.map(({ text, field }) => [rememberedKey(kind, text), field ?? ''])),
  )
}

/** A file that was read, each row held against the programme and what is there already; undefined when there is none. */
export function findStagedCandidates(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [found] = await tx
      .select({ staged: examCandidateImports, programme: examProgrammes.name })
      .from(examCandidateImports)
      .innerJoin(examProgrammes, eq(examProgrammes.id, examCandidateImports.programmeId))
      .where(and(eq(examCandidateImports.id, id), ofAgencies(context, examCandidateImports.agencyId)))
    if (!found) return undefined
    const { staged, programme } = found
    const { rows: _, written: __, ...file } = staged
    const checked = await checkStaged(tx, staged)
    const isMapped = file.sheets.every((sheet) => missingColumns(sheet).length === 0)
    return { ...file, programme, checked, isMapped, counts: file.counts ?? countsOf(checked) }
  })
}

export type StagedFile = NonNullable<Awaited<ReturnType<typeof findStagedCandidates>>>

export function countsOf(checked: readonly CheckedRow[]): ImportCounts {
  const counts = { new: 0, changed: 0, same: 0, faulty: 0 }
  for (const row of checked) counts[isFaulty(row) ? 'faulty' : effectOf(row)] += 1
  return counts
}

/** The files that were read lately. */
export function listStagedCandidates(context: Context) {
  const { id, fileName, createdAt, appliedAt, undoneAt } = examCandidateImports
  return transact(context, (tx) =>
    tx
      .select({ id, fileName, createdAt, appliedAt, undoneAt })
      .from(examCandidateImports)
      .where(ofAgencies(context, examCandidateImports.agencyId))
      .orderBy(desc(createdAt))
      .limit(10),
  )
}

/**
 * Says what the columns of a file are, for the agency's next file too. Refuses with not_found, wrong_state,
 * import.column_twice or cat.candidate_column_missing.
 */
export function mapCandidates(context: Context, { id, sheets }: z.output<typeof candidateMapping>): Promise<void> {
  return transact(context, async (tx) => {
    const staged = await lockStaged(tx, context, id, 'map')
    const mapped = staged.sheets.map((sheet, at): CandidateSheet => {
      const { kind, fields } = sheets[at] ?? { kind: sheet.kind, fields: {} }
      const known = COLUMNS[kind].map(({ code }) => code)
      const headings = sheet.headings.map((heading) => {
        const field = fields[heading.column] ?? ''
        return { ...heading, field: known.includes(field) ? field : null }
      })
      return { ...sheet, kind, headings }
    })
    for (const sheet of mapped) refuseUnusable(sheet)
    await tx.update(examCandidateImports).set({ sheets: mapped }).where(eq(examCandidateImports.id, id))
    const subject = { agencyId: staged.agencyId, subjectId: id }
    const said = (of: readonly CandidateSheet[]) => ({ step: 'map', file: staged.fileName, sheets: of })
    await recordAudit(tx, context, 'exam.import_candidates', said(staged.sheets), said(mapped), subject)
  })
}

function refuseUnusable(sheet: CandidateSheet): void {
  const used = sheet.headings.flatMap(({ field }) => field ?? [])
  const twice = used.find((field, index) => used.indexOf(field) !== index)
  if (twice) throw new Refusal('import.column_twice', { column: twice })
  const [missing] = missingColumns(sheet)
  if (missing) throw new Refusal('cat.candidate_column_missing', { column: missing })
}

/**
 * Puts another value into one cell of a file that waits. Answers how many errors its row still has. Refuses with
 * not_found, wrong_state.
 *
 * @param fix `row` counts the rows of all sheets from 1
 */
export function fixCandidateCell(context: Context, { id, row: line, column, value }: CellFix) {
  return transact(context, async (tx): Promise<{ errors: number }> => {
    const staged = await lockStaged(tx, context, id, 'fix')
    const row = staged.rows[line - 1]
    const heading = row && staged.sheets[row.sheet]?.headings.find(({ field }) => field === column)
    if (!row || !heading) throw new Refusal('not_found')
    const rows = staged.rows.with(line - 1, mendedRow(row, heading.column, value))
    await tx.update(examCandidateImports).set({ rows }).where(eq(examCandidateImports.id, id))
    const cell = { step: 'fix', file: staged.fileName, row: row.row, column }
    await recordAudit(
      tx,
      context,
      'exam.import_candidates',
      { ...cell, value: row.cells[heading.column] ?? '' },
      { ...cell, value },
      { agencyId: staged.agencyId, subjectId: id },
    )
    const checked = (await checkStaged(tx, { ...staged, rows })).find((each) => each.row.line === line)
    return { errors: checked?.problems.filter(({ isError }) => isError).length ?? 0 }
  })
}

/** Forgets a file of which nothing was written. Refuses with not_found, wrong_state. */
export function discardCandidates(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId, fileName } = await lockStaged(tx, context, id, 'discard')
    await tx.delete(examCandidateImports).where(eq(examCandidateImports.id, id))
    const before = { step: 'discard', file: fileName }
    await recordAudit(tx, context, 'exam.import_candidates', before, null, { agencyId, subjectId: id })
  })
}

/** A file that waits, locked. */
export async function lockStaged(tx: Tx, context: Context, id: string, event: string) {
  const staged = await lockFile(tx, context, id)
  if (staged.appliedAt) throw new Refusal('wrong_state', { state: 'applied', event })
  return staged
}

export async function lockFile(tx: Tx, context: Context, id: string) {
  const [file] = await tx
    .select()
    .from(examCandidateImports)
    .where(and(eq(examCandidateImports.id, id), ofAgencies(context, examCandidateImports.agencyId)))
    .for('update')
  if (!file) throw new Refusal('not_found')
  return file
}

/**
 * Forgets files that nobody applied for thirty days, and what stood in the place of those that were applied once they
 * can no longer be taken back. Answers how many.
 */
export async function forgetStagedCandidates(now: Date): Promise<number> {
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)
  const { appliedAt, createdAt, written, id } = examCandidateImports
  return transact(systemContext('clean-up', now), async (tx) => {
    const gone = await tx
      .delete(examCandidateImports)
      .where(and(isNull(appliedAt), lt(createdAt, before(DECISION_DAYS * 24))))
      .returning({ id })
    const emptied = await tx
      .update(examCandidateImports)
      .set({ written: sql`null` })
      .where(and(isNotNull(written), lt(appliedAt, before(UNDO_HOURS))))
      .returning({ id })
    return gone.length + emptied.length
  })
}
