import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { canonical } from '@/lib/canonical-json'
import { type FormKey, keysHash, type Sealed, textHash } from '@/lib/cat/disclosure'
import { asSeen } from '@/lib/cat/item'
import { worthInProgramme } from '@/lib/cat/worth.server'
import { signText } from '@/lib/documents/sign-text.server'

/**
 * Signs what a closed session has under its root, and what its items and keys are held to, as the person who closed it.
 */
export async function signSeal(
  tx: Tx,
  { actor, now }: Context,
  sessionId: string,
  { salt, keysHash }: Commitment,
): Promise<void> {
  const [found] = await tx.execute<Facts>(sql`
    select s.id as session, g.code as agency, p.code as programme, i.name as site, s.number,
      (select jsonb_agg(seconds order by seconds) from (
        select p.duration_seconds as seconds union select value::int from jsonb_each_text(p.accommodated_seconds)
      ) given) as "allowedSeconds",
      s.released_at as "releasedAt", s.closed_at as "closedAt", s.root,
      (select count(*)::int from exam_receipts r join exam_attempts a on a.id = r.attempt_id
        where a.session_id = s.id) as attempts, g.name as "agencyName"
    from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
    join agencies g on g.id = s.agency_id
    where s.id = ${sessionId}`)
  if (!found) throw new Error('a session without a row')
  const { agencyName, releasedAt, closedAt, ...facts } = found
  const instants = { releasedAt: new Date(releasedAt).toISOString(), closedAt: new Date(closedAt).toISOString() }
  const statement = canonical({ ...facts, ...instants, keysHash } satisfies Sealed)
  const official = { id: actor.accountId ?? actor.name, name: actor.name, organisation: agencyName }
  const seal = await signText(statement, official, now)
  await tx.execute(sql`
    update exam_sessions set keys_salt = ${salt}, seal = ${JSON.stringify(seal)}::jsonb where id = ${sessionId}`)
}

type Facts = Omit<Sealed, 'keysHash' | 'releasedAt' | 'closedAt'> & {
  agencyName: string
  releasedAt: Date
  closedAt: Date
}

type Commitment = { salt: string; keysHash: string }

/** What the items and keys of a session's form are held to from its close on. */
export async function commitForm(tx: Tx, sessionId: string): Promise<Commitment> {
  const salt = randomBytes(32).toString('hex')
  return { salt, keysHash: keysHash(await formWithTexts(tx, sessionId, salt), salt) }
}

/** The keys of a session's form, each with the hash of what its item says. */
export async function formWithTexts(tx: Tx, sessionId: string, salt: string): Promise<FormKey[]> {
  const keys = await formKeys(tx, sessionId)
  const texts = await tx.execute<Parameters<typeof textHash>[0]>(sql`
    select v.stimulus, v.stem, v.options
    from exam_sessions s, jsonb_array_elements_text(s.content) with ordinality as c (version, place)
    join exam_item_versions v on v.id = c.version::uuid
    where s.id = ${sessionId} order by c.place`)
  return keys.flatMap((key, place) => {
    const text = texts[place]
    return text ? [{ ...key, text: textHash({ ...text, options: asSeen(text.options) }, salt) }] : []
  })
}

/** The keys of a session's form, in the order of its content and in points of its programme. */
export async function formKeys(tx: Tx, sessionId: string): Promise<FormKey[]> {
  const rows = await tx.execute<FormKey>(sql`
    select i.section, (
      select jsonb_object_agg(k.option, ${worthInProgramme(sql`k.points`, sql`i.section`)})
      from exam_item_keys k where k.version_id = v.id
    ) as points
    from exam_sessions s
    join exam_programmes p on p.id = s.programme_id,
      jsonb_array_elements_text(s.content) with ordinality as c (version, place)
    join exam_item_versions v on v.id = c.version::uuid
    join exam_items i on i.id = v.item_id
    where s.id = ${sessionId} order by c.place`)
  return rows.map(({ section, points }) => ({ section, points }))
}
