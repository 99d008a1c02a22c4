import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import { lockSession } from '@/lib/cat/attempts.server'
import { paperHash } from '@/lib/cat/disclosure'
import { measureItems } from '@/lib/cat/measured-items.server'
import type { Paper } from '@/lib/cat/paper'
import { type PublishedSession, type Receipt, type SealedAttempt, sealAttempts } from '@/lib/cat/receipt'
import { commitForm, signSeal } from '@/lib/cat/seal.server'
import type { closing } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

/**
 * Ends a session in which nobody works any more: who did not begin was absent, and the attempts that were scored or
 * disqualified are sealed under one root that is signed, with a receipt for each. Refuses with not_found, wrong_state,
 * exam_still_running, and with absent_changed when others have not begun than the caller was told.
 */
export function closeSession(context: Context, { id, absent }: z.output<typeof closing>): Promise<void> {
  return transact(context, async (tx) => {
    const session = await lockSession(tx, context, id)
    if (session.state !== 'released') throw new Refusal('wrong_state', { state: session.state, event: 'close' })
    const never = await tx.execute(sql`
      update exam_attempts set state = 'absent' where session_id = ${id} and state in ('scheduled', 'registered')
      returning 1`)
    await refuseWhileWorking(tx, id)
    if (never.length !== absent) throw new Refusal('absent_changed', { count: never.length })

    const form = await commitForm(tx, id)
    const { root, receipts } = await sealOf(tx, id, form.keysHash)
    await keep(tx, session.agencyId, receipts)
    await tx.execute(sql`
      update exam_sessions set state = 'closed', closed_at = ${context.now.toISOString()}, root = ${root},
        version = version + 1 where id = ${id}`)
    if (root) await signSeal(tx, context, id, form)
    await measureItems(tx, id)
    const after = { state: 'closed', root, attempts: receipts.length, absent }
    const place = { agencyId: session.agencyId, subjectId: id }
    await recordAudit(tx, context, 'exam.close', { state: session.state }, after, place)
  })
}

async function refuseWhileWorking(tx: Tx, id: string): Promise<void> {
  const [found] = await tx.execute<{ working: number }>(sql`
    select count(*)::int as working from exam_attempts where session_id = ${id} and state in ('running', 'paused')`)
  if (found && found.working > 0) throw new Refusal('exam_still_running', { count: found.working })
}

async function sealOf(
  tx: Tx,
  id: string,
  content: string,
): Promise<{ root: string | null; receipts: readonly Receipt[] }> {
  const ended = await tx.execute<
    Omit<SealedAttempt, 'version' | 'salt' | 'paper' | 'content' | 'disqualifiedAt' | 'time'> & {
      paper: Paper
      outAt: Date | null
    } & TimeRow
  >(sql`
    select a.id as attempt, a.head, a.event_count as events, o.scores, d.paper,
      jsonb_build_object('code', f.code, 'kind', f.formation_kind) as formation,
      case when a.state = 'disqualified' then (
        select max(decided_at) from exam_incidents where attempt_id = a.id and kind = 'disqualification'
      ) end as "outAt",
      a.started_at as "startedAt", a.allowed_seconds as "allowedSeconds", a.finished_at as "finishedAt", coalesce((
        select jsonb_agg(jsonb_build_object('from', p.recorded_at, 'seconds', (
          select r.seconds from exam_incidents r
          where r.attempt_id = a.id and r.kind = 'resume' and r.recorded_at >= p.recorded_at
          order by r.recorded_at limit 1)) order by p.recorded_at)
        from exam_incidents p where p.attempt_id = a.id and p.kind in ('pause', 'outage')
      ), '[]') as pauses
    from exam_attempts a
    join exam_papers d on d.attempt_id = a.id
    join exam_candidates c on c.id = a.candidate_id
    join exam_formations f on f.id = c.formation_id
    left join exam_scores o on o.attempt_id = a.id
    where a.session_id = ${id} and a.state in ('finished', 'disqualified')`)
  if (ended.length === 0) return { root: null, receipts: [] }
  return sealAttempts(
    id,
    ended.map(
      ({ paper, outAt, startedAt, allowedSeconds, finishedAt, pauses, ...attempt }): SealedAttempt => ({
        ...attempt,
        version: 3,
        salt: randomBytes(32).toString('hex'),
        paper: paperHash(paper),
        content,
        disqualifiedAt: instant(outAt),
        time: {
          startedAt: instant(startedAt),
          allowedSeconds,
          pauses: pauses.map(({ from, seconds }) => ({ from: new Date(from).toISOString(), seconds })),
          finishedAt: instant(finishedAt),
        },
      }),
    ),
  )
}

type TimeRow = Omit<SealedAttempt['time'], 'startedAt' | 'finishedAt'> & {
  startedAt: Date | null
  finishedAt: Date | null
}

function instant(at: Date | null): string | null {
  return at && new Date(at).toISOString()
}

async function keep(tx: Tx, agencyId: number, receipts: readonly Receipt[]): Promise<void> {
  await tx.execute(sql`
    insert into exam_receipts (attempt_id, agency_id, receipt)
    select (r ->> 'attempt')::uuid, ${agencyId}, r from jsonb_array_elements(${JSON.stringify(receipts)}::jsonb) r`)
}

/** What everybody may know of a closed session, to check a receipt by. Refuses with not_found. */
export async function publishedSession(id: string, now: Date): Promise<PublishedSession> {
  const [found] = await transact(visitorContext('exam-root', now), (tx) =>
    tx.execute<PublishedSession>(sql`
      select s.number, p.name as programme, i.name as site, i.time_zone as zone, s.closed_at as "closedAt", s.root, s.seal,
        exists (select from exam_session_files where session_id = s.id) as "isDisclosed",
        (select count(*)::int from exam_receipts r join exam_attempts a on a.id = r.attempt_id
          where a.session_id = s.id) as attempts
      from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
      where s.id = ${id} and s.state = 'closed' and s.root is not null`),
  )
  if (!found) throw new Refusal('not_found')
  return { ...found, closedAt: new Date(found.closedAt).toISOString() }
}
