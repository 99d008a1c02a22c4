import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { settings } from '@/lib/settings.server'

const DAY_MS = 86_400_000

/** Where a part lies: a random name that says nothing of the report. */
function pathOf(fileId: string): string {
  return join(settings().WBS_FILES_FOLDER, fileId.slice(0, 2), fileId)
}

/** Writes a part under a new random name; when this returns it is on disk. Of its time only the day stays. */
export async function writePartFile(content: Uint8Array, now: Date): Promise<string> {
  const fileId = randomUUID()
  const path = pathOf(fileId)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.new`, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  const day = dayOf(now)
  await utimes(`${path}.new`, day, day)
  await rename(`${path}.new`, path)
  return fileId
}

export async function removePartFiles(fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) await rm(pathOf(fileId), { force: true })
}

export function readPartFile(fileId: string): Promise<Uint8Array> {
  return readFile(pathOf(fileId))
}

/** The SHA-256 of parts, one after the other. */
export async function hashPartFiles(fileIds: readonly string[]): Promise<Buffer> {
  const hash = createHash('sha256')
  for (const fileId of fileIds) hash.update(await readFile(pathOf(fileId)))
  return hash.digest()
}

/** The names of files, whole or half written, that have lain there since before the day. */
export async function partFilesBefore(now: Date, days: number): Promise<string[]> {
  const folder = settings().WBS_FILES_FOLDER
  const paths = await readdir(folder, { recursive: true }).catch((): string[] => [])
  const before = dayOf(now).getTime() - days * DAY_MS
  const old: string[] = []
  for (const path of paths) {
    const entry = await stat(join(folder, path))
    if (entry.isFile() && entry.mtimeMs < before) old.push(basename(path))
  }
  return old
}

function dayOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS)
}
