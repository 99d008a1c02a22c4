import 'server-only'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type ReceivedPdf, receivePdf } from '@/lib/documents/intake.server'
import type { Piece, Upload } from '@/lib/documents/upload-input'
import { addPiece } from '@/lib/pieces.server'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

const MEGABYTE = 1024 * 1024
const DAY_MS = 86_400_000

/** Of one person; the next one takes the place of the oldest. */
const MOST_UNFINISHED = 8
const UNFINISHED_DAYS = 2

/**
 * Adds one piece of a file that the actor sends and answers how many bytes are there; an empty piece only asks. The
 * file is named by its content, so that whoever chooses it again goes on where the sending broke. Refuses with
 * file_empty, file_too_large or disk_full.
 */
export async function appendUpload(context: Context, { sha256, fileBytes, offset, piece }: Piece): Promise<number> {
  const limitMb = settings().UPLOAD_LIMIT_MB
  if (fileBytes === 0) throw new Refusal('file_empty')
  if (fileBytes > limitMb * MEGABYTE) throw new Refusal('file_too_large', { limitMb })
  const file = unfinished(context, sha256)
  return transact(context, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${file}, 0))`)
    if (offset === 0 && piece.length > 0) await makeRoom(path.dirname(file))
    return addPiece(file, fileBytes, offset, piece)
  })
}

/**
 * Hands a file that has arrived to whoever keeps it, and forgets it once it is kept; until then it need not be sent
 * again. Refuses with upload_incomplete, what `receivePdf` says of the file, or what `keep` does.
 */
export async function keepUpload<T>(
  context: Context,
  { sha256, name }: Upload,
  keep: (pdf: ReceivedPdf) => Promise<T>,
): Promise<T> {
  const file = unfinished(context, sha256)
  const bytes = await readFile(file).catch(() => null)
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) {
    await rm(file, { force: true })
    throw new Refusal('upload_incomplete')
  }
  const kept = await keep(await receivePdf(new File([bytes], name)))
  await rm(file, { force: true })
  return kept
}

/** Forgets what has arrived of a file whose sending was called off. */
export async function dropUpload(context: Context, { sha256 }: Pick<Upload, 'sha256'>): Promise<void> {
  await rm(unfinished(context, sha256), { force: true })
}

/** Forgets files that were sent and never used. Answers how many. */
export async function forgetUnfinishedUploads(now: Date): Promise<number> {
  const root = unfinishedFolder()
  const files = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  let forgotten = 0
  for (const entry of files.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    if (now.getTime() - (await writtenAt(file)) < UNFINISHED_DAYS * DAY_MS) continue
    await rm(file, { force: true })
    forgotten += 1
  }
  return forgotten
}

/** Each person has a folder of their own: nobody reaches what another one sends. */
function unfinished({ actor }: Context, sha256: string): string {
  if (!actor.accountId || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not an upload of a person')
  return path.join(unfinishedFolder(), actor.accountId, sha256)
}

function unfinishedFolder(): string {
  return path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER, 'uploads')
}

async function makeRoom(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names = await readdir(folder)
  const aged = await Promise.all(
    names.map(async (name) => ({ file: path.join(folder, name), at: await writtenAt(path.join(folder, name)) })),
  )
  const oldest = aged.sort((one, other) => other.at - one.at).slice(MOST_UNFINISHED - 1)
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })))
}

async function writtenAt(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
