import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import postgres from 'postgres'
import { childrenOf } from '@/scripts/broken-processes'
import { startThrowAwayWbs } from '@/scripts/throw-away-wbs'
import { HOST, hasProxy, startWbsProxy } from '@/scripts/wbs-proxy.mjs'
import { expect, test } from '../fixtures'
import { type Post, reporter } from './reporter'

/** `npm run test:wbs` sends 500; every one of them is another browser, address, text and file. */
const REPORTS = Number(process.env.WBS_REPORTS ?? (process.env.WBS_WHOLE ? 500 : 6))

/** In everything that a browser or a text tells; no program of ours has this word. */
const CANARY = 'KenariQ7x'
const ADDRESS = '127.77.'

/**
 * Every second one speaks with the server itself, as where no proxy stands in front: what their connections tell is in its
 * memory while they last, and on no disk.
 */
const DIRECT = 'KenariD7x'
const isDirect = (number: number) => number % 2 === 0

/** Of so many reporters the raw locator is looked for; one takes as long as all words. */
const LOCATORS = process.env.WBS_WHOLE ? 20 : 2

const ends: (() => Promise<unknown>)[] = []
test.afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

test('nothing that tells of a reporter is left on the disk or in the memory of the server', async () => {
  test.skip(!hasProxy(), 'nginx or openssl is missing')
  test.skip(process.platform !== 'linux', 'the memory of a process is read from /proc')
  test.setTimeout(600_000 + REPORTS * 10_000)

  const { everywhere, folder, origin, post, rootKeys } = await startPlace()
  const sent = await test.step(`${REPORTS} reports, each with a file, from as many browsers`, async () => {
    const made: { code: string; id: string; locator: string; locatorHash: string }[] = []
    for (let number = 1; number <= REPORTS; number++) {
      const one = reporter(post(number), origin, rootKeys)
      const { id } = await one.report({ apa: `${CANARY} teks ${number}` })
      await one.attach(Buffer.from(`${CANARY} berkas-${number}.pdf`))
      expect(await one.open()).toMatchObject({ report: { id } })
      made.push({ code: one.code, id, locator: await one.locator(), locatorHash: await one.locatorHash() })
    }
    return made
  })

  await test.step('files, log, write-ahead log, a dump and memory are searched', async () => {
    const places = await everywhere()
    const words = [CANARY, ADDRESS].flatMap((word) => [word, hexOf(word)].map((text) => Buffer.from(text)))
    words.push(Buffer.from(CANARY, 'utf16le'))
    const codes = new Set(sent.map(({ code }) => code))
    const kept = sent.at(-1)?.locatorHash ?? ''
    const known = [kept, folder].map((text) => Buffer.from(text)).concat(Buffer.from(kept, 'hex'))
    const locators = sent.slice(-LOCATORS).map(({ locator }) => Buffer.from(locator, 'base64url'))
    const told = [
      DIRECT,
      hexOf(DIRECT),
      ...locators.flatMap((each) => [each.toString('base64url'), each.toString('hex')]),
    ]
    const onDisk = [...told.map((text) => Buffer.from(text)), ...locators]
    const addresses = new Set<number>()
    const knownIn = new Set<Where>()
    const hits: string[] = []
    for (const { where, name, read } of places) {
      const bytes = read()
      if (known.some((each) => bytes.includes(each))) knownIn.add(where)
      const isDisk = where === 'files' || where === 'a dump'
      for (const word of isDisk ? [...words, ...onDisk] : words) if (bytes.includes(word)) hits.push(`${name}: ${word}`)
      if (isDisk) for (const number of addressesIn(bytes)) addresses.add(number)
      for (const digits of codesIn(bytes)) if (codes.has(digits)) hits.push(`${name}: a code`)
    }
    expect(places.some(({ name }) => name.includes('pg_wal'))).toBe(true)
    expect([...knownIn].sort(), 'the search finds what is there').toEqual([...WHERE].sort())
    expect(memory.unread / memory.asked, 'memory was not silently empty').toBeLessThan(0.1)
    expect(hits).toEqual([])
    expect(addresses.size, 'four bytes may be an address by chance, but not those of most').toBeLessThan(REPORTS / 2)
  })
})

