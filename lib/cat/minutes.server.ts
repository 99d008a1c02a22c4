import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isAllowed, rolesWith } from '@/lib/auth/permissions'
import { listHolders } from '@/lib/auth/role-holders.server'
import type { Sealed } from '@/lib/cat/disclosure'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { type Incident, incidentRows } from '@/lib/cat/incidents.server'
import { type HalfSignedMinutes, type MinutesEvent, minutesEvents, printable } from '@/lib/cat/minutes'
import type { signedMinutes } from '@/lib/cat/session'
import { civilDateIn } from '@/lib/civil-date'
import { previewDocument } from '@/lib/documents/issue.server'
import type { TemplateData } from '@/lib/documents/templates'
import { signFirst, signSecond } from '@/lib/documents/two-signatures.server'
import type { Printed } from '@/lib/documents/worker'
import { formatInstant, formatTime } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import { siteZone } from '@/lib/zones-abroad'

type Minutes = TemplateData<'exam-minutes-2'>

type Row = {
  agencyId: number
  state: string
  minutesCode: string | null
  minutesDraft: HalfSignedMinutes | null
  programme: string
  code: string
  number: number
  site: string
  address: string
  zone: string
  startsAt: Date
  releasedAt: Date | null
  closedAt: Date | null
  root: string | null
  statement: string | null
  rooms: Minutes['exam']['rooms']
  counts: Minutes['counts']
  absent: string[]
}

/**
 * The minutes of a closed session, signed by the supervisor and handed to a witness of the agency: nothing is published
 * yet, and until the witness has signed the supervisor may sign anew. Refuses with not_found, wrong_state, no_such_witness,
 * computers_too_few where fewer were ready than people worked, or as `issueDocument` does.
 *
 * Source: Peraturan BKN 5/2024, Lampiran I (signatories of both sides, number of computers and of those present).
 */
export async function signMinutes(
  context: Context,
  { id, computers, witnessId }: Pick<z.output<typeof signedMinutes>, 'id' | 'computers' | 'witnessId'>,
): Promise<void> {
  const { actor } = context
  const witness = (await listWitnesses(context, id)).find(({ accountId }) => accountId === witnessId)
  if (!witness) throw new Refusal('no_such_witness')
  await transact(context, async (tx) => {
    const { row, data, agency } = await minutesOf(tx, context, id)
    if (row.minutesCode) throw new Refusal('wrong_state', { state: 'signed', event: 'sign_minutes' })
    if (computers < row.counts.present) throw new Refusal('computers_too_few', { present: row.counts.present })
    const half = await signFirst(tx, context, {
      template: 'exam-minutes-2',
      data: { ...data, computers, witness: witnessBlock(witness.name) },
      agencyId: row.agencyId,
      issuedByAgencyId: row.agencyId,
      employeeId: null,
      holderName: null,
      issuingOffice: agency,
      signatoryTitle: 'Pengawas Ujian',
      official: { id: actor.accountId ?? actor.name, name: actor.name, organisation: agency },
    })
    const draft = { ...half, witness } satisfies HalfSignedMinutes
    await tx.execute(sql`update exam_sessions set minutes_draft = ${JSON.stringify(draft)}::jsonb where id = ${id}`)
    const place = { agencyId: row.agencyId, subjectId: id }
    await recordAudit(tx, context, 'exam.sign_minutes', null, { number: half.letter.number, computers, witness }, place)
  })
}

/**
 * Signs the minutes as the witness whom the supervisor named; with that they are published. Refuses with not_found,
 * wrong_state, not_the_witness.
 */
export function witnessMinutes(context: Context, id: string): Promise<{ code: string }> {
  return transact(context, async (tx) => {
    const row = await lockMinutes(tx, context, id)
    const draft = row.minutesDraft
    if (!draft) throw new Refusal('wrong_state', { state: row.state, event: 'witness_minutes' })
    const { accountId, name } = draft.witness
    if (accountId !== context.actor.accountId) throw new Refusal('not_the_witness', { name })
    const { official } = draft.request
    const { code, number } = await signSecond(tx, context, draft, { ...official, id: accountId, name })
    await tx.execute(sql`update exam_sessions set minutes_code = ${code}, minutes_draft = null where id = ${id}`)
    const place = { agencyId: row.agencyId, subjectId: id }
    await recordAudit(tx, context, 'exam.witness_minutes', null, { code, number }, place)
    return { code }
  })
}

/** Who may witness for the agency of a session: its committee, other than who signs as the supervisor. Refuses with not_found. */
export async function listWitnesses(context: Context, id: string): Promise<{ accountId: string; name: string }[]> {
  const { actor, now } = context
  const { agencyId } = await transact(context, (tx) => lockMinutes(tx, context, id))
  const holders = await listHolders(agencyId, rolesWith('exam.witness_minutes'), now)
  return holders
    .filter(({ accountId }) => accountId !== actor.accountId)
    .map(({ accountId, name }) => ({ accountId, name }))
}

