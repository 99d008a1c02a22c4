import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { freemem, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './postgres-binaries.mjs'
import {
  commandOf,
  ending,
  folderOf,
  fullDisk,
  isAlive,
  isGoneWithin,
  run,
  signal,
  Trouble,
  tellsOfFullDisk,
} from './process.mjs'

const OWNER = 'satya'
const START_SECONDS = 60
const STOP_SECONDS = 30

/**
 * What the defaults of PostgreSQL, made for the smallest machine, cost a large import or a list of a million: pages that
 * a writer has to make room for itself, and checkpoints in the middle, after which every page is logged in full again.
 * Memory is taken as it is used, and never more than an eighth of the machine's.
 */
const ROOM = [
  ['shared_buffers', `${Math.min(512, Math.max(128, Math.floor(totalmem() / 2 ** 23)))}MB`],
  ['wal_buffers', '64MB'],
  ['max_wal_size', '4GB'],
  ['checkpoint_timeout', '15min'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** Speed that only a cluster may have whose data nobody will miss; its log stays small where it may lie in memory. */
const THROW_AWAY = [
  ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
  ...['-c', 'max_wal_size=512MB'],
]

/** Linux keeps here in memory what others keep on a disk: the thousand files of a copied database are made in no time. */
const MEMORY = '/dev/shm'
const CLUSTER_BYTES = 4 * 1024 ** 3

/**
 * Starts the cluster of a folder, making it first when there is none, or takes over the one that runs there already.
 *
 * @param {{ folder: string, password: string, throwAway?: boolean }} cluster
 * @returns {Promise<{ url: string, pid: number, data: string, isOurs: boolean }>} isOurs is false when it was running before; url is
 *   the owner's, of the database `satya`
 */
export async function startPostgres({ folder, password, throwAway = false }) {
  const running = await runningPostgres(folder)
  if (running) return { ...running, url: urlOf(running.port, password), isOurs: false }

  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const binaries = await findBinaries(realpathSync(folder))
  if (!existsSync(join(binaries.data, 'PG_VERSION'))) await initialise(binaries, password, throwAway)
  requireSameVersion(binaries)
  removeForeignPidFile(binaries.data)
  const { pid, port } = await launch(binaries, throwAway)
  return { url: urlOf(port, password), pid, data: binaries.data, isOurs: true }
}

/** Ends a cluster: open transactions are rolled back, what was committed is on disk. */
export async function stopPostgres(pid) {
  signal(pid, 'SIGINT')
  if (await isGoneWithin(pid, STOP_SECONDS)) return
  signal(pid, 'SIGQUIT')
  await isGoneWithin(pid, STOP_SECONDS)
}

/**
 * A cluster that vanishes with this process, however it ends: a small shell waits for the end of its input, which comes
 * when this process is gone. It lies in memory where there is room for it and for what runs beside it, else in the
 * temporary folder. A benchmark asks for the durable settings of `npm start`, and never gets memory.
 *
 * @param {{ isDurable?: boolean, besideBytes?: number }} cluster besideBytes is the memory that it leaves to others
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startThrowAwayPostgres({ isDurable = false, besideBytes = 0 } = {}) {
  const folder = await mkdtemp(join(!isDurable && hasMemory(besideBytes) ? MEMORY : tmpdir(), 'satya-test-'))
  const { url, pid, data } = await startPostgres({ folder, password: newSecret(), throwAway: !isDurable })
  const script = 'read _; kill -QUIT "$1"; sleep 0.3; rm -rf "$2" "$3"'
  const reaper = spawn('sh', ['-c', script, 'reaper', String(pid), folder, dirname(data)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  reaper.unref()
  reaper.stdin.unref()
  return {
    url,
    stop: async () => {
      reaper.ref()
      reaper.stdin.end()
      await ending(reaper)
    },
  }
}

function hasMemory(besideBytes) {
  if (!existsSync(MEMORY)) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  const available = process.availableMemory?.() ?? freemem() // of this process, which a container may hold to less
  return bavail * bsize > CLUSTER_BYTES && available > CLUSTER_BYTES + besideBytes
}

/** The cluster that runs on the folder now, whoever started it. One that is just being killed is waited for. */
export async function runningPostgres(folder) {
  const data = dataOf(folder)
  const file = data && readPidFile(data)
  if (!file || !isAlive(file.pid) || !(await isPostgresOf(file.pid, data))) return undefined
  if (file.status !== 'ready' || !(await answers(file.port))) {
    await sleep(200)
    return runningPostgres(folder)
  }
  return { pid: file.pid, port: file.port, data }
}

/** The question whether TLS may be used, which a living server answers to anybody: 8 bytes, code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(SSL_REQUEST))
    const end = (isAlive) => {
      socket.destroy()
      resolve(isAlive)
    }
    socket.setTimeout(5_000, () => end(false))
    socket.once('data', () => end(true))
    socket.once('error', () => end(false))
    socket.once('close', () => resolve(false))
  })
}

/** A password or key that nobody has to remember. */
export function newSecret() {
  return randomBytes(24).toString('base64url')
}

function dataOf(folder) {
  const data = join(folder, 'pg')
  return existsSync(data) ? realpathSync(data) : undefined
}

function urlOf(port, password) {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/satya`
}

/** Makes the cluster beside its place and moves it there when it is complete, so that half a cluster is never started. */
async function initialise({ bin, data, prefix, options }, password, throwAway) {
  const making = `${data}.new`
  const secret = `${data}.password`
  rmSync(making, { recursive: true, force: true })
  writeFileSync(secret, password, { mode: 0o600 })
  try {
    await options.own?.(secret)
    const icu = ['--locale-provider=icu', '--icu-locale=id-ID']
    const flags = ['-U', OWNER, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', ...icu, `--pwfile=${secret}`]
    if (throwAway) flags.push('--no-sync')
    const [command, ...args] = [...prefix, join(bin, 'initdb'), '-D', making, ...flags]
    await run(command, args, { quiet: true, ...options.spawn })
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(making, data)
}

function requireSameVersion({ data, version }) {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (made === String(version)) return
  throw new Trouble(
    `The database in ${data} was made by PostgreSQL ${made}, but PostgreSQL ${version} is installed. ` +
      `Set DATABASE_URL to a server of version ${made} or later, or move that folder away to begin anew.`,
  )
}

/**
 * After a restart of the machine the number in postmaster.pid may belong to any program, and PostgreSQL would refuse to
 * start because of it. The file goes only when no process at all works in the data folder.
 */
function removeForeignPidFile(data) {
  const file = readPidFile(data)
  if (!file || !isAlive(file.pid)) return
  const numbers = existsSync('/proc/self') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  if (numbers.some((number) => folderOf(number) === data)) return
  rmSync(join(data, 'postmaster.pid'), { force: true })
}

async function isPostgresOf(pid, data) {
  const folder = folderOf(pid)
  if (folder !== undefined) return folder === data
  return (await commandOf(pid)).includes(data)
}

/** postmaster.pid by line: process, data folder, start time, port, socket folder, address, shared memory, status. */
function readPidFile(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/** Starts the server on a free port of the loopback and waits until it takes connections. */
async function launch({ bin, data, prefix, options, log }, throwAway) {
  const end = Date.now() + START_SECONDS * 1000
  if (existsSync(log)) renameSync(log, `${log}.1`)
  for (;;) {
    const port = await freePort()
    const flags = [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      '',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      ...ROOM,
    ]
    const [command, ...args] = [...prefix, join(bin, 'postgres'), ...flags, ...(throwAway ? THROW_AWAY : [])]
    const from = existsSync(log) ? statSync(log).size : 0
    const out = openSync(log, 'a')
    const child = spawn(command, args, { stdio: ['ignore', out, out], detached: true, ...options.spawn })
    child.unref()
    const isReady = await untilReady(child, data, end)
    if (isReady) return { pid: child.pid, port }

    const said = readFileSync(log).subarray(from).toString()
    if (tellsOfFullDisk(said)) throw new Trouble(fullDisk(data))
    const isPassing = /could not bind|still in use|is being used|lock file .* already exists/.test(said)
    if (!isPassing || Date.now() > end) {
      throw new Trouble(`PostgreSQL did not start; its log is ${log}:\n${said.trim().split('\n').slice(-8).join('\n')}`)
    }
    await sleep(300)
  }
}

async function untilReady(child, data, end) {
  let hasEnded = false
  child.once('error', () => (hasEnded = true))
  child.once('exit', () => (hasEnded = true))
  while (!hasEnded && Date.now() < end) {
    const file = readPidFile(data)
    if (file?.pid === child.pid && file.status === 'ready') return true
    await sleep(20)
  }
  return false
}

/** A port of the loopback that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
