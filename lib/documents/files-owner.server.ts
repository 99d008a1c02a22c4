import 'server-only'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import { settings } from '@/lib/settings.server'

/** Notes in the files' folder that this database keeps files there. Call it before the first file is written. */
export async function claimFilesFolder(now: Date): Promise<void> {
  const own = await databaseName(now)
  if ((await owners()).has(own)) return
  await mkdir(settings().FILES_FOLDER, { recursive: true, mode: 0o700 })
  await appendFile(ownersPath(), `${own}\n`, { mode: 0o600 })
}

/**
 * True when no other database ever kept files here: only then is a file that this one does not mention nobody's. The
 * embedded database and a server of one's own share a folder unless somebody says otherwise.
 */
export async function isSoleOwner(now: Date): Promise<boolean> {
  const found = await owners()
  return found.size === 1 && found.has(await databaseName(now))
}

async function owners(): Promise<Set<string>> {
  const text = await readFile(ownersPath(), 'utf8').catch(() => '')
  return new Set(text.split('\n').filter(Boolean))
}

function ownersPath(): string {
  return path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER, 'databases.txt')
}

/** The same for a copy of the cluster's folder, another for every other cluster or database. */
async function databaseName(now: Date): Promise<string> {
  const [row] = await transact(systemContext('files', now), (tx) =>
    tx.execute<{ name: string }>(sql`
      select c.system_identifier || '/' || d.oid as name
      from pg_control_system() c, pg_database d where d.datname = current_database()`),
  )
  if (!row) throw new Error('the database has no name')
  return row.name
}
