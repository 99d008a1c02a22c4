import 'server-only'
import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examRooms, examSites } from '@/db/schema/cat-exam'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { roomInput, siteInput } from '@/lib/cat/site'
import { Refusal } from '@/lib/refusal'

export type SiteLine = {
  id: string
  name: string
  address: string
  zone: string
  rooms: number
  seats: number
  sessions: number
}

/** The sites of the actor's agencies, with what stands in them and how many sessions are still to be held there. */
export function listSites(context: Context): Promise<SiteLine[]> {
  return transact(context, (tx) =>
    tx.execute<SiteLine>(sql`
      select i.id, i.name, i.address, i.time_zone as zone,
        (select count(*)::int from exam_rooms where site_id = i.id) as rooms,
        (select coalesce(sum(seats), 0)::int from exam_rooms where site_id = i.id) as seats,
        (select count(*)::int from exam_sessions where site_id = i.id and state not in ('closed', 'void')) as sessions
      from exam_sites i where ${ofAgencies(context, sql`i.agency_id`)} order by i.name`),
  )
}

/** One site with its rooms as their forms show them, or undefined. */
export async function findSite(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [site] = await tx
      .select({ ...getTableColumns(examSites), version: mark(examSites) })
      .from(examSites)
      .where(and(eq(examSites.id, id), ofAgencies(context, examSites.agencyId)))
    if (!site) return undefined
    const rooms = await tx
      .select({ ...getTableColumns(examRooms), version: mark(examRooms) })
      .from(examRooms)
      .where(eq(examRooms.siteId, id))
      .orderBy(asc(examRooms.name))
    return { site, rooms }
  })
}

/**
 * Writes a new site or changes one. Refuses with not_found, stale, and on their fields cat.site_taken (the name) and
 * cat.site_in_use (the zone: cards already tell the hour of its sessions).
 */
export async function saveSite(context: Context, input: z.output<typeof siteInput>): Promise<string> {
  const { id, version, ...site } = input
  return transact(context, async (tx) => {
    const before = id === null ? undefined : await lockSite(tx, context, id)
    if (before && before.version !== version) throw new Refusal('stale')
    const agencyId = before?.agencyId ?? context.actor.agencyId
    const same = and(eq(examSites.agencyId, agencyId), eq(examSites.name, site.name))
    if ((await tx.$count(examSites, id === null ? same : and(same, ne(examSites.id, id)))) > 0)
      throw Refusal.onField('name', 'cat.site_taken')
    if (before && before.timeZone !== site.timeZone) await refusePlannedSessions(tx, before.id)

    const [after] = before
      ? await tx.update(examSites).set(site).where(eq(examSites.id, before.id)).returning()
      : await tx
          .insert(examSites)
          .values({ ...site, agencyId })
          .returning()
    if (!after) throw new Error('the site was not stored')
    await recordAudit(tx, context, 'exam.save_site', before ?? null, after, { agencyId, subjectId: after.id })
    return after.id
  })
}

/**
 * Writes a new room or changes one. Refuses with not_found, stale, and on their fields cat.room_taken (the name),
 * cat.room_occupied (a seat that somebody was given in a session that is not closed) and cat.room_assigned (fewer seats
 * than candidates such a session has).
 */
export async function saveRoom(context: Context, input: z.output<typeof roomInput>): Promise<void> {
  const { id, siteId, version, name, rows, seatsPerRow } = input
  const room = { name, seats: rows * seatsPerRow, seatsPerRow }
  await transact(context, async (tx) => {
    const { agencyId } = await lockSite(tx, context, siteId)
    const before = id === null ? undefined : await findRoom(tx, siteId, id)
    if (before && before.version !== version) throw new Refusal('stale')
    const same = and(eq(examRooms.siteId, siteId), eq(examRooms.name, name))
    if ((await tx.$count(examRooms, id === null ? same : and(same, ne(examRooms.id, id)))) > 0)
      throw Refusal.onField('name', 'cat.room_taken')
    if (before && before.seats > room.seats) {
      await refuseTakenSeats(tx, before.id, room.seats)
      await refuseTooFewSeats(tx, before, room.seats)
    }

    const [after] = before
      ? await tx.update(examRooms).set(room).where(eq(examRooms.id, before.id)).returning()
      : await tx
          .insert(examRooms)
          .values({ ...room, siteId, agencyId })
          .returning()
    if (!after) throw new Error('the room was not stored')
    await recordAudit(tx, context, 'exam.save_room', before ?? null, after, { agencyId, subjectId: after.id })
  })
}

function mark(table: typeof examSites | typeof examRooms) {
  return sql<string>`${table}.xmin::text`
}

async function lockSite(tx: Tx, context: Context, id: string) {
  const [found] = await tx
    .select({ ...getTableColumns(examSites), version: mark(examSites) })
    .from(examSites)
    .where(and(eq(examSites.id, id), ofAgencies(context, examSites.agencyId)))
    .for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

async function findRoom(tx: Tx, siteId: string, id: string) {
  const [found] = await tx
    .select({ ...getTableColumns(examRooms), version: mark(examRooms) })
    .from(examRooms)
    .where(and(eq(examRooms.id, id), eq(examRooms.siteId, siteId)))
    .for('update') // whoever gives its seats holds it
  if (!found) throw new Refusal('not_found')
  return found
}

async function refusePlannedSessions(tx: Tx, siteId: string): Promise<void> {
  const rows = await tx.execute(sql`
    select from exam_sessions where site_id = ${siteId} and state not in ('closed', 'void') limit 1`)
  if (rows.length > 0) throw Refusal.onField('timeZone', 'cat.site_in_use')
}

async function refuseTakenSeats(tx: Tx, roomId: string, seats: number): Promise<void> {
  const rows = await tx.execute(sql`
    select from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.room_id = ${roomId} and a.seat > ${seats} and s.state not in ('closed', 'void') limit 1`)
  if (rows.length > 0) throw Refusal.onField('rows', 'cat.room_occupied')
}

async function refuseTooFewSeats(tx: Tx, room: { id: string; seats: number }, seats: number): Promise<void> {
  const [full] = await tx.execute<{ number: number; seats: number; assigned: number }>(sql`
    select number, (left_seats)::int as seats, assigned from (
      select s.number, s.starts_at, (select count(*)::int from exam_attempts where session_id = s.id) as assigned,
        (select sum(r.seats) - ${room.seats - seats} from exam_session_rooms y join exam_rooms r on r.id = y.room_id
          where y.session_id = s.id) as left_seats
      from exam_sessions s join exam_session_rooms x on x.session_id = s.id
      where x.room_id = ${room.id} and s.state not in ('closed', 'void')
    ) t where assigned > left_seats order by starts_at limit 1`)
  if (full) throw Refusal.onField('rows', 'cat.room_assigned', full)
}
