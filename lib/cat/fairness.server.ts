import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { chainedLinear, isAnchored } from '@/lib/cat/fairness'
import { readAnswered } from '@/lib/cat/item-review.server'
import { meanOf } from '@/lib/cat/statistics'

/** One section in two sessions, by the items that both had. */
export type ComparedSection = {
  code: string
  items: number
  anchors: number
  /** Whether the anchors are enough for the rest to say something. */
  isAnchored: boolean
  /** Mean share of the highest points at the anchors: how able the people of each session were. */
  anchorShares: [number, number] | null
  means: [number, number]
  /** What the mean of this session would have been on the form of the other. */
  equated: number | null
}

/**
 * What the forms of two sealed sessions are to one another, section by section; undefined where one of them is not there.
 * It tells whether a form was harder, and changes no score: the law fixes raw ones. Looking is written down.
 */
export function compareSessions(context: Context, id: string, otherId: string): Promise<ComparedSection[] | undefined> {
  return transact(context, async (tx) => {
    const sessions = await tx.execute<{ agencyId: number }>(sql`
      select agency_id as "agencyId" from exam_sessions
      where id in (${id}, ${otherId}) and root is not null and content is not null
        and ${ofAgencies(context, sql`agency_id`)}`)
    const [session] = sessions
    if (!session || sessions.length < 2) return undefined
    const [own, other] = [await scoredItems(tx, id), await scoredItems(tx, otherId)]
    await recordAudit(tx, context, 'item.analyse', null, { with: otherId }, { ...session, subjectId: id })
    const codes = [...new Set(own.form.map(({ section }) => section))]
    return codes.map((code) => compared(code, own, other))
  })
}

type Scored = Awaited<ReturnType<typeof scoredItems>>

async function scoredItems(tx: Tx, id: string) {
  const { form, keys, people } = await readAnswered(tx, id)
  const best = keys.map(({ points }) => Math.max(...Object.values(points)))
  const rows = people.map((chosen) => keys.map(({ points }, place) => points[chosen.get(place) ?? ''] ?? 0))
  return { form, best, rows }
}

function compared(code: string, own: Scored, other: Scored): ComparedSection {
  const placesOf = ({ form }: Scored) => form.flatMap(({ section }, place) => (section === code ? [place] : []))
  const idsOf = (scored: Scored) => placesOf(scored).map((place) => scored.form[place]?.id)
  const common = new Set(idsOf(own).filter((id) => idsOf(other).includes(id)))
  const anchorsOf = (scored: Scored) => placesOf(scored).filter((place) => common.has(scored.form[place]?.id))
  const scoresOf = (scored: Scored) =>
    scored.rows.map((row) => ({ total: sumAt(row, placesOf(scored)), anchor: sumAt(row, anchorsOf(scored)) }))
  const shareOf = (scored: Scored) =>
    meanOf(scoresOf(scored).map(({ anchor }) => anchor)) / sumAt(scored.best, anchorsOf(scored))
  const items = placesOf(own).length
  const isEnough = isAnchored(common.size, items)
  const means: [number, number] = [own, other].map((each) => meanOf(scoresOf(each).map(({ total }) => total))) as [
    number,
    number,
  ]
  const line = isEnough ? chainedLinear(scoresOf(own), scoresOf(other)) : null
  return {
    code,
    items,
    anchors: common.size,
    isAnchored: isEnough,
    anchorShares: common.size === 0 ? null : [shareOf(own), shareOf(other)],
    means,
    equated: line && line.slope * means[0] + line.shift,
  }
}

function sumAt(row: readonly number[], places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (row[place] ?? 0), 0)
}
