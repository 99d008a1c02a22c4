import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { files } from '@/db/schema/documents'
import { isDiskFull } from '@/lib/disk-full'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

/**
 * Keeps a file under the hash of its content: on disk first, then in the transaction that mentions it. The same
 * content is kept once. Refuses with disk_full. A transaction that fails leaves a file that nothing mentions, which
 * `removeOrphanedFiles` takes away; the lock keeps it from a file whose row is not committed yet.
 */
export async function storeFile(tx: Tx, bytes: Uint8Array, mime: string): Promise<string> {
  const sha256 = sha256Of(bytes)
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${fileLock(sha256)})`)
  await writeOnce(storedPath(sha256), bytes)
  await tx.insert(files).values({ sha256, sizeBytes: bytes.length, mime }).onConflictDoNothing()
  return sha256
}

/** The name under which a file is kept, in hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The key of the lock that uploads of one content share and its removal has alone. */
export function fileLock(sha256: string): SQL {
  return sql`hashtextextended(${`file ${sha256}`}, 0)`
}

/** The bytes of a stored file. Throws when they are gone or no longer what their name says: the disk is at fault. */
export async function readStoredFile(sha256: string): Promise<Buffer<ArrayBuffer>> {
  const bytes = await readFile(storedPath(sha256))
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`stored file ${sha256} is damaged`)
  return bytes
}

/** ab/abcdef…: 256 folders, so that none grows without end. */
function storedPath(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256')
  return path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER, sha256.slice(0, 2), sha256)
}

/** The whole file appears under its name at once, and only after it is on the disk. */
async function writeOnce(target: string, bytes: Uint8Array): Promise<void> {
  const known = await stat(target).catch(() => null)
  if (known?.size === bytes.length) return
  const draft = `${target}.${randomUUID()}`
  try {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    const handle = await open(/* turbopackIgnore: true */ draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, target)
    await syncFolder(path.dirname(target))
  } catch (error) {
    await rm(draft, { force: true })
    throw isDiskFull(error) ? new Refusal('disk_full') : error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(/* turbopackIgnore: true */ folder, 'r')
  await handle.sync().finally(() => handle.close())
}
