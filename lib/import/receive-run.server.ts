import 'server-only'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { importMappings, importRuns } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { addPiece, receivedBytes } from '@/lib/pieces.server'
import { Refusal } from '@/lib/refusal'
import { lockWriters } from '@/lib/registry/row-version.server'
import { move } from '@/lib/workflow'
import { hashOf, inspectFile } from './inspect.server'
import { importFlow, MAX_FILE_BYTES } from './run'
import { lockRun, uploadedFile } from './run-store.server'

/** Files of one person on their way at once: each may take all that an import may. */
const MOST_UPLOADS = 5

/**
 * Opens a run for a file that will arrive in pieces. Refuses with import.file_too_large, import.file_empty, or
 * import.uploads_open for whoever has many that never arrived whole.
 */
export async function startRun(context: Context, file: { fileName: string; fileBytes: number }): Promise<string> {
  if (file.fileBytes > MAX_FILE_BYTES) throw new Refusal('import.file_too_large', { most: MAX_FILE_BYTES / 1_000_000 })
  if (file.fileBytes === 0) throw new Refusal('import.file_empty')
  const { agencyId, accountId, name } = context.actor
  const run = await transact(context, async (tx) => {
    await refuseMoreUploads(tx, accountId)
    const [made] = await tx
      .insert(importRuns)
      .values({ ...file, agencyId, createdBy: accountId, createdByName: name })
      .returning({ id: importRuns.id })
    if (!made) throw new Error('no run was made')
    await recordAudit(
      tx,
      context,
      'import.manage',
      null,
      { step: 'start', file: file.fileName },
      { subjectId: made.id },
    )
    return made
  })
  await mkdir(dirname(uploadedFile(run.id)), { recursive: true })
  return run.id
}

async function refuseMoreUploads(tx: Tx, accountId: string | null): Promise<void> {
  if (accountId === null) return // the command line, whose file is there
  await lockWriters(tx, `import.manage ${accountId}`)
  const open = await tx.$count(importRuns, and(eq(importRuns.createdBy, accountId), eq(importRuns.status, 'uploading')))
  if (open >= MOST_UPLOADS) throw new Refusal('import.uploads_open', { most: MOST_UPLOADS })
}

/**
 * Adds one piece of the file. A piece that is there already is passed over, so that a sender who lost the answer may
 * send it again; of two pieces that arrive at once the second waits for the first. Answers how many bytes are there.
 */
export async function appendToRun(context: Context, runId: string, offset: number, piece: Uint8Array): Promise<number> {
  return transact(context, async (tx) => {
    const { fileBytes, status } = await lockRun(tx, context, runId)
    if (status !== 'uploading') throw new Refusal('wrong_state', { state: status, event: 'receive' })
    return addPiece(uploadedFile(runId), fileBytes, offset, piece)
  })
}

/** Looks into the complete file and proposes what its columns are. A file that is none ends the run. */
export async function receiveRun(context: Context, runId: string): Promise<void> {
  const path = uploadedFile(runId)
  const { fileBytes, status, agencyId } = await transact(context, (tx) => lockRun(tx, context, runId))
  move(importFlow, status, 'receive')
  if ((await receivedBytes(path)) !== fileBytes) throw new Refusal('import.upload_incomplete')
  const found = await inspectReceived(context, runId, agencyId)
  const dataOn = found.dataOn ?? civilDateIn('Asia/Jakarta', context.now)
  const fileHash = await hashOf(path)
  await transact(context, async (tx) => {
    const { status, fileName } = await lockRun(tx, context, runId)
    const next = move(importFlow, status, 'receive')
    await tx
      .update(importRuns)
      .set({ ...found, dataOn, fileHash, status: next })
      .where(eq(importRuns.id, runId))
    const after = { step: 'receive', file: fileName, fileHash, status: next }
    await recordAudit(tx, context, 'import.manage', { status }, after, { agencyId, subjectId: runId })
  })
}

async function inspectReceived(context: Context, runId: string, agencyId: number) {
  try {
    const remembered = await transact(context, (tx) => rememberedHeaders(tx, agencyId))
    const { mapping: _, ...found } = await inspectFile(uploadedFile(runId), remembered)
    return found
  } catch (error) {
    if (error instanceof Refusal) await discardRun(context, runId)
    throw error
  }
}

/** Forgets a run that has written nothing, with its file. Refuses with wrong_state. */
export async function discardRun(context: Context, runId: string): Promise<void> {
  await transact(context, async (tx) => {
    const { status, fileName, agencyId } = await lockRun(tx, context, runId)
    if (!['uploading', 'uploaded', 'checked', 'failed'].includes(status)) {
      throw new Refusal('wrong_state', { state: status, event: 'discard' })
    }
    await tx.delete(importRuns).where(eq(importRuns.id, runId))
    const before = { step: 'discard', file: fileName, status }
    await recordAudit(tx, context, 'import.manage', before, null, { agencyId, subjectId: runId })
  })
  await rm(uploadedFile(runId), { force: true })
}

async function rememberedHeaders(tx: Tx, agencyId: number): Promise<Record<string, string>> {
  const rows = await tx.select().from(importMappings).where(eq(importMappings.agencyId, agencyId))
  return Object.fromEntries(rows.map(({ header, field }) => [header, field]))
}
