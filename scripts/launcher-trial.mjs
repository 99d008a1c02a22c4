import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { copyOfTree, Run } from './launcher-copy.mjs'
import { root } from './place.mjs'
import { freePort, startThrowAwayPostgres } from './postgres.mjs'
import { isAlive, isGoneWithin, membersOf } from './process.mjs'

/**
 * `npm run test:launcher`: starts Satya from a copy of the working tree with data of its own, breaks it in every way a
 * machine does, and starts it again. Not part of `npm test`: it takes minutes and wants the machine for itself.
 */
const READY_SECONDS = 10

/** Who tried in vain while the disk was full waits out the pause that began with it. */
const RECOVERY_SECONDS = 60
const { copy, remove } = copyOfTree()
const port = String(await freePort())
const env = { PORT: port, SEED_EMPLOYEES: '1000', LOG_LEVEL: 'error' }
const { password, accounts } = JSON.parse(readFileSync(join(root, 'db/seed/accounts.json'), 'utf8'))
const employee = accounts.find(({ role }) => role === 'employee').userId
const total = { passed: 0, failed: 0 }
const only = process.argv[2]

const data = (...parts) => join(copy, '.data', ...parts)
const runs = []

function start(more = {}, command = 'start', through = undefined) {
  const run = new Run({
    copy,
    env: { ...env, ...more },
    through: through ?? [process.execPath, 'scripts/satya.mjs', command],
  })
  runs.push(run)
  return run
}
const entryOf = (run) => JSON.parse(readFileSync(data('launchers', `${run.child.pid}.json`), 'utf8'))
const postmaster = () => Number.parseInt(readFileSync(data('pg/postmaster.pid'), 'utf8'), 10)

async function trial(name, work) {
  if (only && !name.includes(only)) return
  const began = performance.now()
  try {
    await work()
    total.passed++
    console.log(`passed: ${name} (${((performance.now() - began) / 1000).toFixed(0)} s)`)
  } catch (error) {
    total.failed++
    console.log(`FAILED: ${name}\n${error.stack}`)
  } finally {
    await Promise.all(runs.splice(0).map((run) => run.stop()))
  }
}

function must(condition, what) {
  if (!condition) throw new Error(what)
}

async function isTrueWithin(seconds, holds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(500)) {
    if (await holds().catch(() => false)) return true
  }
  return false
}

/** An expected failure says one thing that helps, and never shows the inside of a program. */
async function refuses(run, sentence) {
  const started = run.ready().then(() => must(false, `it started all the same:\n${run.said}`))
  const { code } = await Promise.race([run.ended, started])
  must(code === 1 && sentence.test(run.said), `ended with ${code}, without ${sentence}:\n${run.said}`)
  must(!/\n\s+at /.test(run.said), `a stack trace:\n${run.said}`)
}

/** What a run had, so that its end can be looked at. */
function partsOf(run) {
  return { launcher: run.child.pid, web: entryOf(run).web, database: postmaster() }
}

async function areGone({ launcher, web, database }) {
  for (const pid of [launcher, database]) must(await isGoneWithin(pid, 20), `process ${pid} lives on`)
  must((await membersOf(web)).length === 0, 'the web server lives on')
}

async function stops(run) {
  const parts = partsOf(run)
  const { code } = await run.stop()
  must(code === 0, `ended with ${code}:\n${run.said}`)
  await areGone(parts)
  must(readdirSync(data('launchers')).length === 0, 'a launcher is noted still')
}

async function query(text) {
  const { owner } = JSON.parse(readFileSync(data('secrets.json'), 'utf8'))
  const databasePort = readFileSync(data('pg/postmaster.pid'), 'utf8').split('\n')[3]
  const client = postgres(`postgres://satya:${owner}@127.0.0.1:${databasePort}/satya`, { max: 1, onnotice: () => {} })
  return client.unsafe(text).finally(() => client.end({ timeout: 1 }))
}

async function countOf(rows) {
  return (await query(`select count(*)::int as count from ${rows}`))[0].count
}

const writtenSignIns = () => countOf(`audit_events where event = 'auth.sign_in'`)

async function signIn() {
  const url = `http://localhost:${port}/api/auth`
  const first = await fetch(`${url}/csrf`)
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0])
  const { csrfToken } = await first.json()
  const body = new URLSearchParams({ userId: employee, password, csrfToken, json: 'true' })
  return (await fetch(`${url}/callback/credentials`, { method: 'POST', body, headers: { cookie: cookie.join('; ') } }))
    .ok
}

