import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataFolder, root } from './place.mjs'
import { commandOf, endGroup, folderOf, followPrograms, isAlive, isGoneWithin, membersOf, signal } from './process.mjs'

const STOP_SECONDS = 10
const own = { since: String(process.hrtime.bigint()) }

/**
 * What a launcher tells the others that run on this folder: its command, whether it has prepared what all of them share,
 * and what it has started, so that whoever comes after its kill can end that.
 *
 * @param {{ command?: string, isPrepared?: boolean, web?: number, url?: string, programs?: number[] }} entry
 */
export function tell(entry) {
  Object.assign(own, entry)
  mkdirSync(dataFolder('launchers'), { recursive: true })
  const path = entryFile('json')
  writeFileSync(`${path}.new`, JSON.stringify(own))
  renameSync(`${path}.new`, path)
}

/**
 * Says that this launcher runs here, until it ends.
 *
 * @returns {() => void} ends it
 */
export function register(command) {
  tell({ command })
  followPrograms((programs) => tell({ programs }))
  return () => {
    for (const kind of ['json', 'leaving', 'json.new']) rmSync(entryFile(kind), { force: true })
  }
}

/** From now on this launcher needs the database no more. A full disk must not hinder it: nothing is written. */
export function leave() {
  followPrograms(() => {})
  renameSync(entryFile('json'), entryFile('leaving'))
}

function entryFile(kind) {
  return dataFolder('launchers', `${process.pid}.${kind}`)
}

/** The other launchers that run on this folder now, the earliest first. */
export async function otherLaunchers() {
  const living = []
  for (const { pid, path, entry, isLeaving } of entries()) {
    if (pid === process.pid) continue
    if (isAlive(pid) && (await commandOf(pid)).includes('satya.mjs')) living.push({ pid, isLeaving, ...entry })
    else await clearAway(path, entry)
  }
  return living.sort((a, b) => (BigInt(a.since) < BigInt(b.since) ? -1 : 1))
}

/** The others that came before this one. Two that begin at once agree on which of them is the first. */
export async function earlierLaunchers() {
  return (await otherLaunchers()).filter(({ since }) => BigInt(since) < BigInt(own.since))
}

/** Waits until those that came before have prepared what all share: the packages and the database. */
export async function waitForTurn(note) {
  const first = await firstPreparing()
  if (!first) return
  note(first.pid)
  while (await firstPreparing()) await sleep(200)
}

async function firstPreparing() {
  return (await earlierLaunchers()).find(({ isPrepared }) => !isPrepared)
}

function entries() {
  const folder = dataFolder('launchers')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.flatMap((name) => {
    const [, pid, kind] = /^(\d+)\.(json|leaving)$/.exec(name) ?? []
    const path = dataFolder('launchers', name)
    const entry = pid && read(path)
    return entry ? [{ pid: Number(pid), path, entry, isLeaving: kind === 'leaving' }] : []
  })
}

/** Nothing when the launcher has ended since its name was read. */
function read(path) {
  try {
    return { since: '0', ...JSON.parse(readFileSync(path, 'utf8')) }
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A launcher that was killed leaves behind what it started: a web server that holds the port, a build, a seed. */
async function clearAway(path, { web, programs = [] }) {
  if (web && (await membersOf(web)).some(isOfThisFolder)) await endGroup(web, STOP_SECONDS)
  for (const pid of programs.filter((each) => isAlive(each) && isOfThisFolder(each))) {
    signal(pid, 'SIGTERM')
    if (!(await isGoneWithin(pid, STOP_SECONDS))) signal(pid, 'SIGKILL')
  }
  rmSync(path, { force: true })
}

/** A number may belong to another program by now. Where the system does not tell the folder, the number is believed. */
function isOfThisFolder(pid) {
  return [root, undefined].includes(folderOf(pid))
}
