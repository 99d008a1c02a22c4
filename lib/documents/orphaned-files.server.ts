import 'server-only'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { files } from '@/db/schema/documents'
import { type Context, systemContext } from '@/lib/auth/actor'
import { fileLock } from '@/lib/documents/file-store.server'
import { settings } from '@/lib/settings.server'

/** Far longer than any transaction lasts, and long enough to restore a database from its backup. */
const SAFE_DAYS = 7
const DAY_MS = 86_400_000

/** Forgets contents that were taken from where they stood, as evidence is, once nothing mentions them. Answers how many. */
export async function forgetDetachedFiles(now: Date): Promise<number> {
  const before = new Date(now.getTime() - SAFE_DAYS * DAY_MS).toISOString()
  const [row] = await transact(systemContext('clean-up', now), (tx) =>
    tx.execute<{ forgotten: number }>(sql`select forget_detached_files(${before}::timestamptz) as forgotten`),
  )
  return row?.forgotten ?? 0
}

/**
 * Removes stored files that no row mentions, and drafts of files that were never finished: what a failed transaction
 * or a killed process left. Answers how many.
 */
export async function removeOrphanedFiles(now: Date): Promise<number> {
  const context = systemContext('clean-up', now)
  const root = path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER)
  let removed = 0
  for (const folder of await namesIn(root, /^[0-9a-f]{2}$/)) {
    const names = await namesIn(path.join(root, folder), /^[0-9a-f]{64}(\.[0-9a-f-]{36})?$/)
    const known = await transact(context, (tx) => mentioned(tx, names))
    for (const name of names) {
      const file = path.join(root, folder, name)
      if (known.has(name) || !(await isOld(file, now))) continue
      removed += (await removeUnmentioned(context, name, file)) ? 1 : 0
    }
  }
  return removed
}

/**
 * An upload holds the lock of its hash until its row is committed: who cannot have the lock leaves the file alone, and
 * an upload that comes now waits and then writes the file anew.
 */
function removeUnmentioned(context: Context, name: string, file: string): Promise<boolean> {
  return transact(context, async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${fileLock(name)}) as taken`,
    )
    if (!lock?.taken || (await mentioned(tx, [name])).has(name)) return false
    await rm(file, { force: true })
    return true
  })
}

/** Which of these files a row mentions. One parameter holds them all: a statement takes no more than 65,535. */
export async function mentioned(tx: Tx, names: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ name: files.sha256 })
    .from(files)
    .where(sql`${files.sha256} = any(${sql.param(names)}::text[])`)
  return new Set(rows.map(({ name }) => name))
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => pattern.test(name))
}

async function isOld(file: string, now: Date): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  return found !== null && now.getTime() - found.mtimeMs > SAFE_DAYS * DAY_MS
}
