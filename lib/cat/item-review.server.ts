import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { chosenBy } from '@/lib/cat/chosen.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { letter } from '@/lib/cat/item-file'
import {
  type Membership,
  ofRegions,
  type ReviewedItem,
  type ReviewedSection,
  reviewSection,
} from '@/lib/cat/item-review'
import { firstChoicesBy } from '@/lib/cat/item-times.server'
import type { Paper } from '@/lib/cat/paper'
import { formKeys } from '@/lib/cat/seal.server'

export type SealedSession = {
  id: string
  number: number
  site: string
  zone: string
  startsAt: Date
  programme: string
}

/** The sessions of the actor's agencies that were sealed with answers in them, the latest first. */
export async function listSealedSessions(context: Context): Promise<SealedSession[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<SealedSession>(sql`
      select s.id, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", p.name as programme
      from exam_sessions s join exam_sites i on i.id = s.site_id join exam_programmes p on p.id = s.programme_id
      where s.root is not null and s.content is not null and ${ofAgencies(context, sql`s.agency_id`)}
        and exists (select from exam_attempts a where a.session_id = s.id and a.state = 'finished')
      order by s.starts_at desc, s.number desc limit 200`),
  )
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

type Named = { id: string; code: string; section: string; aspect: string; options: string[] }

/** An item of a form with what its answers say; options go by their letters in the order of their writer. */
export type AnsweredItem = Omit<Named, 'options'> & ReviewedItem
export type SessionReview = {
  people: number
  sections: (Omit<ReviewedSection, 'items'> & { code: string; items: AnsweredItem[] })[]
}

/**
 * What the answers of a sealed session say of its items, section by section; undefined for a session that is not there
 * or still open. Whoever was disqualified does not count. Looking is written down: it tells the keys.
 */
export function reviewSession(context: Context, id: string): Promise<SessionReview | undefined> {
  return transact(context, async (tx) => {
    const [session] = await tx.execute<{ agencyId: number }>(sql`
      select agency_id as "agencyId" from exam_sessions
      where id = ${id} and root is not null and content is not null and ${ofAgencies(context, sql`agency_id`)}`)
    if (!session) return undefined
    const { form, keys, people, groups, attempts } = await readAnswered(tx, id)
    const first = await firstChoicesBy(tx, id)
    const seconds = attempts.map((attempt) =>
      byPlace(attempt.paper, (item) => first.get(attempt.id)?.get(item)?.seconds),
    )
    const minimums = await minimumsOf(tx, id)
    const codes = [...new Set(form.map(({ section }) => section))]
    const sections = codes.map((code) => {
      const places = form.flatMap(({ section }, place) => (section === code ? [place] : []))
      const review = reviewSection(
        places.map((place) => keys[place]?.points ?? {}),
        people.map((choices) => places.map((place) => choices.get(place) ?? null)),
        {
          groups,
          seconds: seconds.map((own) => places.map((place) => own.get(place) ?? null)),
          minimums: minimums.get(code) ?? [],
        },
      )
      const items = review.items.flatMap((item, at) => {
        const named = form[places[at] ?? -1]
        return named ? [inLetters(item, named)] : []
      })
      return { ...review, code, items }
    })
    await recordAudit(tx, context, 'item.analyse', null, { items: form.length }, { ...session, subjectId: id })
    return { people: people.length, sections }
  })
}

/** The form of a session with its keys, what each person chose at each of its places, and who belongs to which group. */
export async function readAnswered(tx: Tx, id: string) {
  return { form: await readForm(tx, id), keys: await formKeys(tx, id), ...(await choicesByPlace(tx, id)) }
}

function readForm(tx: Tx, id: string) {
  return tx.execute<Named>(sql`
    select i.id, i.code, i.section, i.aspect, (
      select jsonb_agg(o.option ->> 'id' order by o.n) from jsonb_array_elements(v.options) with ordinality as o (option, n)
    ) as options
    from exam_sessions s, jsonb_array_elements_text(s.content) with ordinality as c (version, place)
    join exam_item_versions v on v.id = c.version::uuid
    join exam_items i on i.id = v.item_id
    where s.id = ${id} order by c.place`)
}

/** What the passing grades of the programme ask for in each section, every number once. */
async function minimumsOf(tx: Tx, id: string): Promise<Map<string, number[]>> {
  const rows = await tx.execute<{ section: string; minimums: number[] }>(sql`
    select m.section, jsonb_agg(distinct m.minimum::int) as minimums
    from exam_sessions s join exam_passing_grades g on g.programme_id = s.programme_id,
      jsonb_each_text(g.minimum_by_section) as m (section, minimum)
    where s.id = ${id} group by 1`)
  return new Map(rows.map(({ section, minimums }) => [section, minimums]))
}

type Answered = {
  id: string
  paper: Paper
  sex: string | null
  isAccommodated: boolean
  province: string | null // where the NIK was given
}

/** What each person chose at each place of the form, wherever it stood on their paper. */
async function choicesByPlace(
  tx: Tx,
  id: string,
): Promise<{ attempts: Answered[]; people: Map<number, string | null>[]; groups: Membership[] }> {
  const attempts = await tx.execute<Answered>(sql`
    select a.id, p.paper, c.sex, c.accommodation is not null as "isAccommodated",
      (select min(r.data ->> 'name') from reference_rows r
        where r.table_name = 'provinces' and r.code = left(c.nik, 2) and r.valid_to is null) as province
    from exam_attempts a join exam_papers p on p.attempt_id = a.id left join exam_candidates c on c.id = a.candidate_id
    where a.session_id = ${id} and a.state = 'finished' order by a.id`)
  const chosen = await chosenBy(
    tx,
    attempts.map((attempt) => attempt.id),
  )
  const people = attempts.map((attempt) => {
    const choices = chosen.get(attempt.id) ?? {}
    return byPlace(attempt.paper, (item) => choices[item])
  })
  const groups: Membership[] = [
    { group: 'women', isIn: attempts.map(({ sex }) => (sex === null ? null : sex === 'F')) },
    { group: 'accommodated', isIn: attempts.map(({ sex, isAccommodated }) => (sex === null ? null : isAccommodated)) },
    ...ofRegions(attempts.map(({ province }) => province)),
  ]
  return { attempts, people, groups }
}

/** What is known of each item of a paper, counted from 1, by its place in the form. */
export function byPlace<Value>(
  paper: Paper,
  of: (item: number) => Value | null | undefined,
): Map<number, Value | null> {
  return new Map(paper.map(({ place }, at) => [place, of(at + 1) ?? null]))
}

function inLetters(item: ReviewedItem, { options: ids, ...named }: Named): AnsweredItem {
  const letterOf = (id: string) => letter(ids.indexOf(id))
  const options = item.options
    .map((option) => ({ ...option, id: letterOf(option.id) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const signs = item.signs.map((sign) => ({ ...sign, options: sign.options.map(letterOf).sort() }))
  return { ...named, ...item, options, signs }
}
