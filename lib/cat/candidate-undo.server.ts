import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { examCandidateImports } from '@/db/schema/cat'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { changedNumbers, type File, writeCandidates, writeFormations, writing } from '@/lib/cat/candidate-apply.server'
import { changes } from '@/lib/cat/candidate-check'
import { lockFile } from '@/lib/cat/candidate-import.server'
import { holdCandidates, holdScheduled, knownRows, settleTimes } from '@/lib/cat/candidate-known.server'
import { isUndoable, UNDO_HOURS } from '@/lib/import/run'
import type { UndoResult } from '@/lib/import/undo-run.server'
import { Refusal } from '@/lib/refusal'

/**
 * Takes an applied import back within 24 hours: what it added goes, what it changed is again what it was. Whoever was
 * given a session, named in a ruling or changed since stays, and so does a formation that somebody is in; once a session
 * is prepared no formation changes back. Refuses with not_found, wrong_state, stale, import.undo_too_late, cat.candidate_elsewhere.
 */
export function undoCandidates(context: Context, id: string): Promise<UndoResult> {
  return writing(context, async (tx) => {
    const file = await lockFile(tx, context, id)
    if (!file.appliedAt || file.undoneAt)
      throw new Refusal('wrong_state', { state: file.undoneAt ? 'undone' : 'waiting', event: 'undo' })
    if (!file.written || !isUndoable(file, context.now))
      throw new Refusal('import.undo_too_late', { hours: UNDO_HOURS })
    await holdCandidates(tx, file)
    const known = await knownRows(tx, file)
    const candidates = unchanged(file.written.candidates, ({ number }) => {
      const now = known.candidates.get(number)
      return now?.isPresent || now?.isRuled ? undefined : now
    })
    const formations = unchanged(file.written.formations, ({ code }) => known.formations.get(code))
    const restored = known.areFormationsFixed ? [] : formations.changed

    await holdScheduled(tx, file, changedNumbers(candidates.changed))
    const gone = await removeCandidates(
      tx,
      file,
      candidates.added.map(({ number }) => number),
    )
    await writeFormations(tx, context, file, restored)
    await writeCandidates(tx, context, file, candidates.changed)
    const times = await settleTimes(tx, file)
    const closed = await removeFormations(
      tx,
      file,
      formations.added.map(({ code }) => code),
    )
    const undone = gone + closed + restored.length + candidates.changed.length
    const result = { undone, kept: file.written.formations.length + file.written.candidates.length - undone }
    await tx
      .update(examCandidateImports)
      .set({ written: sql`null`, undoneAt: context.now })
      .where(eq(examCandidateImports.id, id))
    const after = { step: 'undo', file: file.fileName, ...result, times }
    await recordAudit(tx, context, 'exam.apply_candidates', null, after, { agencyId: file.agencyId, subjectId: id })
    return result
  })
}

type Pair<V> = { before: V | null; after: V }

/** What nobody has changed since: the rows that were added, and those that were changed, the other way round. */
function unchanged<V extends object>(pairs: readonly Pair<V>[], now: (value: V) => object | undefined) {
  const left = pairs.filter(({ after }) => {
    const found = now(after)
    return found !== undefined && changes(after, found).length === 0
  })
  return {
    added: left.flatMap(({ before, after }) => (before === null ? [after] : [])),
    changed: left.flatMap(({ before, after }) => (before === null ? [] : [{ before: after, after: before }])),
  }
}

async function removeCandidates(tx: Tx, { programmeId, agencyId }: File, numbers: readonly string[]): Promise<number> {
  const gone = await tx.execute(sql`
    delete from exam_candidates c where programme_id = ${programmeId} and agency_id = ${agencyId}
      and number = any(${sql.param(numbers)}::text[])
      and not exists (select from exam_attempts where candidate_id = c.id) returning id`)
  return gone.length
}

async function removeFormations(tx: Tx, { programmeId, agencyId }: File, codes: readonly string[]): Promise<number> {
  const gone = await tx.execute(sql`
    delete from exam_formations f where programme_id = ${programmeId} and agency_id = ${agencyId}
      and code = any(${sql.param(codes)}::text[])
      and not exists (select from exam_candidates where formation_id = f.id) returning id`)
  return gone.length
}
