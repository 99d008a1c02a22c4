import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { workforce } from '@/bench/daily-workforce'
import { killed, signal } from '@/scripts/broken-processes'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { ScriptedPhone } from '@/scripts/scripted-phone'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'

const MOST_CALM_MS = 1_500
/** Every second person has two phones. */
const PHONES_OF_TWO = 3

/**
 * The last evening of a month on a server that is killed so many times, while phones send entries, changes and photos,
 * lose answers and break off in the middle of an upload. At the end every outbox is empty, and the database holds exactly
 * what was written: each entry once, with its last word, and each photo whole.
 */
export async function entryFaults(wish: { phones: number; kills: number; say: (line: string) => void }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-faults-'))
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  const owner = postgres(cluster.url, { max: 2, onnotice: () => {} })
  let server = 0
  try {
    const appUrl = await prepareDatabase(cluster.url, newSecret())
    const onSpawn = (pid: number) => {
      server = pid
    }
    const place = { ownerUrl: cluster.url, appUrl, folder: path.join(folder, 'web'), employees: 1_000, onSpawn }
    const { url, env, restart } = await startThrowAwayServer(place)
    process.env.NEXTAUTH_SECRET = env.NEXTAUTH_SECRET
    const workers = await workforce(owner, Math.ceil((wish.phones * 2) / PHONES_OF_TWO))
    const phones = Array.from({ length: wish.phones }, (_, at) => {
      const worker = workers[at % workers.length]
      if (!worker) throw new Error('nobody works')
      return new ScriptedPhone(url, worker, Math.floor(at / workers.length))
    })
    const stops = phones.map((phone) => phone.start())
    for (let kill = 1; kill <= wish.kills; kill++) {
      await sleep(Math.random() * MOST_CALM_MS)
      wish.say(`${kill} of ${wish.kills}: the server is killed, ${sum(phones, ({ waiting }) => waiting)} entries wait`)
      await killed(server)
      await restart()
    }
    await Promise.all(stops.map((stop) => stop()))
    return { ...(await judged(owner, url, phones)), kills: wish.kills }
  } finally {
    await owner.end()
    if (server) signal(server, 'SIGKILL')
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Row = { id: string; employee: string; day: string; minute: number; text: string }

/** What stands in the database and its files after everything, against what the phones know. */
async function judged(owner: Sql, url: string, phones: readonly ScriptedPhone[]) {
  const people = phones.map(({ worker }) => worker.employee)
  const rows = await owner<Row[]>`
    select id, employee_id as employee, work_on::text as day, starts_minute as minute, text
    from daily_entries where employee_id = any(${people}::uuid[])`
  const pieces = await owner<{ id: string; entryId: string }[]>`
    select id, entry_id as "entryId" from entry_evidence where employee_id = any(${people}::uuid[])`
  const found = new Map(rows.map((row) => [row.id, row]))
  const written = new Map(phones.flatMap((phone) => [...phone.written]))
  const photos = phones.flatMap((phone) => phone.photos.map((photo) => ({ ...photo, cookie: phone.worker.cookie })))
  const whole = await Promise.all(photos.map((photo) => isWhole(url, photo)))
  return {
    phones: phones.length,
    written: written.size,
    unheard: sum(phones, ({ unheard }) => unheard),
    stuck: sum(phones, ({ waiting }) => waiting),
    lost: [...written.keys()].filter((id) => !found.has(id)).length,
    doubled: rows.length - new Set(rows.map(({ employee, day, minute }) => `${employee} ${day} ${minute}`)).size,
    unwritten: rows.filter(({ id }) => !written.has(id)).length,
    otherWords: [...written].filter(([id, { text }]) => found.has(id) && found.get(id)?.text !== text).length,
    photos: photos.length,
    brokenUploads: sum(phones, ({ brokenUploads }) => brokenUploads),
    lostPhotos: photos.filter(({ id, entryId }) => !pieces.some((each) => each.id === id && each.entryId === entryId))
      .length,
    otherPhotos: whole.filter((isSame) => !isSame).length,
    unsentPhotos: pieces.filter(({ id }) => !photos.some((photo) => photo.id === id)).length,
  }
}

async function isWhole(url: string, { id, sha256, cookie }: { id: string; sha256: string; cookie: string }) {
  const response = await fetch(`${url}/api/kinerja/bukti/${id}`, { headers: { cookie } })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return response.ok && createHash('sha256').update(bytes).digest('hex') === sha256
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0)
}
