import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { type Context, visitorContext } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { printable } from '@/lib/cat/minutes'
import { gradeOf } from '@/lib/cat/passing-grade.server'
import { highestScore, type Section } from '@/lib/cat/programme'
import { requireTakingPart } from '@/lib/cat/results-read.server'
import { civilDateIn } from '@/lib/civil-date'
import { readStoredFile } from '@/lib/documents/file-store.server'
import { type SigningHandlers, startSigningBatch } from '@/lib/documents/signing.server'
import { formatInstant } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import { siteZone } from '@/lib/zones-abroad'

const CERTIFICATE = 'exam_certificate'

export type CertificateCount = { scored: number; issued: number; waiting: number }

/** How many attempts of a programme in the actor's agency have their certificate. */
export async function certificateCount(context: Context, programmeId: string): Promise<CertificateCount> {
  const rows = await transact(context, (tx) => scoredAttempts(tx, context.actor.agencyId, programmeId))
  const count = (state: string) => rows.filter((row) => row.state === state).length
  return { scored: rows.length, issued: count('issued'), waiting: count('waiting') }
}

function scoredAttempts(tx: Tx, agencyId: number, programmeId: string) {
  return tx.execute<{ id: string; state: string | null }>(sql`
    select a.id, (select state from signing_items where kind = ${CERTIFICATE} and item_id = a.id::text
      and state <> 'failed') as state
    from exam_attempts a join exam_sessions s on s.id = a.session_id
    join exam_candidates c on c.id = a.candidate_id
    where s.programme_id = ${programmeId} and s.agency_id = ${agencyId} and s.state = 'closed' and a.state = 'finished'
    order by c.number`)
}

/** Has every certificate signed that is not yet, in the background. Refuses with not_found, signing_empty. */
export function signCertificates(context: Context, programmeId: string): Promise<{ batchId: string; count: number }> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    await requireTakingPart(tx, agencyId, programmeId)
    const itemIds = (await scoredAttempts(tx, agencyId, programmeId)).flatMap(({ id, state }) => (state ? [] : [id]))
    const batchId = await startSigningBatch(tx, context, { kind: CERTIFICATE, agencyId, itemIds })
    return { batchId, count: itemIds.length }
  })
}

type Row = {
  agencyId: number
  code: string
  programme: string
  sections: (Section & { name: string })[]
  session: number
  site: string
  zone: string
  releasedAt: Date
  name: string
  number: string
  position: string
  formation: string
  scores: Record<string, number>
  total: number
  isAboveGrade: boolean
  grade: { minimumBySection: Record<string, number>; minimumTotal: number | null; source: string } | null
}

/** How certificates are signed in the background. */
export const certificateSigning: SigningHandlers = {
  [CERTIFICATE]: {
    async load(tx, context, attemptId) {
      const row = await certificateRow(tx, context, attemptId)
      const [agency] = await tx.select().from(agencies).where(eq(agencies.id, row.agencyId))
      if (!agency) throw new Error('an attempt without an agency')
      const { actor } = context
      const minimum = row.grade?.minimumBySection ?? {}
      const zone = siteZone(row.zone)
      return {
        template: 'exam-certificate-1',
        data: {
          letterhead: { kind: 'office', parent: null, office: agency.name, address: agency.address, logo: agency.logo },
          signatory: { capacity: ['Penanggung Jawab Ujian,'], name: actor.name, rank: null, nip: null },
          number: `SH/${row.code}/${row.number}`,
          date: civilDateIn(zone, context.now),
          place: printable(agency.seat || row.site),
          copies: [],
          exam: {
            programme: row.programme,
            session: row.session,
            site: printable(row.site),
            heldAt: formatInstant(new Date(row.releasedAt), 'id', zone),
          },
          candidate: { name: row.name, number: row.number, position: row.position, formation: row.formation },
          scores: row.sections.map(({ code, name, itemCount, pointsPerItem }) => ({
            section: code,
            name,
            score: row.scores[code] ?? 0,
            most: itemCount * pointsPerItem,
            minimum: minimum[code] ?? null,
          })),
          total: {
            score: row.total,
            most: highestScore(row.sections),
            minimum: row.grade?.minimumTotal ?? null,
          },
          isAboveGrade: row.isAboveGrade,
          source: row.grade?.source || '-',
        },
        agencyId: row.agencyId,
        issuedByAgencyId: row.agencyId,
        employeeId: null,
        holderName: row.name,
        issuingOffice: agency.name,
        signatoryTitle: 'Penanggung Jawab Ujian',
        official: { id: actor.accountId ?? actor.name, name: actor.name, organisation: agency.name },
      }
    },
    async afterIssue() {
      // the certificate is found by its place in the batch
    },
  },
}

async function certificateRow(tx: Tx, context: Context, attemptId: string): Promise<Row> {
  const [row] = await tx.execute<Row>(sql`
    select a.agency_id as "agencyId", p.code, p.name as programme, p.sections, s.number as session, i.name as site,
      i.time_zone as zone, s.released_at as "releasedAt", c.name, c.number, f.position_name as position,
      initcap(f.formation_kind) || ', ' || f.location as formation, o.scores, o.total,
      o.is_above_grade as "isAboveGrade",
      (select to_jsonb(own) from (${gradeOf(sql`p.id`, sql`f`)}) own) as grade
    from exam_attempts a join exam_scores o on o.attempt_id = a.id join exam_sessions s on s.id = a.session_id
    join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
    join exam_candidates c on c.id = a.candidate_id join exam_formations f on f.id = c.formation_id
    where a.id = ${attemptId} and a.state = 'finished' and s.state = 'closed'
      and ${ofAgencies(context, sql`a.agency_id`)}`)
  if (!row) throw new Refusal('not_found')
  return row
}

/** The certificate of the candidate of a claim. Refuses with not_found. */
export async function certificateFile({ attemptId, epoch }: AttemptClaim, now: Date): Promise<Buffer<ArrayBuffer>> {
  const [found] = await transact(visitorContext('exam-certificate', now), (tx) =>
    tx.execute<{ sha256: string }>(sql`
      select d.file_sha256 as sha256 from signing_items i join issued_documents d on d.id = i.document_id
      join exam_attempts a on a.id::text = i.item_id
      where i.kind = ${CERTIFICATE} and a.id = ${attemptId} and a.epoch = ${epoch}`),
  )
  if (!found) throw new Refusal('not_found')
  return readStoredFile(found.sha256)
}
