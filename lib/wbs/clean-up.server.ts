import 'server-only'
import { and, eq, inArray, lt } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { attachmentParts, attachments } from '@/db/wbs/schema'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { failureOf, log } from '@/lib/log.server'
import { partFilesBefore, removePartFiles } from '@/lib/wbs/attachment-files.server'
import { publishFigures } from '@/lib/wbs/figures.server'
import { takeFailures } from '@/lib/wbs/flood.server'
import { removeOldOffline } from '@/lib/wbs/offline.server'
import { remindReporters } from '@/lib/wbs/reminder.server'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { lapseOldRequests } from '@/lib/wbs/seal-request.server'

const HOUR_MS = 3_600_000

/** An attachment that no message names yet is waited for so long. */
const UNSAID_DAYS = 2

/**
 * Takes away, every hour, what nobody needs any more and what time is over, and tells how many requests failed: a line that
 * a request wrote would say when it came.
 */
export function startWbsWork(): { stop: () => void } {
  const timer = setInterval(() => {
    const failures = takeFailures()
    if (failures > 0) log('wbs').error({ failures }, 'requests of reporters failed')
    const now = new Date()
    for (const work of [cleanUpReports, keepTime, remindReporters])
      work(now).catch((error) => log('wbs').error(failureOf(error), 'work of the hour failed'))
  }, HOUR_MS)
  return { stop: () => clearInterval(timer) }
}

/** Deletes what time is over and publishes the figures that are due. */
async function keepTime(now: Date): Promise<void> {
  const today = civilDateIn('Asia/Jakarta', now)
  await transactWbs((tx) => publishFigures(tx, today))
  await transactWbs((tx) => removeOldOffline(tx, today))
  await deleteExpired(today)
}

/** Questions for an identity that nobody answered, attachments that no message names, and files that no row mentions. */
export async function cleanUpReports(now: Date): Promise<void> {
  await lapseOldRequests(now)
  const today = civilDateIn('Asia/Jakarta', now)
  await transactWbs(async (tx) => {
    const begunBefore = lt(attachments.begunOn, addDays(today, -UNSAID_DAYS))
    await tx.delete(attachments).where(and(eq(attachments.isSaid, false), begunBefore))
  })
  const old = await partFilesBefore(now, UNSAID_DAYS)
  const mentioned = await mentionedAmong(old)
  await removePartFiles(old.filter((name) => !mentioned.has(name)))
}

const AT_ONCE = 1000

async function mentionedAmong(names: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  const ids = names.filter((name) => !name.includes('.'))
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const rows = await transactWbs((tx) =>
      tx.select({ fileId: attachmentParts.fileId }).from(attachmentParts).where(inArray(attachmentParts.fileId, some)),
    )
    for (const { fileId } of rows) known.add(fileId)
  }
  return known
}