/** A server of WBS alone, and the proxy in front. */
async function startPlace() {
  const wbs = await startThrowAwayWbs({ origin: `https://${HOST}` })
  ends.push(wbs.stop)
  mkdirSync(join(wbs.folder, 'proxy'), { mode: 0o755 })
  const proxy = await startWbsProxy(join(wbs.folder, 'proxy'), wbs.port)
  ends.push(proxy.stop)
  const { web, database } = wbs.processes()
  const everywhere = async () => [
    ...filesIn(wbs.folder), // with what the server writes into its temporary folder
    ...filesIn(wbs.data),
    ...(await dumpOf(wbs.ownerUrl)),
    ...(await dumpOf(wbs.shredOwnerUrl)),
    ...memoryOf('memory of the server', web, 'p'),
    ...memoryOf('memory of the database', database, 's'), // which all of its processes share
    ...[database, ...childrenOf(database)].flatMap((pid) => memoryOf('memory of the database', pid, 'p')),
  ]
  return { ...wbs, everywhere, post: (number: number) => talkative(number, isDirect(number) ? wbs.port : proxy.port) }
}

/** A browser that tells all it can, from an address of its own. */
function talkative(number: number, port: number): Post {
  const localAddress = addressOf(number)
  const [word, ask] = isDirect(number) ? [DIRECT, plainRequest] : [CANARY, request]
  const headers = {
    Host: HOST,
    'User-Agent': `${word} browser ${number}`,
    'Accept-Language': `${word}-${number}`,
    Referer: `https://example.org/${word}/${number}`,
    Cookie: `${word}=${number}`,
    'X-Forwarded-For': localAddress,
  }
  return (door, bytes, type) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, localAddress, method: 'POST', rejectUnauthorized: false }
      const typed = { ...headers, 'Content-Type': type, 'Content-Length': bytes.length }
      const asked = ask({ ...options, path: `/lapor/api/${door}`, headers: typed }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => {
          const fields = JSON.parse(Buffer.concat(parts).toString())
          if (response.statusCode === 200) resolve(fields)
          else reject(new Error(`${door}: ${fields.code}`))
        })
      })
      asked.on('error', reject)
      asked.end(bytes)
    })
}

/** Those of the direct ones differ, because the memory of the server knows them. */
function addressOf(number: number): string {
  const net = isDirect(number) ? '127.78.' : ADDRESS
  return `${net}${Math.floor(number / 250)}.${(number % 250) + 1}`
}

/** The numbers of reporters whose address stands somewhere as four bytes. */
function* addressesIn(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(127); at >= 0 && at < bytes.length - 3; at = bytes.indexOf(127, at + 1)) {
    const [net, high = 0, low = 0] = bytes.subarray(at + 1, at + 4)
    const number = high * 250 + low - 1
    if (number < 1 || number > REPORTS || low < 1 || low > 250) continue
    if (net === (isDirect(number) ? 78 : 77)) yield number
  }
}

const WHERE = ['files', 'a dump', 'memory of the server', 'memory of the database'] as const
type Where = (typeof WHERE)[number]
type Place = { where: Where; name: string; read: () => Buffer }

/** Every row of as many digits as a code has, piece by piece: no text is as long as a memory. */
function* codesIn(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    const piece = bytes.subarray(from, from + PIECE_BYTES + 20).toString('latin1')
    for (const [digits] of piece.matchAll(/\d{21}/g)) yield digits
  }
}

const PIECE_BYTES = 2 ** 26

function filesIn(from: string): Place[] {
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .map((name) => join(from, name))
    .filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
    .map((name) => ({ where: 'files', name, read: () => readFileSync(name) }))
}

/** Every row of every table, as a backup has it. */
async function dumpOf(url: string): Promise<Place[]> {
  const sql = postgres(url, { max: 1 })
  const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`
  const dumped = tables.map(async ({ table_name: table }): Promise<Place> => {
    const rows = await sql`select to_jsonb(t)::text as row from ${sql(table)} t`
    return { where: 'a dump', name: `table ${table}`, read: () => Buffer.from(rows.map(({ row }) => row).join('\n')) }
  })
  return Promise.all(dumped).finally(() => sql.end())
}

/** Bytes of memory that were to be read, and those that could not be. */
const memory = { asked: 0, unread: 0 }

/** What a process may write to, private or shared, region by region. */
function memoryOf(where: Where, pid: number, kind: 'p' | 's'): Place[] {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8')
  const regions = maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw.([ps])/gm)
  return [...regions]
    .filter(([, , , shared]) => shared === kind)
    .map(([, from = '', to = '']) => ({
      where,
      name: `memory of ${pid} at ${from}`,
      read: () => readRegion(pid, Number.parseInt(from, 16), Number.parseInt(to, 16)),
    }))
}

/** As much of a region as is still there. */
function readRegion(pid: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from)
  memory.asked += bytes.length
  let at = 0
  const file = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (let read = -1; read !== 0; at += read) read = readSync(file, bytes, at, bytes.length - at, from + at)
  } catch {
    memory.unread += bytes.length - at // it went meanwhile
  } finally {
    closeSync(file)
  }
  return bytes.subarray(0, at)
}

function hexOf(word: string): string {
  return Buffer.from(word).toString('hex')
}
