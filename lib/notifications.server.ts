import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import {
  countDailyReminders,
  countPartySteps,
  countToldByAppraiser,
  listDailyReminders,
  listPartySteps,
  listToldByAppraiser,
  type PartyEvent,
} from '@/lib/kinerja/public.server'
import { countOwnWork, listOwnWork, type OwnWork } from '@/lib/own-work.server'
import { countArrivals, countOwnSteps, listArrivals, listOwnSteps } from '@/lib/sapk/public.server'
import { hasWbsTask } from '@/lib/wbs/public.server'

const KEPT_DAYS = 30
const MOST = 50
const DAY_MS = 86_400_000

type Told =
  | ({ kind: 'arrival' } & Pick<Awaited<ReturnType<typeof listArrivals>>[number], 'state' | 'names' | 'people'>)
  | { kind: 'step'; event: string; number: string }
  | OwnWork
  | { kind: 'reminder'; days: number; from: string }
  | { kind: 'feedback'; author: string }
  | { kind: 'party'; event: PartyEvent; name: string; year: number }
  | { kind: 'appraised'; from: string }
  | { kind: 'team'; people: number; from: string }
  | { kind: 'unwritten'; day: string }
  | { kind: 'gap' | 'month'; days: string[]; from: string }
  | { kind: 'waiting' | 'overdue'; entries: number; from: string }
  | { kind: 'team_gap' | 'team_month'; people: number; from: string }
  | { kind: 'wbs' }

/** One thing a person is told of, with the page that shows it. */
export type Notification = { key: string; at: Date; href: string } & Told

/**
 * What a person is told of since an instant, at most of the last 30 days, the latest first: what others laid on the desk
 * of their role, the steps of their own proposals, and their own work in the background that has ended. All of it is
 * read from where it stands: nothing is kept twice.
 */
export async function listNotifications(context: Context, after: Date | null): Promise<Notification[]> {
  const since = sinceOf(context, after)
  const found = await Promise.all([
    arrivals(context, since),
    ownSteps(context, since),
    listOwnWork(context, since),
    byAppraiser(context, since),
    byParties(context, since),
    daily(context, since),
    wbsTask(context, since),
  ])
  return found
    .flat()
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, MOST)
}

/** How many of them there are, also beyond the end of the list: what the bell shows on every page. */
export async function countNotifications(context: Context, after: Date | null): Promise<number> {
  const since = sinceOf(context, after)
  const counts = await Promise.all([
    isToldOfArrivals(context) ? countArrivals(context, since) : 0,
    isToldOfSteps(context) ? countOwnSteps(context, since) : 0,
    countOwnWork(context, since),
    countToldByAppraiser(context, since),
    countPartySteps(context, since),
    countDailyReminders(context, since),
    wbsTask(context, since).then(({ length }) => length),
  ])
  return counts.reduce((sum, each) => sum + each, 0)
}

function sinceOf({ now }: Context, after: Date | null): Date {
  return new Date(Math.max(after?.getTime() ?? 0, now.getTime() - KEPT_DAYS * DAY_MS))
}

const isToldOfArrivals = ({ actor }: Context) => isAllowed(actor.role, 'promotion.read')
const isToldOfSteps = ({ actor }: Context) => actor.role === 'employee'

/** Notes that a person has seen what they were told until an instant, never one that is still to come. */
export async function readNotifications({ actor, now }: Context, until: Date): Promise<void> {
  const { accountId } = actor
  if (accountId === null) return
  const seen = until < now ? until : now
  await transact({ actor: { ...actor, scope: { kind: 'system' } }, now }, (tx) =>
    tx
      .update(accounts)
      .set({ notifiedUntil: sql`greatest(${accounts.notifiedUntil}, ${seen.toISOString()}::timestamptz)` })
      .where(eq(accounts.id, accountId)),
  )
}

async function arrivals(context: Context, since: Date): Promise<Notification[]> {
  if (!isToldOfArrivals(context)) return []
  const rows = await listArrivals(context, since)
  return rows.map(({ firstId, batch, at, ...row }) => ({
    kind: 'arrival',
    key: `${row.state} ${batch}`,
    at,
    href:
      row.people === 1 ? `/sapk/usul/${firstId}` : `/sapk/usul?status=${row.state}&nama=${encodeURIComponent(batch)}`,
    ...row,
  }))
}

async function ownSteps(context: Context, since: Date): Promise<Notification[]> {
  if (!isToldOfSteps(context)) return []
  const rows = await listOwnSteps(context, since)
  return rows.map(({ id, proposalId, at, event, number }) => ({
    kind: 'step',
    key: id,
    at,
    href: `/profil/usul/${proposalId}`,
    event,
    number,
  }))
}

/** Whoever works has an appraiser, whatever the role. */
async function byAppraiser(context: Context, since: Date): Promise<Notification[]> {
  const { reminders, feedback, appraised, team } = await listToldByAppraiser(context, since)
  return [
    ...reminders.map(({ id, at, days }) => ({
      kind: 'reminder' as const,
      key: id,
      at,
      href: '/kinerja',
      days: days.length,
      from: days[0] ?? '',
    })),
    ...feedback.map(({ id, at, planId, author }) => ({
      kind: 'feedback' as const,
      key: id,
      at,
      href: `/kinerja/skp/${planId}`,
      author,
    })),
    ...appraised.map(({ id, at, startsOn }) => ({
      kind: 'appraised' as const,
      key: id,
      at,
      href: '/kinerja/skp',
      from: startsOn,
    })),
    ...team.map(({ at, startsOn, people }) => ({
      kind: 'team' as const,
      key: `team ${at.toISOString()} ${startsOn}`,
      at,
      href: '/kinerja/tim',
      people,
      from: startsOn,
    })),
  ]
}

/** What the other sides did in plans and evaluations. */
async function byParties(context: Context, since: Date): Promise<Notification[]> {
  const steps = await listPartySteps(context, since)
  return steps.map(({ startsOn, ...step }) => ({ kind: 'party', year: yearOf(startsOn), ...step }))
}

/** What the product itself reminds of. */
async function daily(context: Context, since: Date): Promise<Notification[]> {
  const reminders = await listDailyReminders(context, since)
  return reminders.map(({ kind, day, entries, days, people, oldestOn, sentAt: at }) => {
    const told = { key: `${kind} ${day}`, at }
    const from = oldestOn ?? day
    switch (kind) {
      case 'unwritten':
        return { kind, ...told, href: '/kinerja', day }
      case 'gap':
      case 'month':
        return { kind, ...told, href: '/kinerja', days: days ?? [], from }
      case 'waiting':
      case 'overdue':
        return { kind, ...told, href: '/kinerja/tim', entries: entries ?? 0, from }
      default:
        return { kind, ...told, href: `/kinerja/tim?pekan=${from}`, people: people ?? 0, from }
    }
  })
}

/** That WBS has something for them today and nothing of it: what it is stands in its own database, and is not kept here. */
async function wbsTask({ actor, now }: Context, since: Date): Promise<Notification[]> {
  if (!isAllowed(actor.role, 'wbs.handle')) return []
  const today = civilDateIn('Asia/Jakarta', now)
  const at = new Date(`${today}T00:00:00+07:00`) // once a day: who has read it is not told again before tomorrow
  if (at <= since || !(await hasWbsTask(actor.accountId, today))) return []
  return [{ kind: 'wbs', key: `wbs ${today}`, at, href: '/wbs' }]
}
