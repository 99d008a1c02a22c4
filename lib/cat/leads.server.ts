import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type EarlyAnswers, earlyAnswers } from '@/lib/cat/early-answers'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { byPlace, readAnswered } from '@/lib/cat/item-review.server'
import { firstChoicesBy } from '@/lib/cat/item-times.server'
import { onceAtATime } from '@/lib/cat/once-at-a-time'
import { type Misfit, misfits } from '@/lib/cat/person-fit'
import { comparison, type SimilarPair } from '@/lib/cat/similarity'
import { fitWrongOptions } from '@/lib/cat/wrong-options'

/** A candidate, and where they sat; without a place where nobody knows it. */
export type LeadPerson = { number: string; name: string; place: { room: string; seat: number } | null }

/** Something that people should look into; each says who it is about. */
export type Lead<Numbers> = Numbers & { who: LeadPerson[] }

export type SessionLeads = {
  programme: string
  number: number
  site: string
  zone: string
  startsAt: Date
  isClosed: boolean
  /** Cancelled: it will never be closed. */
  isVoid: boolean
  /** Whose answers were looked at; null while there are too few for anything to be unusual. */
  people: number | null
  similar: Lead<SimilarPair>[]
  misfits: Lead<Misfit>[]
  early: Lead<EarlyAnswers>[]
}

/** Among fewer nothing can be called unusual. */
export const FEWEST_PEOPLE = 30

/**
 * What in the answers of a closed session people should look into: who made the same mistakes, whose right answers are
 * where others are wrong, who was right before a question could be read. Nothing of it is kept, and nothing follows from it
 * by itself. Whoever was disqualified does not count. Undefined for a session that is not there. Looking is written down.
 */
export async function sessionLeads(context: Context, id: string): Promise<SessionLeads | undefined> {
  const read = await transact(context, async (tx) => {
    const session = await findSession(tx, context, id)
    if (session?.isClosed) {
      const { agencyId } = session
      await recordAudit(tx, context, 'exam.read_leads', null, null, { agencyId, subjectId: id })
    }
    return session
  })
  if (!read) return undefined
  const { agencyId: _, ...facts } = read
  return { ...facts, ...(facts.isClosed ? await sharedLeads(id, context) : NOTHING) }
}

type Leads = Pick<SessionLeads, 'people' | 'similar' | 'misfits' | 'early'>

const NOTHING: Leads = { people: null, similar: [], misfits: [], early: [] }

const sharedLeads = onceAtATime(leadsOf)

async function leadsOf(id: string, context: Context): Promise<Leads> {
  const { keys, people, who } = await transact(context, (tx) => readSession(tx, id))
  if (people.length < FEWEST_PEOPLE) return NOTHING
  const choices = people.map((each) => each.choices)
  const named = <Numbers>(numbers: Numbers, ...persons: number[]) => ({
    ...numbers,
    who: persons.flatMap((person) => who[person] ?? []),
  })
  const similar = await similarPairs(keys, choices)
  const unusual = misfits(keys, choices)
  await setImmediate()
  const early = earlyAnswers(
    keys,
    people.map(({ first }) => first),
  )
  return {
    people: people.length,
    similar: similar.map((pair) => named(pair, ...pair.people)),
    misfits: unusual.map((each) => named(each, each.person)),
    early: early.map((each) => named(each, each.person)),
  }
}

/** Some two million comparisons in a large session: an exam that runs meanwhile is let through after each person. */
async function similarPairs(...[keys, choices]: Parameters<typeof fitWrongOptions>): Promise<SimilarPair[]> {
  const compare = comparison(fitWrongOptions(keys, choices))
  await setImmediate()
  const found: SimilarPair[] = []
  for (const person of choices.keys()) {
    found.push(...compare(person))
    await setImmediate()
  }
  return found.sort((one, other) => one.byChance - other.byChance)
}

type Facts = Omit<SessionLeads, keyof Leads> & { agencyId: number }

async function findSession(tx: Tx, context: Context, id: string): Promise<Facts | undefined> {
  const [session] = await tx.execute<Facts>(sql`
    select s.agency_id as "agencyId", p.name as programme, s.number, i.name as site, i.time_zone as zone,
      s.starts_at as "startsAt", s.state = 'closed' and s.root is not null and s.content is not null as "isClosed",
      s.state = 'void' as "isVoid"
    from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
    where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)}`)
  return session && { ...session, startsAt: new Date(session.startsAt) }
}

async function readSession(tx: Tx, id: string) {
  const { keys, people, attempts } = await readAnswered(tx, id)
  const firstBy = await firstChoicesBy(tx, id)
  const rows = await tx.execute<LeadPerson & { id: string }>(sql`
    select a.id, c.number, c.name,
      case when a.seat is not null then jsonb_build_object('room', r.name, 'seat', a.seat) end as place
    from exam_attempts a join exam_candidates c on c.id = a.candidate_id left join exam_rooms r on r.id = a.room_id
    where a.session_id = ${id} and a.state = 'finished'`)
  const byAttempt = new Map(rows.map(({ id: attempt, ...person }) => [attempt, person]))
  return {
    keys,
    people: attempts.map(({ id: attempt, paper }, person) => {
      const first = byPlace(paper, (item) => firstBy.get(attempt)?.get(item))
      return {
        choices: keys.map((_, place) => people[person]?.get(place) ?? null),
        first: keys.map((_, place) => first.get(place) ?? null),
      }
    }),
    who: attempts.map(({ id: attempt }) => byAttempt.get(attempt)),
  }
}
