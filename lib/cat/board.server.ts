import 'server-only'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import type { Board, BoardLine } from '@/lib/cat/board'
import { Refusal } from '@/lib/refusal'

/** How old a snapshot may be. Everybody who looks meanwhile gets the same one. */
const SNAPSHOT_MS = 3_000

/** A board as it goes over the wire, written and packed once for a crowd. */
export type BoardSnapshot = { json: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> }

const snapshots = new Map<string, { at: number; snapshot: Promise<BoardSnapshot> }>()
const packed = promisify(gzip)

/** Whether somebody looks at this board already: then one more costs nothing. */
export function isWatched(sessionId: string): boolean {
  return snapshots.has(sessionId)
}

/** The live board, as it was in the last seconds. Refuses with not_found, also when it is switched off. */
export function boardSnapshot(sessionId: string, now: Date): Promise<BoardSnapshot> {
  const known = snapshots.get(sessionId)
  if (known && now.getTime() - known.at < SNAPSHOT_MS) return known.snapshot
  const snapshot = takeSnapshot(sessionId, now)
  snapshots.set(sessionId, { at: now.getTime(), snapshot })
  snapshot.catch(() => snapshots.delete(sessionId))
  return snapshot
}

async function takeSnapshot(sessionId: string, now: Date): Promise<BoardSnapshot> {
  const json = Buffer.from(JSON.stringify(await readBoard(sessionId, now)))
  return { json, gzip: Buffer.from(await packed(json, { level: 4 })) }
}

type Row = {
  number: string
  name: string
  state: string
  scores: Record<string, number> | null
  isAboveGrade: boolean | null
  answered: number
}

/** No key is read for it: those who have ended are scored already, of the others it counts the answers. */
async function readBoard(sessionId: string, now: Date): Promise<Board> {
  return transact(systemContext('exam-board', now), async (tx) => {
    const [session] = await tx.execute<{
      number: number
      site: string
      zone: string
      startsAt: string
      sections: { code: string; itemCount: number }[]
      minimum: Record<string, number> | null
      state: string
    }>(sql`
      select s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", p.sections, s.state,
        (select minimum_by_section from exam_passing_grades
          where programme_id = p.id and formation_kind = 'umum' and job_group = '') as minimum
      from exam_sessions s join exam_sites i on i.id = s.site_id join exam_programmes p on p.id = s.programme_id
      where s.id = ${sessionId} and s.is_board_shown and s.state in ('released', 'closed')`)
    if (!session) throw new Refusal('not_found')
    const rows = await tx.execute<Row>(sql`
      with latest as (
        select distinct on (e.attempt_id, e.item) e.attempt_id, e.option from exam_answer_events e
        join exam_attempts a on a.id = e.attempt_id
        where a.session_id = ${sessionId} and a.state in ('running', 'paused') order by e.attempt_id, e.item, e.seq desc
      ), answered as (
        select attempt_id, count(option)::int as items from latest group by 1
      )
      select c.number, c.name, a.state, o.is_above_grade as "isAboveGrade", o.scores,
        coalesce(w.items, 0) as answered
      from exam_attempts a join exam_candidates c on c.id = a.candidate_id
      left join exam_scores o on o.attempt_id = a.id
      left join answered w on w.attempt_id = a.id
      where a.session_id = ${sessionId}`)
    const shown = rows.filter(({ state }) => ['running', 'paused', 'finished'].includes(state))
    const codes = session.sections.map(({ code }) => code)
    const lines = shown.map((row) => lineOf(row, codes)).sort(byRank(codes))
    return {
      number: session.number,
      site: session.site,
      zone: session.zone,
      startsAt: new Date(session.startsAt).toISOString(),
      sections: session.sections.map(({ code }) => ({ code })),
      minimum: session.minimum ?? {},
      items: session.sections.reduce((sum, { itemCount }) => sum + itemCount, 0),
      isFinal: session.state === 'closed',
      present: rows.filter(({ state }) => state !== 'scheduled' && state !== 'absent').length,
      finished: rows.filter(({ state }) => state === 'finished').length,
      working: rows.filter(({ state }) => state === 'running' || state === 'paused').length,
      absent: rows.filter(({ state }) => state === 'scheduled' || state === 'absent').length,
      lines,
      at: now.toISOString(),
    }
  })
}

function lineOf({ number, name, state, scores, isAboveGrade, answered }: Row, codes: readonly string[]): BoardLine {
  const all = scores && Object.fromEntries(codes.map((code) => [code, scores[code] ?? 0]))
  return {
    number,
    initials: name
      .split(/\s+/)
      .map((word) => `${word[0]?.toUpperCase() ?? ''}.`)
      .join(' '),
    scores: all,
    total: all && Object.values(all).reduce((sum, score) => sum + score, 0),
    answered,
    state: state as BoardLine['state'],
    isBelow: isAboveGrade === false,
  }
}

/** Total, then the last section first: TKP, TIU, TWK. Those who work follow by how far they are. */
function byRank(codes: readonly string[]) {
  const order = [...codes].reverse()
  return (a: BoardLine, b: BoardLine): number => {
    if (a.total !== b.total) return (b.total ?? -1) - (a.total ?? -1)
    for (const code of order) {
      const difference = (b.scores?.[code] ?? 0) - (a.scores?.[code] ?? 0)
      if (difference !== 0) return difference
    }
    return b.answered - a.answered || a.number.localeCompare(b.number)
  }
}
