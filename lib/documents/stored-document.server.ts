import 'server-only'
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { employeeDocuments, issuedDocuments } from '@/db/schema/documents'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Actor, Context } from '@/lib/auth/actor'
import { readStoredFile } from '@/lib/documents/file-store.server'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

type Found = { fileSha256: string; name: string; agencyId: number; employeeId: string | null }

/**
 * The file of an archive entry or an issued letter that the actor may see, and its name. Opening another person's
 * file is recorded. Refuses with not_found, for what does not exist and what is out of sight alike.
 */
export async function openDocument(
  context: Context,
  id: string,
): Promise<{ bytes: Buffer<ArrayBuffer>; name: string }> {
  if (!isUuid(id)) throw new Refusal('not_found')
  const found = await transact(context, async (tx) => {
    const document = (await findArchived(tx, context.actor, id)) ?? (await findIssued(tx, context.actor, id))
    if (!document) throw new Refusal('not_found')
    const { agencyId, employeeId } = document
    if (employeeId !== context.actor.employeeId) {
      await recordAudit(tx, context, 'document.read', null, null, { agencyId, employeeId, subjectId: id })
    }
    return document
  })
  return { bytes: await readStoredFile(found.fileSha256), name: found.name }
}

async function findArchived(tx: Tx, actor: Actor, id: string): Promise<Found | undefined> {
  const [found] = await tx
    .select({
      fileSha256: employeeDocuments.fileSha256,
      name: employeeDocuments.originalName,
      agencyId: employees.agencyId,
      employeeId: employeeDocuments.employeeId,
    })
    .from(employeeDocuments)
    .innerJoin(employees, eq(employees.id, employeeDocuments.employeeId))
    .where(
      sql`${eq(employeeDocuments.id, id)} and ${scoped(actor, employees.id, [employees.agencyId, employees.workAgencyId])}`,
    )
  return found
}

async function findIssued(tx: Tx, actor: Actor, id: string): Promise<Found | undefined> {
  const agencies = [issuedDocuments.agencyId, issuedDocuments.issuedByAgencyId]
  const [found] = await tx
    .select({
      fileSha256: issuedDocuments.fileSha256,
      number: issuedDocuments.number,
      agencyId: issuedDocuments.agencyId,
      employeeId: issuedDocuments.employeeId,
    })
    .from(issuedDocuments)
    .where(
      sql`${eq(issuedDocuments.id, id)} and (${scoped(actor, issuedDocuments.employeeId, agencies)} or ${signedBy(actor)})`,
    )
  return found && { ...found, name: `${found.number.replace(/[^\w.-]+/g, '-')}.pdf` }
}

/** What an appraiser signed they read, of whomever. */
function signedBy({ employeeId }: Actor): SQL {
  return employeeId ? eq(issuedDocuments.signedById, employeeId) : sql`false`
}

type EmployeeColumn = typeof employees.id | typeof issuedDocuments.employeeId
type AgencyColumn =
  | typeof employees.agencyId
  | typeof issuedDocuments.agencyId
  | typeof issuedDocuments.issuedByAgencyId

/** The first wall: own documents, and those of the agencies that the actor serves. Whoever keeps accounts reads none. */
function scoped(
  { scope, employeeId, role }: Actor,
  person: EmployeeColumn,
  agencies: (AgencyColumn | typeof employees.workAgencyId)[],
): SQL {
  const own = employeeId ? eq(person, employeeId) : sql`false`
  if (role === 'bkn_admin') return own
  if (scope.kind === 'national' || scope.kind === 'system') return sql`true`
  if (scope.kind !== 'agencies') return own
  return or(own, ...agencies.map((agency) => inArray(agency, [...scope.agencyIds]))) ?? sql`false`
}
