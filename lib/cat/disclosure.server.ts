import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import { holdForms } from '@/lib/cat/disclosed-items.server'
import {
  type FirstPublishedAttempt,
  type FormKey,
  keysHash,
  type PublishedAttempt,
  publishedPaper,
  type Sealed,
  type SecondPublishedAttempt,
  type SessionData,
} from '@/lib/cat/disclosure'
import type { Paper } from '@/lib/cat/paper'
import { commitForm, formWithTexts, signSeal } from '@/lib/cat/seal.server'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import type { SignedText } from '@/lib/documents/signer'
import { Refusal } from '@/lib/refusal'

/**
 * Publishes the answers and keys of every session that the actor's agency held of a programme, once and for all. Not
 * before all of them are closed: answers together with scores tell the keys, and sessions share their items. Refuses
 * with not_found, sessions_open, keys_in_use, wrong_state.
 */
export function discloseProgramme(context: Context, programmeId: string): Promise<void> {
  const { agencyId, accountId, name } = context.actor
  return transact(context, async (tx) => {
    const sessions = await tx.execute<{ id: string; state: string; root: string | null }>(sql`
      select id, state, root from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId}
      order by starts_at for update`)
    const held = sessions.filter(({ state }) => state !== 'void')
    if (held.length === 0) throw new Refusal('not_found')
    const open = held.filter(({ state }) => state !== 'closed').length
    if (open > 0) throw new Refusal('sessions_open', { count: open })

    await holdForms(tx, agencyId)
    await refuseKeysInUse(tx, programmeId, agencyId)
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

/** A session of another programme may be made of the same items, and has to be over as well. */
async function refuseKeysInUse(tx: Tx, programmeId: string, agencyId: number): Promise<void> {
  const [other] = await tx.execute<{ programme: string; number: number; site: string }>(sql`
    with own as (
      select distinct v.item_id as id from exam_sessions s,
        jsonb_array_elements_text(s.content) as c(version) join exam_item_versions v on v.id = c.version::uuid
      where s.programme_id = ${programmeId} and s.agency_id = ${agencyId}
    )
    select p.name as programme, s.number, i.name as site
    from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
    where s.agency_id = ${agencyId} and s.programme_id <> ${programmeId} and s.state not in ('closed', 'void') and exists (
      select from jsonb_array_elements_text(s.content) as c(version)
        join exam_item_versions v on v.id = c.version::uuid join own on own.id = v.item_id)
    order by s.starts_at limit 1`)
  if (other) throw new Refusal('keys_in_use', other)
}

async function publishSession(tx: Tx, context: Context, id: string): Promise<void> {
  const data = await sessionData(tx, context, id)
  const sha256 = await storeFile(tx, Buffer.from(JSON.stringify(data)), 'application/json')
  await tx.execute(sql`
    insert into exam_session_files (session_id, agency_id, file_sha256)
    select id, agency_id, ${sha256} from exam_sessions where id = ${id}`)
}

async function sessionData(tx: Tx, context: Context, id: string): Promise<SessionData> {
  const { seal, keysSalt } = (await sealOf(tx, id)) ?? (await sealedNow(tx, context, id))
  const attempts = await tx.execute<Row>(sql`
    select r.receipt - '{session,proof,root,paper,content}'::text[] as sealed, f.code as formation, d.paper,
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
  const common = { session: id, seal, keysSalt, keys: await sealedKeys(tx, id, seal, keysSalt) }
  if (attempts.some(({ sealed }) => !('version' in sealed)))
    return { ...common, format: 'satya-exam-session-1', attempts: attempts.map(firstPublished) }
  return attempts.some(({ sealed }) => 'version' in sealed && sealed.version === 2)
    ? { ...common, format: 'satya-exam-session-2', attempts: attempts.map((row) => published(row, 2)) }
    : { ...common, format: 'satya-exam-session-3', attempts: attempts.map((row) => published(row, 3)) }
}

type Row = {
  sealed: VersionedRow | Omit<FirstPublishedAttempt, 'paper' | 'formation'>
  formation: string
  paper: Paper
  events: [item: number, option: string | null, at: number][]
}

type VersionedRow = Omit<PublishedAttempt, 'paper'> | Omit<SecondPublishedAttempt, 'paper'>

function published<Version extends 2 | 3>(
  { sealed, paper, events }: Row,
  version: Version,
): Version extends 3 ? PublishedAttempt : SecondPublishedAttempt
function published({ sealed, paper, events }: Row, version: 2 | 3): PublishedAttempt | SecondPublishedAttempt {
  if (!('version' in sealed) || sealed.version !== version)
    throw new Error('an attempt was sealed otherwise than the others')
  return { ...sealed, paper: publishedPaper(paper), events: withInstants(events) }
}

function firstPublished({ sealed, formation, paper, events }: Row): FirstPublishedAttempt {
  if ('version' in sealed) throw new Error('an attempt was sealed otherwise than the others')
  return { ...sealed, formation, paper: paper.map(({ place }) => place), events: withInstants(events) }
}

function withInstants(events: Row['events']): PublishedAttempt['events'] {
  return events.map(([item, option, at]) => [item, option, new Date(at).toISOString()])
}

type Seal = Pick<SessionData, 'seal' | 'keysSalt'>

async function sealOf(tx: Tx, id: string): Promise<Seal | undefined> {
  const [sealed] = await tx.execute<Seal>(sql`
    select seal, keys_salt as "keysSalt" from exam_sessions where id = ${id} and seal is not null`)
  return sealed
}

/** Of a session that was closed before seals were signed. */
async function sealedNow(tx: Tx, context: Context, id: string): Promise<Seal> {
  await signSeal(tx, context, id, await commitForm(tx, id))
  const sealed = await sealOf(tx, id)
  if (!sealed) throw new Error(`session ${id} has no seal`)
  return sealed
}

/** Items and keys as they were sealed: at first without what the items say. */
async function sealedKeys(tx: Tx, id: string, seal: SignedText, salt: string): Promise<FormKey[]> {
  const whole = await formWithTexts(tx, id, salt)
  const sealed: Sealed = JSON.parse(seal.statement)
  const first = whole.map(({ section, points }) => ({ section, points }))
  return keysHash(first, salt) === sealed.keysHash ? first : whole
}

/** The published data of a session, as the file that it is. Refuses with not_found. */
export async function sessionFile(id: string, now: Date): Promise<Buffer<ArrayBuffer>> {
  const [found] = await transact(visitorContext('exam-data', now), (tx) =>
    tx.execute<{ sha256: string }>(sql`
      select file_sha256 as sha256 from exam_session_files where session_id = ${id}`),
  )
  if (!found) throw new Refusal('not_found')
  return readStoredFile(found.sha256)
}
