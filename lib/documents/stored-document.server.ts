import 'server-only'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { documentKind, employeeDocuments, issuedDocuments } from '@/db/schema/documents'
import { employees } from '@/db/schema/registry'
import { recordOpening } from '@/lib/audit.server'
import type { Actor, Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { readStoredFile } from '@/lib/documents/file-store.server'
import { recordNamed } from '@/lib/documents/named-people.server'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/** What somebody has to be allowed to who reads a letter about others; the second wall is `issued_documents_readers`. */
const letterReaders: Record<(typeof documentKind.enumValues)[number], Permission> = {
  proposal_letter: 'promotion.read',
  proposal_note: 'promotion.read',
  technical_approval: 'promotion.read',
  promotion_decree: 'promotion.read',
  exam_minutes: 'exam.read',
  exam_certificate: 'exam.read_results',
  performance_plan: 'employee.read',
  performance_evaluation: 'employee.read',
  performance_document: 'employee.read',
  credit_conversion: 'employee.read',
}

type Found = {
  fileSha256: string
  name: string
  agencyId: number
  employeeId: string | null
  people?: { nip: string }[] | null // of a letter about many
}

/**
 * The file of an archive entry or an issued letter that the actor may see, and its name: one's own, and of others what
 * the role is for. Opening the file of others is recorded for each. Refuses with not_found, for what does not exist and
 * what is out of sight alike.
 */
export async function openDocument(
  context: Context,
  id: string,
): Promise<{ bytes: Buffer<ArrayBuffer>; name: string }> {
  if (!isUuid(id)) throw new Refusal('not_found')
  const found = await transact(context, async (tx) => {
    const document = (await findArchived(tx, context.actor, id)) ?? (await findIssued(tx, context.actor, id))
    if (!document) throw new Refusal('not_found')
    return document
  })
  const { agencyId, employeeId, people } = found
  if (employeeId) await recordOpening(context, 'document.read', { id: employeeId, agencyId }, id)
  else await recordNamed(context, 'document.read', { agencyId, subjectId: id }, people ?? [])
  return { bytes: await readStoredFile(found.fileSha256), name: found.name }
}

async function findArchived(tx: Tx, actor: Actor, id: string): Promise<Found | undefined> {
  const ofOthers = isAllowed(actor.role, 'employee.read')
    ? inScope(actor, employees.agencyId, employees.workAgencyId)
    : no
  const [found] = await tx
    .select({
      fileSha256: employeeDocuments.fileSha256,
      name: employeeDocuments.originalName,
      agencyId: employees.agencyId,
      employeeId: employeeDocuments.employeeId,
    })
    .from(employeeDocuments)
    .innerJoin(employees, eq(employees.id, employeeDocuments.employeeId))
    .where(and(eq(employeeDocuments.id, id), or(isOwn(actor, employees.id), ofOthers)))
  return found
}

async function findIssued(tx: Tx, actor: Actor, id: string): Promise<Found | undefined> {
  const kinds = documentKind.enumValues.filter((kind) => isAllowed(actor.role, letterReaders[kind]))
  const ofOthers = and(
    inArray(issuedDocuments.kind, kinds),
    inScope(actor, issuedDocuments.agencyId, issuedDocuments.issuedByAgencyId),
  )
  const [found] = await tx
    .select({
      fileSha256: issuedDocuments.fileSha256,
      number: issuedDocuments.number,
      agencyId: issuedDocuments.agencyId,
      employeeId: issuedDocuments.employeeId,
      people: sql<Found['people']>`${issuedDocuments.data} -> 'people'`,
    })
    .from(issuedDocuments)
    .where(
      and(
        eq(issuedDocuments.id, id),
        or(isOwn(actor, issuedDocuments.employeeId), isOwn(actor, issuedDocuments.signedById), ofOthers),
      ),
    )
  return found && { ...found, name: `${found.number.replace(/[^\w.-]+/g, '-')}.pdf` }
}

/** Named by it; and what an appraiser signed they read, of whomever. */
function isOwn({ employeeId }: Actor, person: PgColumn): SQL {
  return employeeId ? eq(person, employeeId) : no
}

/** The first wall: documents of the agencies that the actor serves. */
function inScope({ scope }: Actor, ...agencies: PgColumn[]): SQL | undefined {
  if (scope.kind === 'national' || scope.kind === 'system') return sql`true`
  if (scope.kind !== 'agencies') return no
  return or(...agencies.map((agency) => inArray(agency, [...scope.agencyIds])))
}

const no = sql`false`