/** Signs in again and again. Whatever was answered with yes is written. */
class Writer {
  answered = 0
  #isStopped = false
  #done = this.#write()

  async #write() {
    while (!this.#isStopped) {
      if (await signIn().catch(() => false)) this.answered++
      else await sleep(100)
    }
  }

  async more(count) {
    const wanted = this.answered + count
    for (const end = Date.now() + 60_000; this.answered < wanted; await sleep(50)) {
      must(Date.now() < end, `only ${this.answered} of ${wanted} sign-ins were answered`)
    }
  }

  stop() {
    this.#isStopped = true
    return this.#done
  }
}

/** Kills one part while people write, starts again, and compares what people were told with what is there. */
async function survives(kill, isLauncher = false) {
  const run = await start().ready()
  const parts = partsOf(run)
  const before = await writtenSignIns()
  const writer = new Writer()
  await writer.more(5)
  process.kill(kill(parts), 'SIGKILL')
  const code = await run.gone
  await writer.stop()
  if (!isLauncher) {
    must(code === 1 && /ended by itself/.test(run.said), `ended with ${code}:\n${run.said}`)
    await areGone(parts)
  }
  const next = await start().ready()
  must((await membersOf(parts.web)).length === 0, 'the old web server lives on')
  const written = (await writtenSignIns()) - before
  must(written >= writer.answered, `${writer.answered} were told yes, but ${written} are written`)
  must(await signIn(), 'nobody can sign in')
  await stops(next)
}

await trial('every wrong setting is named, each in a line', () =>
  refuses(
    start({
      PORT: '70000',
      HOST: 'a b',
      PUBLIC_URL: 'satya',
      DATABASE_URL: 'mysql://x',
      APP_DATABASE_URL: 'x',
      NEXTAUTH_SECRET: 'short',
      UPLOAD_LIMIT_MB: '0',
      DEMONSTRATION: 'yes',
      SEED_EMPLOYEES: '1e6',
      LOG_LEVEL: 'loud',
    }),
    /wrong[^\n]*:\n( {2}[A-Z_]+ [^\n]+\n?){10}$/,
  ),
)

await trial('a first start that is killed while it seeds is completed by the next one', async () => {
  const first = await start().says(/1,000 of 1,000/)
  let begun = 0
  while (begun === 0) begun = await countOf('promotion_proposals').catch(() => 0)
  process.kill(first.child.pid, 'SIGKILL')
  await first.gone

  const second = await start().ready()
  must(/Demonstration accounts/.test(second.said), second.said)
  must((await countOf('accounts where is_demonstration')) === accounts.length, 'accounts are missing')
  must((await countOf('promotion_proposals')) > begun, 'proposals are missing')
  must(await signIn(), 'nobody can sign in')
  await stops(second)
})

await trial(`a second start reuses everything and is ready within ${READY_SECONDS} s`, async () => {
  const run = await start().ready()
  must(run.seconds <= READY_SECONDS, `ready after ${run.seconds.toFixed(1)} s:\n${run.said}`)
  console.log(`  ready after ${run.seconds.toFixed(1)} s`)
  await stops(run)
})

await trial('of two that start at once one serves, and the other says so', async () => {
  const both = [start(), start()]
  const first = await Promise.race(both.map((run) => run.ended.then(() => run)))
  await refuses(first, /Satya runs from this folder already: .+ \(process \d+\)\. Stop that one first\./)
  const other = both.find((run) => run !== first)
  await other.ready()
  await stops(other)
})

await trial('nothing written is lost when the launcher is killed', () => survives(({ launcher }) => launcher, true))
await trial('nothing written is lost when the web server is killed', () => survives(({ web }) => web))
await trial('nothing written is lost when the database is killed', () => survives(({ database }) => database))

await trial('when one connection of the database is killed, everybody goes on after a moment', async () => {
  const run = await start().ready()
  const before = await writtenSignIns()
  const writer = new Writer()
  await writer.more(5)
  const [{ pid }] = await query(`select pid from pg_stat_activity where usename = 'satya_app' limit 1`)
  process.kill(pid, 'SIGKILL')
  await writer.more(5)
  await writer.stop()
  must((await writtenSignIns()) - before >= writer.answered, 'a sign-in is lost')
  await stops(run)
})

