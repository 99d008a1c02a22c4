import 'server-only'
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import { listExports } from '@/db/schema/lists'
import { signingBatches } from '@/db/schema/signing'
import type { Context } from '@/lib/auth/actor'
import { countFinishedRuns, listFinishedRuns } from '@/lib/sapk/public.server'

const MOST = 50

/** What a person began in the background and what came of it. */
export type OwnWork =
  | { kind: 'run'; event: string }
  | { kind: 'signing'; documents: string }
  | { kind: 'import'; status: string; fileName: string }
  | { kind: 'export'; list: string; isFailed: boolean }

type Ended = { key: string; at: Date; href: string } & OwnWork

/** Imports that were read or applied, files and papers that are ready, commands that were carried out. */
export async function listOwnWork(context: Context, since: Date): Promise<Ended[]> {
  const own = ownWorkSince(context, since)
  if (!own) return []
  const runs = await listFinishedRuns(context, since)
  const [imports, files, signings] = await transact(
    context,
    async (tx) =>
      [
        await tx
          .select({
            id: importRuns.id,
            status: importRuns.status,
            fileName: importRuns.fileName,
            at: sql<Date>`${importToldAt}`.mapWith(importRuns.createdAt),
          })
          .from(importRuns)
          .where(own.imports)
          .orderBy(desc(importToldAt))
          .limit(MOST),
        await tx
          .select({
            id: listExports.id,
            list: listExports.list,
            at: listExports.finishedAt,
            isFailed: sql<boolean>`${listExports.failedCode} is not null`,
          })
          .from(listExports)
          .where(own.files)
          .orderBy(desc(listExports.finishedAt))
          .limit(MOST),
        await tx
          .select({ id: signingBatches.id, documents: signingBatches.kind, at: signingBatches.finishedAt })
          .from(signingBatches)
          .where(own.signings)
          .orderBy(desc(signingBatches.finishedAt))
          .limit(MOST),
      ] as const,
  )
  return [
    ...runs.flatMap(({ id, event, at }) =>
      at ? [{ kind: 'run', key: id, at, href: `/sapk/usul/proses/${id}`, event } as const] : [],
    ),
    ...imports.map(({ id, at, status, fileName }) => ({
      kind: 'import' as const,
      key: id,
      at,
      href: `/impor/${id}`,
      status,
      fileName,
    })),
    ...files.flatMap(({ id, at, ...file }) =>
      at ? [{ kind: 'export', key: id, at, href: '/unduhan', ...file } as const] : [],
    ),
    ...signings.flatMap(({ id, at, documents }) =>
      at ? [{ kind: 'signing', key: id, at, href: '/sapk/usul', documents } as const] : [],
    ),
  ]
}

/** How much of it there is. */
export async function countOwnWork(context: Context, since: Date): Promise<number> {
  const own = ownWorkSince(context, since)
  if (!own) return 0
  const runs = await countFinishedRuns(context, since)
  return transact(
    context,
    async (tx) =>
      runs +
      (await tx.$count(importRuns, own.imports)) +
      (await tx.$count(listExports, own.files)) +
      (await tx.$count(signingBatches, own.signings)),
  )
}

const importToldAt = sql`coalesce(${importRuns.appliedAt}, ${importRuns.checkedAt}, ${importRuns.workerAt})`

/** Which work of the actor has ended since an instant; undefined for who has none in the background. */
function ownWorkSince({ actor: { accountId, role } }: Context, since: Date) {
  if (accountId === null || role === 'system' || role === 'employee') return undefined
  return {
    imports: and(
      eq(importRuns.createdBy, accountId),
      inArray(importRuns.status, ['checked', 'applied', 'failed']),
      sql`${importToldAt} > ${since.toISOString()}::timestamptz`,
    ),
    files: and(eq(listExports.accountId, accountId), eq(listExports.role, role), gt(listExports.finishedAt, since)),
    signings: and(
      eq(signingBatches.accountId, accountId),
      eq(signingBatches.role, role),
      gt(signingBatches.finishedAt, since),
    ),
  }
}
