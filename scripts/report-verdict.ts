import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import accounts from '@/db/seed/accounts.json'
import { transactWbs } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { beginConversation, type FirstBody } from '@/lib/wbs/conversation'
import type { Manifest } from '@/lib/wbs/manifest'
import { newestManifest } from '@/lib/wbs/manifest.server'
import { base64url } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import { unlock } from '@/lib/wbs/recipient-key'
import { lockedKeysOf } from '@/lib/wbs/recipient-key.server'
import { readWraps } from '@/lib/wbs/wraps.server'
import type { ScriptedReporter } from './scripted-reporter'
import type { ThrowAwayWbs } from './throw-away-wbs'

/** What is in the database and on the disk after everything, against what was acknowledged. */
export async function judged(place: ThrowAwayWbs, reporters: readonly ScriptedReporter[]) {
  process.env.WBS_APP_DATABASE_URL = place.appUrl
  process.env.WBS_SHRED_APP_DATABASE_URL = place.shredAppUrl
  const sql = postgres(place.appUrl, { max: 1, onnotice: () => {} })
  try {
    const [reports, files] = [await readAll(sql), await filesOnDisk(sql, place.files)]
    return { reporters: reporters.length, ...ofReports(reports, reporters), ...ofFiles(files, reporters) }
  } finally {
    await sql.end()
  }
}

function ofReports(found: Map<string, string | undefined>, reporters: readonly ScriptedReporter[]) {
  const sent = new Map(reporters.flatMap((reporter) => reporter.sent).map(({ made, text }) => [made.id, text]))
  return {
    reports: sent.size,
    stuck: reporters.filter(({ isDone }) => !isDone).length,
    lostReports: [...sent.keys()].filter((id) => !found.has(id)).length,
    halfReports: [...found.values()].filter((text) => text === undefined).length,
    otherReports: [...sent].filter(([id, text]) => found.get(id) !== undefined && found.get(id) !== text).length,
    strangeReports: [...found.keys()].filter((id) => !sent.has(id)).length,
  }
}

function ofFiles(found: Map<string, { kept: string; onDisk: string }>, reporters: readonly ScriptedReporter[]) {
  const sent = reporters.flatMap(({ files }) => files)
  return {
    files: sent.length,
    resumed: reporters.reduce((sum, { resumed }) => sum + resumed, 0),
    lostParts: reporters.reduce((sum, { lostParts }) => sum + lostParts, 0),
    lostFiles: sent.filter(({ id }) => !found.has(id)).length,
    otherFiles: sent.filter(({ id, sha256 }) => found.has(id) && found.get(id)?.onDisk !== sha256).length,
    halfFiles: [...found.values()].filter(({ kept, onDisk }) => kept !== onDisk).length,
  }
}

/** What a recipient reads of every report that is there; undefined where it cannot be read, or a wrap is missing. */
async function readAll(sql: Sql): Promise<Map<string, string | undefined>> {
  const manifest: Manifest = JSON.parse((await transactWbs(newestManifest)).manifest)
  const readers = manifest.groups.find(({ id }) => id === 'inspektorat')?.keys ?? []
  const { keyId, identity } = await aReader(manifest, readers)
  const found = new Map<string, string | undefined>()
  for (const { id } of await sql<{ id: string }[]>`select id from reports`) {
    const kept = await transactWbs((tx) => readWraps(tx, eq(wraps.reportId, id)))
    const messages = await sql<{ seq: number; epoch: number; ct: Buffer }[]>`
      select seq, epoch, ct from messages where report_id = ${id} order by seq`
    const served = {
      wraps: kept.filter(({ holder }) => holder === keyId).map(({ ct }) => ({ epoch: 0, ct: base64url(ct) })),
      messages: messages.map((message) => ({ ...message, ct: base64url(message.ct) })),
    }
    const read = await readReport(beginConversation(id), served, identity, manifest).catch(() => undefined)
    const body = read?.envelopes[0]?.body as FirstBody<{ apa: string }> | undefined
    found.set(id, kept.length === readers.length + 2 ? body?.content.apa : undefined)
  }
  return found
}

/** The first recipient, with the key as the own browser opens it. */
async function aReader(manifest: Manifest, readers: readonly string[]) {
  const key = manifest.keys.find(({ id }) => id === readers[0])
  const [kept] = await transactWbs((tx) => lockedKeysOf(tx, key?.holder ?? ''))
  const opened = kept && (await unlock(kept.locked, accounts.password))
  if (!opened) throw new Error('nobody can read')
  return { keyId: kept.id, identity: opened.box.identity }
}

/** For each attachment that the server says is whole: the hash it keeps, and that of the parts on the disk. */
async function filesOnDisk(sql: Sql, folder: string) {
  const whole = await sql<{ id: string; sha256: Buffer }[]>`
    select id, sha256 from attachments where sha256 is not null`
  const found = new Map<string, { kept: string; onDisk: string }>()
  for (const { id, sha256 } of whole) {
    const parts = await sql<{ fileId: string }[]>`
      select file_id as "fileId" from attachment_parts where attachment_id = ${id} order by number`
    const hash = createHash('sha256')
    for (const { fileId } of parts)
      hash.update(await readFile(join(folder, fileId.slice(0, 2), fileId)).catch(() => Buffer.alloc(0)))
    found.set(id, { kept: sha256.toString('hex'), onDisk: hash.digest('hex') })
  }
  return found
}