/**
 * What the supervisor has signed, or would sign now, with the watermark DRAF. Refuses with forbidden whoever may not sign
 * while nothing is signed: it would print their name.
 */
export async function previewMinutes(context: Context, sessionId: string): Promise<Printed> {
  const data = await transact(context, async (tx) => {
    const { minutesDraft } = await lockMinutes(tx, context, sessionId)
    if (minutesDraft) return minutesDraft.request.data
    const { data: unsigned } = await minutesOf(tx, context, sessionId)
    if (!isAllowed(context.actor.role, 'exam.sign_minutes')) throw new Refusal('forbidden')
    return unsigned
  })
  return previewDocument('exam-minutes-2', data, context.now)
}

function witnessBlock(name: string): Minutes['witness'] {
  return { capacity: ['Saksi dari instansi,'], name, rank: null, nip: null }
}

async function lockMinutes(tx: Tx, context: Context, id: string): Promise<Row> {
  const [row] = await tx.execute<Row>(sql`
    select s.agency_id as "agencyId", s.state, s.minutes_code as "minutesCode",
      s.minutes_draft as "minutesDraft", p.name as programme, p.code, s.number,
      i.name as site, i.address, i.time_zone as zone, s.starts_at as "startsAt", s.released_at as "releasedAt",
      s.closed_at as "closedAt", s.root, s.seal ->> 'statement' as statement,
      (select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'seats', r.seats) order by r.name), '[]')
        from exam_session_rooms x join exam_rooms r on r.id = x.room_id where x.session_id = s.id) as rooms,
      (select jsonb_build_object('scheduled', count(*), 'present', count(*) filter (where state <> 'absent'),
          'finished', count(*) filter (where state = 'finished'),
          'byTime', count(*) filter (where state = 'finished' and finished_by = 'time'),
          'disqualified', count(*) filter (where state = 'disqualified'))
        from exam_attempts where session_id = s.id) as counts,
      (select coalesce(jsonb_agg(c.number order by c.number), '[]') from exam_attempts a
        join exam_candidates c on c.id = a.candidate_id where a.session_id = s.id and a.state = 'absent') as absent
    from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
    where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)} for update of s`)
  if (!row) throw new Refusal('not_found')
  return row
}

async function minutesOf(tx: Tx, context: Context, id: string): Promise<{ row: Row; data: Minutes; agency: string }> {
  const row = await lockMinutes(tx, context, id)
  const { releasedAt, closedAt } = row
  if (row.state !== 'closed' || !closedAt || !releasedAt)
    throw new Refusal('wrong_state', { state: row.state, event: 'sign_minutes' })
  const [agency] = await tx.select().from(agencies).where(eq(agencies.id, row.agencyId))
  if (!agency) throw new Error('a session without an agency')

  const zone = siteZone(row.zone)
  const instant = (at: Date) => formatInstant(new Date(at), 'id', zone)
  const sealed: Sealed | null = row.statement ? JSON.parse(row.statement) : null
  const data: Minutes = {
    letterhead: { kind: 'office', parent: null, office: agency.name, address: agency.address, logo: agency.logo },
    signatory: { capacity: ['Pengawas Ujian,'], name: context.actor.name, rank: null, nip: null },
    number: `BA/${row.code}/S${row.number}/${id.slice(0, 8).toUpperCase()}`,
    date: civilDateIn(zone, new Date(closedAt)),
    place: printable(row.site),
    copies: [],
    exam: {
      programme: row.programme,
      session: row.number,
      site: printable(row.site),
      address: printable(row.address),
      rooms: row.rooms,
      plannedFor: instant(row.startsAt),
      releasedAt: instant(releasedAt),
      closedAt: instant(closedAt),
    },
    counts: row.counts,
    absent: row.absent,
    events: minutesEvents(await eventsOf(tx, id), (at) => formatTime(at, 'id', zone)),
    root: row.root,
    keysHash: sealed?.keysHash ?? null,
    witness: witnessBlock('-'),
    computers: null,
  }
  return { row, data, agency: agency.name }
}

async function eventsOf(tx: Tx, id: string): Promise<MinutesEvent[]> {
  const rows = await tx.execute<Incident>(sql`
    select * from (${incidentRows(id)}) i order by "recordedAt", kind, people #>> '{0,number}'`)
  return rows.map(
    ({ kind, reason, seconds, count, people, recordedName, decidedName, declinedName, declineReason, recordedAt }) => ({
      kind,
      reason,
      seconds,
      count,
      numbers: people.map(({ number }) => number),
      by: recordedName,
      decidedBy: decidedName,
      declinedBy: declinedName,
      declineReason,
      at: new Date(recordedAt),
    }),
  )
}
