import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examPhotos, examProgrammes } from '@/db/schema/cat'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { sealBytes, unsealBytes } from '@/lib/auth/secret.server'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import { type KeptPhotos, numberOfFile, type PhotoCoverage, type PhotoKind } from '@/lib/cat/photo'
import type { photosInput } from '@/lib/cat/photo-input'
import { withoutMetadata } from '@/lib/image-metadata'
import { Refusal } from '@/lib/refusal'

/**
 * Keeps registration photos of a programme's candidates, whose numbers their files are named by; a newer one takes the
 * place of an older one until its candidate is registered at the desk, which held the face to it. What belongs to nobody
 * here, comes later, or is no JPEG, is named and stays out. Refuses with not_found.
 */
export function keepPhotos(context: Context, { id, photos }: z.output<typeof photosInput>): Promise<KeptPhotos> {
  return transact(context, async (tx) => {
    const [programme] = await tx
      .select({ id: examProgrammes.id })
      .from(examProgrammes)
      .where(and(eq(examProgrammes.id, id), visibleProgrammes(context)))
    if (!programme) throw new Refusal('not_found')
    const holders = await holdersOf(
      tx,
      context,
      id,
      photos.map(({ name }) => numberOfFile(name)),
    )
    const unknown: string[] = []
    const unreadable: string[] = []
    const settled: string[] = []
    const kept: { number: string; sha256: string }[] = []
    for (const { name, bytes } of photos) {
      const holder = holders.get(numberOfFile(name))
      const jpeg = jpegOf(bytes)
      if (!holder) unknown.push(name)
      else if (holder.isPresent) settled.push(name)
      else if (!jpeg) unreadable.push(name)
      else kept.push({ number: holder.number, sha256: await keepPhoto(tx, context, holder, 'registration', jpeg) })
    }
    const { agencyId } = context.actor
    if (kept.length > 0)
      await recordAudit(tx, context, 'exam.import_photos', null, { kept }, { agencyId, subjectId: id })
    return { kept: kept.length, unknown, unreadable, settled, coverage: await coverageOf(tx, context, id) }
  })
}

type Holder = { id: string; number: string; agencyId: number; isPresent: boolean }

/** Whoever is not registered yet is not until the transaction ends. */
async function holdersOf(tx: Tx, context: Context, programmeId: string, numbers: readonly string[]) {
  const theirs = sql`c.programme_id = ${programmeId} and c.number = any(${sql.param(numbers)}::text[])
    and ${ofAgencies(context, sql`c.agency_id`)}`
  await tx.execute(sql`
    select from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where ${theirs} and a.state = 'scheduled' order by a.id for update of a`)
  const rows = await tx.execute<Holder>(sql`
    select c.id, c.number, c.agency_id as "agencyId", exists (
      select from exam_attempts a where a.candidate_id = c.id and a.state not in ('scheduled', 'void')) as "isPresent"
    from exam_candidates c where ${theirs}`)
  return new Map<string, Holder>(rows.map((row) => [row.number, row]))
}

async function coverageOf(tx: Tx, context: Context, programmeId: string): Promise<PhotoCoverage> {
  const [counted] = await tx.execute<PhotoCoverage>(sql`
    select count(p.candidate_id)::int as photos, count(*)::int as candidates
    from exam_candidates c left join exam_photos p on p.candidate_id = c.id and p.kind = 'registration'
    where c.programme_id = ${programmeId} and ${ofAgencies(context, sql`c.agency_id`)}`)
  return counted ?? { photos: 0, candidates: 0 }
}

/** The picture without what it says of its maker. Null for what is no JPEG. */
export function jpegOf(bytes: Uint8Array): Uint8Array | null {
  const image = withoutMetadata(bytes)
  return image?.mime === 'image/jpeg' ? image.bytes : null
}

/** Puts a photo in the place of the one before. Returns its hash, which the trail names it by. */
export async function keepPhoto(
  tx: Tx,
  { actor, now }: Context,
  { id: candidateId, agencyId }: { id: string; agencyId: number },
  kind: PhotoKind,
  jpeg: Uint8Array,
): Promise<string> {
  const sealed = sealBytes(PURPOSE, ownerOf(candidateId, kind), jpeg)
  const sha256 = createHash('sha256').update(jpeg).digest('hex')
  const photo = { sealed, sha256, takenAt: now, takenBy: actor.accountId }
  await tx
    .insert(examPhotos)
    .values({ candidateId, kind, agencyId, ...photo })
    .onConflictDoUpdate({ target: [examPhotos.candidateId, examPhotos.kind], set: photo })
  return sha256
}

/** The photo of whom an attempt is of, a JPEG. Refuses with not_found. */
export async function openPhoto(context: Context, attemptId: string, kind: PhotoKind): Promise<Buffer<ArrayBuffer>> {
  const [found] = await transact(context, (tx) =>
    tx.execute<{ candidateId: string; sealed: string }>(sql`
      select p.candidate_id as "candidateId", p.sealed from exam_attempts a
      join exam_photos p on p.candidate_id = a.candidate_id and p.kind = ${kind}
      where a.id = ${attemptId} and ${ofAgencies(context, sql`a.agency_id`)}`),
  )
  if (!found) throw new Refusal('not_found')
  return Buffer.from(unsealBytes(PURPOSE, ownerOf(found.candidateId, kind), found.sealed))
}

const PURPOSE = 'exam-photo'

function ownerOf(candidateId: string, kind: PhotoKind): string {
  return `${candidateId} ${kind}`
}

const KEPT_DAYS = 90
const UNUSED_DAYS = 400

/**
 * Forgets photos three months after the last session of their candidate is over, and of whoever never was in one after
 * some thirteen months. Answers how many.
 *
 * Source: UU 27/2022 (what shows who somebody is, is kept no longer than it is needed).
 */
export function forgetPhotos(now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  return transact(systemContext('clean-up', now), async (tx) => {
    const gone = await tx.execute(sql`
      delete from exam_photos p where taken_at < ${before(KEPT_DAYS)}::timestamptz and case
        when exists (select from exam_attempts a where a.candidate_id = p.candidate_id) then not exists (
          select from exam_attempts a join exam_sessions s on s.id = a.session_id
          where a.candidate_id = p.candidate_id
            and coalesce(s.closed_at, s.voided_at, 'infinity') > ${before(KEPT_DAYS)}::timestamptz)
        else taken_at < ${before(UNUSED_DAYS)}::timestamptz end
      returning candidate_id`)
    return gone.length
  })
}
