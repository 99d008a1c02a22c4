import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Sealed } from '@/lib/cat/disclosure'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { type Incident, incidentRows } from '@/lib/cat/incidents.server'
import { type MinutesEvent, minutesEvents, printable } from '@/lib/cat/minutes'
import { civilDateIn } from '@/lib/civil-date'
import { issueDocument, previewDocument } from '@/lib/documents/issue.server'
import type { TemplateData } from '@/lib/documents/templates'
import type { Printed } from '@/lib/documents/worker'
import { formatInstant, formatTime, zoneFrom } from '@/lib/format'
import { Refusal } from '@/lib/refusal'

type Minutes = TemplateData<'exam-minutes-1'>

type Row = {
  agencyId: number
  state: string
  minutesCode: string | null
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
 * The signed minutes of a closed session, by the supervisor; once. Refuses with not_found, wrong_state, or as
 * `issueDocument` does.
 */
export function signMinutes(context: Context, sessionId: string): Promise<{ code: string }> {
  return transact(context, async (tx) => {
    const { row, data, agency } = await minutesOf(tx, context, sessionId)
    if (row.minutesCode) throw new Refusal('wrong_state', { state: 'signed', event: 'sign_minutes' })
    const { actor } = context
    const issued = await issueDocument(tx, context, {
      template: 'exam-minutes-1',
      data,
      agencyId: row.agencyId,
      issuedByAgencyId: row.agencyId,
      employeeId: null,
      holderName: null,
      issuingOffice: agency,
      signatoryTitle: 'Pengawas Ujian',
      official: { id: actor.accountId ?? actor.name, name: actor.name, organisation: agency },
    })
    await tx.execute(sql`update exam_sessions set minutes_code = ${issued.code} where id = ${sessionId}`)
    const place = { agencyId: row.agencyId, subjectId: sessionId }
    await recordAudit(tx, context, 'exam.sign_minutes', null, { code: issued.code, number: issued.number }, place)
    return { code: issued.code }
  })
}

/** The same as it would be signed now, with the watermark DRAF. */
export async function previewMinutes(context: Context, sessionId: string): Promise<Printed> {
  const { data } = await transact(context, (tx) => minutesOf(tx, context, sessionId))
  return previewDocument('exam-minutes-1', data, context.now)
}

async function minutesOf(tx: Tx, context: Context, id: string): Promise<{ row: Row; data: Minutes; agency: string }> {
  const [row] = await tx.execute<Row>(sql`
    select s.agency_id as "agencyId", s.state, s.minutes_code as "minutesCode", p.name as programme, p.code, s.number,
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
  const { releasedAt, closedAt } = row
  if (row.state !== 'closed' || !closedAt || !releasedAt)
    throw new Refusal('wrong_state', { state: row.state, event: 'sign_minutes' })
  const [agency] = await tx.select().from(agencies).where(eq(agencies.id, row.agencyId))
  if (!agency) throw new Error('a session without an agency')

  const zone = zoneFrom(row.zone)
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
  }
  return { row, data, agency: agency.name }
}

async function eventsOf(tx: Tx, id: string): Promise<MinutesEvent[]> {
  const rows = await tx.execute<Incident>(sql`
    select * from (${incidentRows(id)}) i order by "recordedAt", kind, people #>> '{0,number}'`)
  return rows.map(({ kind, reason, seconds, count, people, recordedName, decidedName, recordedAt }) => ({
    kind,
    reason,
    seconds,
    count,
    numbers: people.map(({ number }) => number),
    by: recordedName,
    decidedBy: decidedName,
    at: new Date(recordedAt),
  }))
}
