import 'server-only'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { visitorContext } from '@/lib/auth/actor'
import type { Board, BoardLine } from '@/lib/cat/board'
import { gradeOf } from '@/lib/cat/passing-grade.server'
import { type ProgrammeSection, totalOf } from '@/lib/cat/programme'
import { rank } from '@/lib/cat/ranking'
import { type Finding, Refusal } from '@/lib/refusal'

/** How old a snapshot may be. Everybody who looks meanwhile gets the same one. */
const SNAPSHOT_MS = 3_000

/** Whoever looks at a board asks again within this time. */
const WATCHED_MS = 10_000

/** A board at which nobody has looked for so long is forgotten, unless it is final. */
const IDLE_MS = 60_000

/** Boards that this process remembers; the longest unused are forgotten first. */
const MOST_BOARDS = 100

/** A board as it goes over the wire, written and packed once for a crowd. */
export type BoardSnapshot = { json: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> }

type Taken = BoardSnapshot & {
  /** Of a session that is closed: how many of it were disqualified. As long as that is so, the board stays as it is. */
  finalWith: number | null
}
type Kept = { at: number; askedAt: number; taken: Promise<Taken>; isFinal: boolean }

const boards = new Map<string, Kept>()
const packed = promisify(gzip)

/** The board of a session, or of one room of it. */
export type BoardRef = { sessionId: string; roomId: string | null }

const keyOf = ({ sessionId, roomId }: BoardRef) => `${sessionId} ${roomId ?? ''}`

/** Whether somebody looks at this board just now: then one more costs nothing. */
export function isWatched(ref: BoardRef, now: Date): boolean {
  const known = boards.get(keyOf(ref))
  return known !== undefined && now.getTime() - known.askedAt < WATCHED_MS
}

/** The live board, as it was in the last seconds. Refuses with not_found, also when it is switched off. */
export function boardSnapshot(ref: BoardRef, now: Date): Promise<BoardSnapshot> {
  const at = now.getTime()
  const key = keyOf(ref)
  const known = boards.get(key)
  boards.delete(key) // it moves to the end: the first one was asked for the longest time ago
  forgetIdle(at)
  if (known && at - known.at < SNAPSHOT_MS) {
    boards.set(key, { ...known, askedAt: at })
    return known.taken
  }
  const taken = known?.isFinal ? stillFinal(known.taken, ref, now) : takeSnapshot(ref, now)
  boards.set(key, { at, askedAt: at, taken, isFinal: known?.isFinal ?? false })
  taken.then(
    ({ finalWith }) => settle(key, taken, finalWith !== null),
    () => boards.get(key)?.taken === taken && boards.delete(key),
  )
  return taken
}

function settle(key: string, taken: Promise<Taken>, isFinal: boolean): void {
  const kept = boards.get(key)
  if (kept?.taken === taken) kept.isFinal = isFinal
}

/** How many boards are remembered. */
export function boardsKept(): number {
  return boards.size
}

function forgetIdle(at: number): void {
  for (const [key, { askedAt, isFinal }] of boards) {
    const isIdle = !isFinal && at - askedAt > IDLE_MS
    if (isIdle || boards.size >= MOST_BOARDS) boards.delete(key)
  }
}

async function takeSnapshot(ref: BoardRef, now: Date): Promise<Taken> {
  const { board, disqualified } = await readBoard(ref, now)
  const json = Buffer.from(JSON.stringify(board))
  return { json, gzip: Buffer.from(await packed(json, { level: 4 })), finalWith: board.isFinal ? disqualified : null }
}

/** The board of a closed session as it was taken, for it changes no more but by a disqualification. */
async function stillFinal(before: Promise<Taken>, ref: BoardRef, now: Date): Promise<Taken> {
  const taken = await before
  const [found] = await transact(visitorContext('exam-board', now), (tx) =>
    tx.execute<{ disqualified: number }>(sql`
      select (select count(*)::int from exam_attempts a where ${isOn(ref)} and a.state = 'disqualified') as disqualified
      from exam_sessions where id = ${ref.sessionId} and is_board_shown and state = 'closed'`),
  )
  if (!found) throw new Refusal('not_found')
  return found.disqualified === taken.finalWith ? taken : takeSnapshot(ref, now)
}

function isOn({ sessionId, roomId }: BoardRef): SQL {
  return sql`(a.session_id = ${sessionId} and (${roomId}::uuid is null or a.room_id = ${roomId}))`
}

type Session = {
  number: number
  site: string
  zone: string
  startsAt: string
  sections: ProgrammeSection[]
  tieBreak: string[] | null
  boardShows: string
  minimums: Record<string, number>[]
  state: string
  cancelled: string | null
  rooms: { id: string; name: string }[]
}

type Row = {
  number: string
  name: string
  state: string
  scores: Record<string, number> | null
  isAboveGrade: boolean | null
  findings: Finding[] | null
  answered: number
  deadline: string | null
}

