import 'server-only'
import { and, eq, isNotNull } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { attachmentParts, attachments } from '@/db/wbs/schema'
import { Refusal } from '@/lib/refusal'
import { readPartFile } from '@/lib/wbs/attachment-files.server'
import { requireMember, requireOfficer } from '@/lib/wbs/officer.server'

/** One part of a file, still encrypted, and how many there are. */
export type ServedPart = { content: Uint8Array; parts: number }

/**
 * Hands out one part of a whole file to somebody who holds the key of its report. Refuses `forbidden`, and `not_found` for
 * every other file, part or person.
 */
export async function handOutPart(
  accountId: string | null,
  { report, attachment, number }: { report: string; attachment: string; number: number },
): Promise<ServedPart> {
  const found = await transactWbs(async (tx) => {
    await requireMember(tx, await requireOfficer(tx, accountId), report)
    const [part] = await tx
      .select({ fileId: attachmentParts.fileId, parts: attachments.parts })
      .from(attachmentParts)
      .innerJoin(attachments, eq(attachments.id, attachmentParts.attachmentId))
      .where(
        and(
          eq(attachments.id, attachment),
          eq(attachments.reportId, report),
          eq(attachmentParts.number, number),
          isNotNull(attachments.sha256),
        ),
      )
    return part
  })
  if (!found) throw new Refusal('not_found')
  /* What Node reads is a Buffer, which would travel to a browser as JSON. */
  return { content: new Uint8Array(await readPartFile(found.fileId)), parts: found.parts }
}