await trial('SIGTERM to npm ends everything in good order', async () => {
  const run = await start({}, 'start', ['npm', 'start']).ready()
  const { web } = JSON.parse(readFileSync(data('launchers', readdirSync(data('launchers'))[0]), 'utf8'))
  const database = postmaster()
  run.send('SIGTERM')
  await run.ended
  await areGone({ launcher: run.child.pid, web, database })
})

await trial('npm run dev and npm start share the database, and the last one ends it', async () => {
  const run = await start().ready()
  const dev = await start({ PORT: String(await freePort()) }, 'dev').ready()
  const { web, database } = partsOf(dev)
  must(/was running already/.test(dev.said), dev.said)
  await run.stop()
  must(isAlive(database), 'the database ended under the other one')
  process.kill(web, 'SIGKILL')
  await dev.ended
  await areGone({ launcher: dev.child.pid, web, database })
})

await trial('a port that is taken is refused in a sentence', async () => {
  const other = createServer()
  await new Promise((resolve) => other.listen(Number(port), '127.0.0.1', resolve))
  await refuses(start(), new RegExp(`Port ${port} is in use by another program`)).finally(() => other.close())
})

await trial('a server of one’s own that does not answer, or not to us, is refused in a sentence', async () => {
  const server = await startThrowAwayPostgres()
  const wrong = Object.assign(new URL(server.url), { password: 'wrong' })
  const silent = `postgres://satya:x@127.0.0.1:${await freePort()}/satya`
  await refuses(start({ DATABASE_URL: silent }), /The database satya at .+ cannot be used: .+ Check DATABASE_URL\./)
  await refuses(
    start({ DATABASE_URL: String(wrong) }),
    /cannot be used: password authentication failed .+ Check DATABASE_URL\./,
  )
  await refuses(start({ DATABASE_URL: server.url, APP_DATABASE_URL: String(wrong) }), /Check APP_DATABASE_URL\./)
  const run = await start({ DATABASE_URL: server.url }).ready()
  must(!/Demonstration accounts/.test(run.said), 'a demonstration on a server of one’s own')
  await run.stop()
  await server.stop()
})

/** A disk of its own under the data folder, which fills up fast; only root may have one. */
async function onSmallDisk(megabytes, work) {
  const kept = `${data()}.kept`
  mkdirSync(data(), { recursive: true })
  renameSync(data(), kept)
  mkdirSync(data())
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'satya', data()])
  try {
    await work(kept)
  } finally {
    await Promise.all(runs.splice(0).map((run) => run.stop()))
    execFileSync('umount', [data()])
    rmdirSync(data())
    renameSync(kept, data())
  }
}

if (process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0) {
  await trial('a disk without room is refused before anything is written', () =>
    onSmallDisk(50, async () => {
      await refuses(start(), /^\s*The disk that holds \S+\.data has \d+ MB free; Satya needs at least 300 MB\.\s*$/)
      must(!existsSync(data('pg')), 'a database was begun')
    }),
  )

  await trial('nothing written is lost when the disk fills up, and everybody goes on when it has room again', () =>
    onSmallDisk(1000, async (kept) => {
      cpSync(kept, data(), { recursive: true })
      const run = await start().ready()
      const before = await writtenSignIns()
      const writer = new Writer()
      await writer.more(5)
      const filler = openSync(data('filler'), 'w')
      const isFull = () => writeSync(filler, Buffer.alloc(64 * 1024)) === 0
      const fill = () => {
        try {
          while (!isFull());
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error
        }
      }
      for (const end = Date.now() + 20_000; Date.now() < end && run.child.exitCode === null; await sleep(50)) fill()
      await writer.stop()
      closeSync(filler)
      rmSync(data('filler'))
      if (run.child.exitCode !== null) must(/The disk that holds .+ is full\. Free some space/.test(run.said), run.said)
      else must(await isTrueWithin(RECOVERY_SECONDS, signIn), 'nobody can sign in after there is room again')
      console.log(run.child.exitCode === null ? '  the database went on' : '  the database ended')
      const next = run.child.exitCode === null ? run : await start().ready()
      must((await writtenSignIns()) - before >= writer.answered, 'a sign-in is lost')
      await stops(next)
    }),
  )
} else {
  console.log('skipped: the full disk, because only root can give Satya a small one')
}

await remove()
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
