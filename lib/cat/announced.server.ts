import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import type { AnnouncedFormation, AnnouncedProgramme, FinalLine, Stage } from '@/lib/cat/announcement'
import type { Settlement } from '@/lib/cat/settlement'
import { Refusal } from '@/lib/refusal'

/** How many lines a page of the public announcement has. */
export const ANNOUNCED_PER_PAGE = 50

export type AnnouncementHead = {
  id: string
  agency: string
  agencyCode: string
  stage: Stage
  version: number
  reason: string | null
  programme: AnnouncedProgramme
  formations: Omit<AnnouncedFormation, 'lines'>[]
  objectionsUntil: string | null // null: the result after the objections, to which nobody objects
  settlement: Settlement | null // what that result says of them
  publishedAt: Date
  latestId: string // of the newest version of the same stage
  sessions: string[] // whose data may be loaded
  cancelled: CancelledSession[] // before it was published
}

/** A session that was planned and does not count; `answered`: candidates who had answered when it was cancelled. */
export type CancelledSession = {
  number: number
  site: string
  zone: string
  startsAt: string
  cancelledAt: string
  reason: string
  answered: number
}

export type AnnouncedPage = AnnouncementHead & {
  formation: string | null
  lines: (FinalLine & { formation: string })[]
  total: number
}

const HEAD = sql`
  a.id, g.name as agency, g.code as "agencyCode", a.stage, a.version, a.reason, a.programme, a.formations,
  a.objections_until as "objectionsUntil", a.settlement, a.published_at as "publishedAt", (select id from exam_announcements n where n.programme_id = a.programme_id
    and n.agency_id = a.agency_id and n.stage = a.stage order by version desc limit 1) as "latestId",
  (select coalesce(jsonb_agg(f.session_id order by s.starts_at), '[]') from exam_session_files f
    join exam_sessions s on s.id = f.session_id
    where s.programme_id = a.programme_id and s.agency_id = a.agency_id) as sessions,
  (select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'site', i.name, 'zone', i.time_zone,
      'startsAt', s.starts_at, 'cancelledAt', s.voided_at, 'reason', s.void_reason, 'answered', (
        select count(*) from exam_attempts t where t.session_id = s.id and t.state = 'void' and t.event_count > 0))
      order by s.number), '[]')
    from exam_sessions s join exam_sites i on i.id = s.site_id
    where s.programme_id = a.programme_id and s.agency_id = a.agency_id and s.voided_at <= a.published_at) as cancelled`

/**
 * One page of an announcement, for everybody: of one formation or of all, or the line of one number. Refuses with
 * not_found.
 */
export function announcedPage(
  id: string,
  { formation, number, page }: { formation: string | null; number: string | null; page: number },
  now: Date,
): Promise<AnnouncedPage> {
  return transact(visitorContext('announcement', now), async (tx) => {
    const head = await headOf(tx, id)
    const known = head.formations.some(({ code }) => code === formation) ? formation : null
    const wanted = sql`announcement_id = ${id} ${known ? sql`and formation = ${known}` : sql``}
      ${number ? sql`and number = ${number}` : sql``}`
    const [count] = await tx.execute<{ total: number }>(sql`
      select count(*)::int as total from exam_announcement_lines where ${wanted}`)
    const rows = await tx.execute<{ formation: string; number: string; line: Omit<FinalLine, 'number'> }>(sql`
      select formation, number, line from exam_announcement_lines where ${wanted}
      order by position limit ${ANNOUNCED_PER_PAGE} offset ${(page - 1) * ANNOUNCED_PER_PAGE}`)
    const lines = rows.map(({ line, ...row }) => ({ ...row, ...line }))
    return { ...head, formation: known, lines, total: count?.total ?? 0 }
  })
}

/** The whole announcement as the file that scripts/verify-exam reads. Refuses with not_found. */
export function announcedFile(id: string, now: Date) {
  return transact(visitorContext('announcement', now), async (tx) => {
    const { formations, latestId: _, sessions: __, ...head } = await headOf(tx, id)
    const rows = await tx.execute<{ formation: string; number: string; line: Omit<FinalLine, 'number'> }>(sql`
      select formation, number, line from exam_announcement_lines where announcement_id = ${id} order by position`)
    const of = (code: string) =>
      rows.filter(({ formation }) => formation === code).map(({ number, line }) => ({ number, ...line }))
    return {
      format: 'satya-exam-announcement-1',
      ...head,
      formations: formations.map((formation) => ({ ...formation, lines: of(formation.code) })),
    }
  })
}

async function headOf(tx: Tx, id: string): Promise<AnnouncementHead> {
  const [head] = await tx.execute<AnnouncementHead>(sql`
    select ${HEAD} from exam_announcements a join agencies g on g.id = a.agency_id where a.id = ${id}`)
  if (!head) throw new Refusal('not_found')
  return { ...head, publishedAt: new Date(head.publishedAt) }
}

/** Every newest announcement, the latest first, for the public list. */
export async function listAnnounced(now: Date): Promise<AnnouncementHead[]> {
  const rows = await transact(visitorContext('announcement', now), (tx) =>
    tx.execute<AnnouncementHead>(sql`
      select ${HEAD} from exam_announcements a join agencies g on g.id = a.agency_id
      where not exists (select from exam_announcements n where n.programme_id = a.programme_id
        and n.agency_id = a.agency_id and n.stage = a.stage and n.version > a.version)
      order by a.published_at desc limit 100`),
  )
  return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }))
}

/** The announcements of the actor's agency in one programme, the newest first. */
export async function announcementsOf(context: Context, programmeId: string) {
  const rows = await transact(context, (tx) =>
    tx.execute<{ id: string; stage: Stage; version: number; reason: string | null; publishedAt: Date; by: string }>(sql`
      select id, stage, version, reason, published_at as "publishedAt", published_name as by from exam_announcements
      where programme_id = ${programmeId} and agency_id = ${context.actor.agencyId} order by published_at desc`),
  )
  return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }))
}
