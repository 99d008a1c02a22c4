import 'server-only'
import { asc, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'

/** The letters of some codes that the actor may see, as the pages of a case show them. */
export function listIssued(tx: Tx, codes: readonly string[]) {
  return tx
    .select({
      id: issuedDocuments.id,
      code: issuedDocuments.code,
      kind: issuedDocuments.kind,
      status: issuedDocuments.status,
      number: issuedDocuments.number,
      issuedOn: issuedDocuments.issuedOn,
      fileSha256: issuedDocuments.fileSha256,
      pageCount: issuedDocuments.pageCount,
      signatoryName: issuedDocuments.signatoryName,
      signatoryTitle: issuedDocuments.signatoryTitle,
    })
    .from(issuedDocuments)
    .where(inArray(issuedDocuments.code, [...codes]))
    .orderBy(asc(issuedDocuments.issuedAt))
}

export type IssuedLetter = Awaited<ReturnType<typeof listIssued>>[number]
