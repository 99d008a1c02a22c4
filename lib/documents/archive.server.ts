import 'server-only'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { listArchive } from '@/lib/documents/intake.server'

/** The current papers of a person's archive; empty outside the actor's scope. */
export function findArchive(context: Context, employeeId: string) {
  return transact(context, (tx) => listArchive(tx, context, employeeId))
}
