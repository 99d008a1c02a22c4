import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import type { PublishedAttempt, SessionData } from '@/lib/cat/disclosure'
import { formKeys, signSeal } from '@/lib/cat/seal.server'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import { Refusal } from '@/lib/refusal'

/**
 * Publishes the answers and keys of every session that the actor's agency held of a programme, once and for all. Not
 * before all of them are closed: answers together with scores tell the keys, and sessions share their items. Refuses
 * with not_found, sessions_open, wrong_state.
 */
export function discloseProgramme(context: Context, programmeId: string): Promise<void> {
  const { agencyId, accountId, name } = context.actor
  return transact(context, async (tx) => {
    const sessions = await tx.execute<{ id: string; state: string; root: string | null }>(sql`
      select id, state, root from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId}
      order by starts_at for update`)
    if (sessions.length === 0) throw new Refusal('not_found')
    const open = sessions.filter(({ state }) => state !== 'closed').length
    if (open > 0) throw new Refusal('sessions_open', { count: open })

    const added = await tx.execute(sql`
      insert into exam_disclosures (programme_id, agency_id, disclosed_by, disclosed_name, disclosed_at)
      values (${programmeId}, ${agencyId}, ${accountId}, ${name}, ${context.now.toISOString()})
      on conflict do nothing returning 1`)
    if (added.length === 0) throw new Refusal('wrong_state', { state: 'disclosed', event: 'disclose' })
    const published = sessions.filter(({ root }) => root !== null)
    for (const { id } of published) await publishSession(tx, context, id)
    const after = { sessions: published.length }
    await recordAudit(tx, context, 'exam.disclose', null, after, { agencyId, subjectId: programmeId })
  })
}

async function publishSession(tx: Tx, context: Context, id: string): Promise<void> {
  const data = await sessionData(tx, context, id)
  const sha256 = await storeFile(tx, Buffer.from(JSON.stringify(data)), 'application/json')
  await tx.execute(sql`
    insert into exam_session_files (session_id, agency_id, file_sha256)
    select id, agency_id, ${sha256} from exam_sessions where id = ${id}`)
}

async function sessionData(tx: Tx, context: Context, id: string): Promise<SessionData> {
  const seal = () =>
    tx.execute<Pick<SessionData, 'seal' | 'keysSalt'>>(sql`
      select seal, keys_salt as "keysSalt" from exam_sessions where id = ${id} and seal is not null`)
  let [sealed] = await seal()
  if (!sealed) {
    await signSeal(tx, context, id) // closed before seals were signed
    ;[sealed] = await seal()
  }
  if (!sealed) throw new Error(`session ${id} has no seal`)
  const attempts = await tx.execute<PublishedAttempt>(sql`
    select r.receipt ->> 'attempt' as attempt, r.receipt ->> 'salt' as salt, r.receipt ->> 'head' as head,
      r.receipt -> 'scores' as scores, f.code as formation,
      (select jsonb_agg((item ->> 'place')::int order by n) from jsonb_array_elements(d.paper) with ordinality as p (item, n))
        as paper,
      coalesce((
        select jsonb_agg(jsonb_build_array(e.item, e.option, e.at) order by e.seq) from exam_answer_events e
        where e.attempt_id = a.id
      ), '[]') as events
    from exam_receipts r
    join exam_attempts a on a.id = r.attempt_id
    join exam_papers d on d.attempt_id = a.id
    join exam_candidates c on c.id = a.candidate_id
    join exam_formations f on f.id = c.formation_id
    where a.session_id = ${id} order by a.id`)
  return {
    format: 'satya-exam-session-1',
    session: id,
    seal: sealed.seal,
    keysSalt: sealed.keysSalt,
    keys: await formKeys(tx, id),
    attempts: attempts.map(({ events, ...attempt }) => ({
      ...attempt,
      events: events.map(([item, option, at]) => [item, option, new Date(at).toISOString()]),
    })),
  }
}

/** The published data of a session, as the file that it is. Refuses with not_found. */
export async function sessionFile(id: string, now: Date): Promise<Buffer<ArrayBuffer>> {
  const [found] = await transact(systemContext('exam-data', now), (tx) =>
    tx.execute<{ sha256: string }>(sql`
      select file_sha256 as sha256 from exam_session_files where session_id = ${id}`),
  )
  if (!found) throw new Refusal('not_found')
  return readStoredFile(found.sha256)
}
