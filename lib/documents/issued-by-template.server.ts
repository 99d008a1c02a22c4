import 'server-only'
import { count, max, min } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { systemContext } from '@/lib/auth/actor'

/** How many letters of all agencies each template has issued, when the first and the last: figures, and no letter. */
export function countIssuedByTemplate(now: Date) {
  return transact(systemContext('templates', now), (tx) =>
    tx
      .select({
        template: issuedDocuments.template,
        issued: count(),
        firstAt: min(issuedDocuments.issuedAt),
        lastAt: max(issuedDocuments.issuedAt),
      })
      .from(issuedDocuments)
      .groupBy(issuedDocuments.template),
  )
}
