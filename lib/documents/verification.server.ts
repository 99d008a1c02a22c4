import 'server-only'
import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { transact } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { visitorContext } from '@/lib/auth/actor'
import { readStoredFile } from '@/lib/documents/file-store.server'
import { testKeysFolder } from '@/lib/documents/printer.server'
import { testRoot } from '@/lib/documents/test-authority.server'
import { verifySignature } from '@/lib/documents/verify-signature'

/** What anybody may know about a letter whose code they hold; nothing else leaves the database. */
export type PublicDocument = NonNullable<Awaited<ReturnType<typeof findByCode>>>

/**
 * The letter of a code, with whether its stored file is what was signed; undefined when there is none.
 *
 * @param code twelve characters, as `readCode` returns them
 */
export async function findPublicDocument(code: string, now: Date) {
  const document = await findByCode(code, now)
  return document && { ...document, isIntact: await isIntact(document.fileSha256, now) }
}

function findByCode(code: string, now: Date) {
  const successor = alias(issuedDocuments, 'successor')
  return transact(visitorContext('verification', now), async (tx) => {
    const [document] = await tx
      .select({
        kind: issuedDocuments.kind,
        status: issuedDocuments.status,
        number: issuedDocuments.number,
        issuedOn: issuedDocuments.issuedOn,
        issuingOffice: issuedDocuments.issuingOffice,
        signatoryTitle: issuedDocuments.signatoryTitle,
        maskedHolder: issuedDocuments.maskedHolder,
        certificateIssuer: issuedDocuments.certificateIssuer,
        signer: issuedDocuments.signer,
        fileSha256: issuedDocuments.fileSha256,
        endedOn: issuedDocuments.endedOn,
        successorCode: successor.code,
      })
      .from(issuedDocuments)
      .leftJoin(successor, eq(successor.id, issuedDocuments.supersededById))
      .where(eq(issuedDocuments.code, code))
    return document
  })
}

/** The stored file is there, unchanged, and its last signature covers it and leads to our root. */
async function isIntact(sha256: string, now: Date): Promise<boolean> {
  try {
    const verdict = await verifySignature(await readStoredFile(sha256), [await testRoot(testKeysFolder(), now)])
    return verdict.state === 'valid'
  } catch {
    return false // missing or damaged: the page says that it cannot vouch for the file
  }
}