/** No key is read for it: those who have ended are scored already, of the others it counts the answers. */
async function readBoard(ref: BoardRef, now: Date): Promise<{ board: Board; disqualified: number }> {
  const { sessionId, roomId } = ref
  return transact(visitorContext('exam-board', now), async (tx) => {
    const [session] = await tx.execute<Session>(sql`
      select s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", p.sections, s.state, s.void_reason as cancelled,
        p.ranking -> 'tieBreak' as "tieBreak", p.board_shows as "boardShows",
        (select coalesce(jsonb_agg(distinct (${gradeOf(sql`p.id`, sql`f`, sql`g.minimum_by_section`)})), '[]')
          from exam_attempts a join exam_candidates c on c.id = a.candidate_id
          join exam_formations f on f.id = c.formation_id where a.session_id = s.id) as minimums,
        (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name), '[]')
          from exam_session_rooms q join exam_rooms r on r.id = q.room_id where q.session_id = s.id) as rooms
      from exam_sessions s join exam_sites i on i.id = s.site_id join exam_programmes p on p.id = s.programme_id
      where s.id = ${sessionId} and s.is_board_shown and s.state in ('released', 'closed', 'void')`)
    const room = session?.rooms.find(({ id }) => id === roomId) ?? null
    if (!session || (roomId && !room)) throw new Refusal('not_found')
    const rows = await tx.execute<Row>(sql`
      with latest as (
        select distinct on (e.attempt_id, e.item) e.attempt_id, e.option from exam_answer_events e
        join exam_attempts a on a.id = e.attempt_id
        where ${isOn(ref)} and a.state in ('running', 'paused') order by e.attempt_id, e.item, e.seq desc
      ), answered as (
        select attempt_id, count(option)::int as items from latest group by 1
      )
      select c.number, c.name, a.state, o.is_above_grade as "isAboveGrade", o.scores, o.findings,
        coalesce(w.items, 0) as answered, case a.state when 'running' then
          a.started_at + make_interval(secs => a.allowed_seconds + a.paused_seconds) end as deadline
      from exam_attempts a join exam_candidates c on c.id = a.candidate_id
      left join exam_scores o on o.attempt_id = a.id
      left join answered w on w.attempt_id = a.id
      where ${isOn(ref)}`)
    const shown = rows.filter(({ state }) => ['running', 'paused', 'finished'].includes(state))
    const codes = session.sections.map(({ code }) => code)
    const [minimum, ...others] = session.minimums
    const board: Board = {
      number: session.number,
      site: session.site,
      zone: session.zone,
      startsAt: new Date(session.startsAt).toISOString(),
      sections: codes.map((code) => ({ code })),
      minimum: (others.length === 0 && minimum) || {},
      room,
      rooms: session.rooms,
      items: session.sections.reduce((sum, { itemCount }) => sum + itemCount, 0),
      isFinal: session.state === 'closed',
      cancelled: session.cancelled,
      present: rows.filter(({ state }) => state !== 'scheduled' && state !== 'absent').length,
      finished: rows.filter(({ state }) => state === 'finished').length,
      working: rows.filter(({ state }) => state === 'running' || state === 'paused').length,
      absent: rows.filter(({ state }) => state === 'scheduled' || state === 'absent').length,
      endsAt: session.state === 'released' ? lastOf(rows.map(({ deadline }) => deadline)) : null,
      lines: inOrder(
        shown.map((row) => lineOf(row, codes, session.boardShows === 'initials')),
        session.tieBreak ?? [...codes].reverse(),
      ),
      at: now.toISOString(),
    }
    return { board, disqualified: rows.filter(({ state }) => state === 'disqualified').length }
  })
}

function lastOf(instants: (string | null)[]): string | null {
  const known = instants.flatMap((each) => (each === null ? [] : [+new Date(each)]))
  return known.length === 0 ? null : new Date(Math.max(...known)).toISOString()
}

function lineOf(row: Row, codes: readonly string[], hasInitials: boolean): BoardLine {
  const { number, name, state, isAboveGrade, findings, answered } = row
  const scores = row.scores && Object.fromEntries(codes.map((code) => [code, row.scores?.[code] ?? 0]))
  const unmet = (findings ?? []).filter(({ met }) => !met)
  return {
    number,
    initials: hasInitials ? initialsOf(name) : null,
    scores,
    total: scores && totalOf(scores),
    answered,
    state: state as BoardLine['state'],
    place: null,
    isBelow: isAboveGrade === false,
    lowSections: codes.filter((code) => unmet.some(({ facts }) => facts.section === code)),
  }
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => `${word[0]?.toUpperCase() ?? ''}.`)
    .join(' ')
}

/** Who has ended by the order of the results; those who work follow by how far they are. */
function inOrder(lines: readonly BoardLine[], tieBreak: readonly string[]): BoardLine[] {
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  const ended = lines.flatMap(({ number, scores, isBelow }) =>
    scores ? [{ id: number, scores, isAboveGrade: !isBelow }] : [],
  )
  const ranked = rank(ended, { tieBreak }).flatMap(({ id, place }) => {
    const line = byNumber.get(id)
    return line ? [{ ...line, place }] : []
  })
  const working = lines
    .filter(({ scores }) => !scores)
    .sort((a, b) => b.answered - a.answered || a.number.localeCompare(b.number))
  return [...ranked, ...working]
}
