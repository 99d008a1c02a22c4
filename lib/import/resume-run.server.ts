import 'server-only'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { receivedBytes } from '@/lib/pieces.server'
import { Refusal } from '@/lib/refusal'
import type { ResumeInput } from './inputs'
import { hashOf } from './inspect.server'
import { lockRun, uploadedFile } from './run-store.server'

/**
 * Lets an upload that was cut go on with the file that somebody chose again, once its first bytes are the ones that
 * have arrived. Answers how many those are: when it is another number than was hashed, nothing has been compared yet.
 *
 * Refuses with wrong_state, or import.other_file.
 */
export async function resumeRun(context: Context, chosen: ResumeInput): Promise<number> {
  const { fileName, fileBytes, status } = await transact(context, (tx) => lockRun(tx, context, chosen.id))
  if (status !== 'uploading') throw new Refusal('wrong_state', { state: status, event: 'receive' })
  const path = uploadedFile(chosen.id)
  const received = await receivedBytes(path)
  const isOther = fileName !== chosen.fileName || fileBytes !== chosen.fileBytes
  const begins = chosen.bytes !== received || received === 0 || (await hashOf(path)) === chosen.hash
  if (isOther || !begins) throw new Refusal('import.other_file', { name: fileName })
  return received
}
