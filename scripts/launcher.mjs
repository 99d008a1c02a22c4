import { existsSync, readFileSync } from 'node:fs'
import { build } from './build.mjs'
import { earlierLaunchers, register, tell, waitForTurn } from './launchers.mjs'
import { atEnd, end, ending, endOnSignals, serving } from './lifetime.mjs'
import { dataFolder, readEnvFile, root } from './place.mjs'
import {
  accountTable,
  isDemonstration,
  openDatabase,
  ownerEnvironment,
  prepare,
  runTypeScript,
  seed,
  webEnvironment,
} from './prepare.mjs'
import { fullDisk, isAlive, Trouble, tellsOfFullDisk } from './process.mjs'
import { hush, say, step } from './progress.mjs'
import { check, test } from './test.mjs'
import { choosePort, startWeb, stopWeb } from './web.mjs'

const WATCH_SECONDS = 1
const START_AGAIN = 'Nothing that was saved is lost; start again.'

const commands = {
  start: () => serve('start'),
  dev: () => serve('dev'),
  run: runScript,
  check,
  test,
}

/** Runs one command. Whatever happens, what it started is stopped, and a failure is a sentence. */
export async function main(command, args) {
  endOnSignals()
  try {
    const chosen = commands[command]
    if (!chosen) throw new Trouble(`Use one of: ${Object.keys(commands).join(', ')}.`)
    process.chdir(root)
    readEnvFile()
    const code = await chosen(args)
    if (code !== 'serving') await end(code ?? 0)
  } catch (error) {
    if (!ending()) console.error(`\n${sentenceOf(error)}`)
    await end(1)
  }
}

function sentenceOf(error) {
  if (error instanceof Trouble) return error.message
  if (error.code === 'ENOSPC') return fullDisk(root)
  return error.stack
}

/** `npm start` and `npm run dev`: the same database, another web server. */
async function serve(command) {
  atEnd(register(command))
  const same = (await earlierLaunchers()).find((other) => other.command === command)
  if (same) {
    throw new Trouble(
      `Satya runs from this folder already: ${same.url ?? 'starting'} (process ${same.pid}). Stop that one first.`,
    )
  }
  await waitForTurn((pid) => say(`Waits for process ${pid}, which prepares the database.`))

  const settings = await prepare()
  const host = settings.HOST
  const port = await choosePort({ port: settings.PORT, host, isAsked: Boolean(process.env.PORT) })
  const database = await openDatabase(settings)
  await seed(database, settings)
  tell({ isPrepared: true })
  if (command === 'start') await step('Build', build)

  const local = `http://localhost:${port}`
  const url = settings.PUBLIC_URL ?? local
  const env = webEnvironment(database, settings, url)
  const onSpawn = (web) => {
    tell({ web, url })
    atEnd(() => stopWeb(web))
  }
  const web = await step('Web server', () => startWeb(command, { port, host, env, onSpawn }), { talks: true })

  watch(web, () => `The web server ended by itself; its last words are above. ${START_AGAIN}`)
  if (database.pid) watch(database.pid, databaseEnd)
  if (isDemonstration(database, settings)) say(`\n${accountTable()}`)
  if (port !== settings.PORT) say(`Port ${settings.PORT} is in use by another program, so Satya took port ${port}.`)
  say(`\nSatya is ready: ${url}${url === local ? '' : ` (on this machine: ${local})`}. Ctrl-C stops it.`)
  serving()
  return 'serving'
}

/** `npm run seed` and its like: a script with the database and every setting, beside a running Satya or without one. */
async function runScript([file, ...args]) {
  hush()
  atEnd(register('run'))
  await waitForTurn(() => {})
  const settings = await prepare()
  const database = await openDatabase(settings)
  tell({ isPrepared: true })
  try {
    await runTypeScript(file, args, { env: ownerEnvironment(database, settings) })
  } catch (error) {
    if (typeof error.code === 'number') return error.code // the script has said why
    throw error
  }
}

/** One half cannot go on without the other. */
function watch(pid, sentence) {
  const timer = setInterval(async () => {
    if (isAlive(pid)) return
    clearInterval(timer)
    if (!ending()) console.error(`\n${sentence()}`)
    await end(1)
  }, WATCH_SECONDS * 1000)
}

function databaseEnd() {
  const log = dataFolder('postgres.log')
  const lastWords = existsSync(log) ? readFileSync(log, 'utf8').slice(-4000) : ''
  return tellsOfFullDisk(lastWords)
    ? fullDisk(dataFolder())
    : `The database ended by itself; its log is ${log}. ${START_AGAIN}`
}
