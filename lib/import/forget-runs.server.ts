import 'server-only'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { and, eq, inArray, lt, notInArray, or, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import { systemContext } from '@/lib/auth/actor'
import { DECISION_DAYS } from './run'
import { uploadedFile } from './run-store.server'

const DAY_MS = 86_400_000
const UPLOAD_DAYS = 2
const FILE_DAYS = 1

/**
 * Forgets imports that wrote nothing and that nobody goes on with: uploads that never arrived whole after two days,
 * checked ones that were not applied after thirty. Answers how many.
 */
export async function forgetAbandonedRuns(now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const lastStep = sql`coalesce(${importRuns.checkedAt}, ${importRuns.createdAt})`
  const gone = await transact(systemContext('clean-up', now), (tx) =>
    tx
      .delete(importRuns)
      .where(
        or(
          and(eq(importRuns.status, 'uploading'), lt(importRuns.createdAt, before(UPLOAD_DAYS))),
          and(
            inArray(importRuns.status, ['uploaded', 'checked', 'failed']),
            sql`${lastStep} < ${before(DECISION_DAYS).toISOString()}`,
          ),
        ),
      )
      .returning({ id: importRuns.id }),
  )
  return gone.length
}

/**
 * Removes uploaded workbooks that no import will read again: those of imports that were forgotten, applied or taken
 * back. A run is written before its file, so that a file without one is nobody's. Answers how many.
 */
export async function removeReadUploads(now: Date): Promise<number> {
  const folder = path.dirname(uploadedFile('any'))
  const names = await readdir(folder).catch(() => [])
  const ids = names.flatMap((name) => /^([0-9a-f-]{36})\.upload$/.exec(name)?.[1] ?? [])
  const awaited = await transact(systemContext('clean-up', now), (tx) =>
    tx
      .select({ id: importRuns.id })
      .from(importRuns)
      .where(and(inArray(importRuns.id, ids), notInArray(importRuns.status, ['applied', 'undone']))),
  )
  const kept = new Set(awaited.map(({ id }) => id))
  let removed = 0
  for (const id of ids.filter((each) => !kept.has(each))) {
    const file = uploadedFile(id)
    const written = (await stat(file).catch(() => null))?.mtimeMs ?? now.getTime()
    if (now.getTime() - written < FILE_DAYS * DAY_MS) continue
    await rm(file, { force: true })
    removed++
  }
  return removed
}
