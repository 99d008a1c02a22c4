import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import type { Stage } from '@/lib/cat/announcement'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { answerDueOn, type answerInput, isObjectionOpen, type objectionInput } from '@/lib/cat/objection'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import type { RoomOutcome } from '@/lib/cat/room'
import { civilDateIn } from '@/lib/civil-date'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import { receivePdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'

/** What was announced of the candidate of a claim, with the own objection. Refuses with superseded_device. */
export function outcomeOf(claim: AttemptClaim, now: Date): Promise<RoomOutcome> {
  return transact(visitorContext('exam-outcome', now), (tx) => outcomeIn(tx, claim, now))
}

type OutcomeRow = Omit<RoomOutcome['announcements'][number], 'isOpen' | 'answerDueOn'> & {
  objectedUntil: string | null
}

async function outcomeIn(tx: Tx, claim: AttemptClaim, now: Date): Promise<RoomOutcome> {
  const { zone, certificate } = await candidateOf(tx, claim)
  const today = civilDateIn(zone, now)
  const rows = await tx.execute<OutcomeRow>(sql`
    select distinct on (n.stage) n.id, n.stage, n.version, l.line ->> 'result' as result,
      (l.line ->> 'place')::int as place, l.line ->> 'into' as "into", n.objections_until as "objectionsUntil",
      (select jsonb_build_object('text', text, 'fileName', file_name, 'filedAt', filed_at, 'state', state, 'answer', answer)
        from exam_objections o where o.candidate_id = c.id and o.stage = n.stage) as objection,
      (select m.objections_until from exam_objections o join exam_announcements m on m.id = o.announcement_id
        where o.candidate_id = c.id and o.stage = n.stage) as "objectedUntil"
    from exam_attempts a
    join exam_candidates c on c.id = a.candidate_id
    join exam_announcements n on n.programme_id = c.programme_id and n.agency_id = c.agency_id
    join exam_announcement_lines l on l.announcement_id = n.id and l.number = c.number
    where a.id = ${claim.attemptId} order by n.stage, n.version desc`)
  const announcements = rows.map(({ objectedUntil, ...row }) => ({
    ...row,
    isOpen: row.objection === null && row.objectionsUntil !== null && isObjectionOpen(today, row.objectionsUntil),
    answerDueOn: objectedUntil && answerDueOn(objectedUntil),
  }))
  return { announcements, certificate }
}

async function candidateOf(tx: Tx, { attemptId, epoch }: AttemptClaim) {
  const [found] = await tx.execute<{
    id: string
    agencyId: number
    epoch: number
    zone: string
    certificate: string | null
  }>(sql`
    select c.id, c.agency_id as "agencyId", a.epoch, g.time_zone as zone, d.code as certificate
    from exam_attempts a join exam_candidates c on c.id = a.candidate_id join agencies g on g.id = c.agency_id
    left join signing_items i on i.kind = 'exam_certificate' and i.item_id = a.id::text and i.state = 'issued'
    left join issued_documents d on d.id = i.document_id
    where a.id = ${attemptId}`)
  if (!found) throw new Refusal('not_found')
  if (found.epoch !== epoch) throw new Refusal('superseded_device')
  return found
}

/** Attempts whose evidence is being inspected. */
const inspected = new Set<string>()

/**
 * Files the objection of the candidate of a claim, once for each stage. Evidence is inspected only of somebody who may
 * object, and one piece at a time. Refuses with superseded_device, not_found, objections_closed, ask_later, or as
 * `receivePdf` does.
 */
export async function fileObjection(
  claim: AttemptClaim,
  { announcementId, text, file }: z.output<typeof objectionInput>,
  now: Date,
): Promise<void> {
  const context = visitorContext('exam-objection', now)
  await transact(context, (tx) => openAnnouncement(tx, claim, announcementId, now))
  const evidence = file && (await inspectOnce(claim, file))
  await transact(context, async (tx) => {
    const announced = await openAnnouncement(tx, claim, announcementId, now)
    const candidate = await candidateOf(tx, claim)
    const sha256 = evidence && (await storeFile(tx, evidence.bytes, 'application/pdf'))
    const [added] = await tx.execute<{ id: string }>(sql`
      insert into exam_objections (announcement_id, candidate_id, agency_id, stage, text, file_sha256, file_name, filed_at)
      values (${announcementId}, ${candidate.id}, ${candidate.agencyId}, ${announced.stage}, ${text}, ${sha256 ?? null},
        ${evidence?.originalName ?? null}, ${now.toISOString()}) on conflict do nothing returning id`)
    if (!added) throw new Refusal('objections_closed')
    const place = { agencyId: candidate.agencyId, subjectId: added.id }
    await recordAudit(tx, context, 'exam.object', null, { stage: announced.stage, hasFile: evidence !== null }, place)
  })
}

/** What was announced of a candidate who may object to it still. */
async function openAnnouncement(tx: Tx, claim: AttemptClaim, id: string, now: Date) {
  const { announcements } = await outcomeIn(tx, claim, now)
  const announced = announcements.find((each) => each.id === id)
  if (!announced) throw new Refusal('not_found')
  if (!announced.isOpen) throw new Refusal('objections_closed')
  return announced
}

/** Inspections of the whole house wait in one line: nobody fills it alone. */
async function inspectOnce({ attemptId }: AttemptClaim, file: { name: string; base64: string }) {
  if (inspected.has(attemptId)) throw new Refusal('ask_later')
  inspected.add(attemptId)
  try {
    return await receivePdf(new File([Buffer.from(file.base64, 'base64')], file.name))
  } finally {
    inspected.delete(attemptId)
  }
}

export type ObjectionLine = {
  id: string
  stage: Stage
  number: string
  name: string
  text: string
  fileName: string | null
  filedAt: Date
  dueOn: string
  state: 'filed' | 'accepted' | 'rejected'
  answer: string | null
  answeredName: string | null
  awaitsVersion: boolean // accepted, and nothing was announced since
}

/** The objections to what the actor's agency announced of a programme, those without an answer first, then the oldest. */
export async function objectionsOf({ actor, now }: Context, programmeId: string): Promise<ObjectionLine[]> {
  const rows = await transact({ actor, now }, (tx) =>
    tx.execute<Omit<ObjectionLine, 'dueOn'> & { until: string }>(sql`
      select o.id, o.stage, c.number, c.name, o.text, o.file_name as "fileName", o.filed_at as "filedAt", o.state, o.answer,
        o.answered_name as "answeredName", n.objections_until as until,
        ${awaitsVersion(sql`o`)} as "awaitsVersion"
      from exam_objections o
      join exam_announcements n on n.id = o.announcement_id
      join exam_candidates c on c.id = o.candidate_id
      where n.programme_id = ${programmeId} and o.agency_id = ${actor.agencyId}
      order by o.state <> 'filed', o.filed_at limit 500`),
  )
  return rows.map(({ until, ...row }) => ({ ...row, filedAt: new Date(row.filedAt), dueOn: answerDueOn(until) }))
}

/** Whether nothing was announced since an objection was accepted. `objection` names the table's row. */
export function awaitsVersion(objection: SQL): SQL {
  return sql`(${objection}.state = 'accepted' and not exists (
    select from exam_announcements under join exam_announcements m on m.programme_id = under.programme_id
      and m.agency_id = under.agency_id and m.stage = under.stage and m.version > under.version
    where under.id = ${objection}.answered_under))`
}

/**
 * The committee's answer with its reason, once: to the version that is the newest, while none is being published. Refuses
 * with not_found, wrong_state.
 */
export function answerObjection(
  context: Context,
  { id, decision, answer }: z.output<typeof answerInput>,
): Promise<void> {
  const { actor, now } = context
  return transact(context, async (tx) => {
    const [found] = await tx.execute<{ programmeId: string; agencyId: number; stage: Stage }>(sql`
      select n.programme_id as "programmeId", o.agency_id as "agencyId", o.stage
      from exam_objections o join exam_announcements n on n.id = o.announcement_id
      where o.id = ${id} and ${ofAgencies(context, sql`o.agency_id`)}`)
    if (!found) throw new Refusal('not_found')
    await lockRanking(tx, found.programmeId, found.agencyId)
    const answered = await tx.execute(sql`
      update exam_objections set state = ${decision}, answer = ${answer}, answered_by = ${actor.accountId},
        answered_name = ${actor.name}, answered_at = ${now.toISOString()}, answered_under = (
          select id from exam_announcements where programme_id = ${found.programmeId} and agency_id = ${found.agencyId}
            and stage = ${found.stage} order by version desc limit 1)
      where id = ${id} and state = 'filed' returning id`)
    if (answered.length === 0) throw new Refusal('wrong_state', { state: 'answered', event: 'answer_objection' })
    const place = { agencyId: found.agencyId, subjectId: id, reason: answer }
    await recordAudit(tx, context, 'exam.answer_objection', { state: 'filed' }, { state: decision }, place)
  })
}

/** The evidence of an objection; opening it is recorded. Refuses with not_found. */
export async function objectionFile(
  context: Context,
  id: string,
): Promise<{ bytes: Buffer<ArrayBuffer>; name: string }> {
  const found = await transact(context, async (tx) => {
    const [row] = await tx.execute<{ sha256: string | null; name: string | null; agencyId: number }>(sql`
      select file_sha256 as sha256, file_name as name, agency_id as "agencyId" from exam_objections
      where id = ${id} and ${ofAgencies(context, sql`agency_id`)}`)
    if (!row?.sha256) throw new Refusal('not_found')
    await recordAudit(tx, context, 'exam.read_objection', null, null, { agencyId: row.agencyId, subjectId: id })
    return { sha256: row.sha256, name: row.name ?? 'sanggah.pdf' }
  })
  return { bytes: await readStoredFile(found.sha256), name: found.name }
}
