import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newSecret } from './postgres.mjs'
import { commandOf, isAlive, isGoneWithin, signal, Trouble } from './process.mjs'

/** The folder of this clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The embedded database, the secrets and what else Satya keeps on this machine. Not in git. */
export function dataFolder(...parts) {
  return join(root, '.data', ...parts)
}

const NEEDED_MB = { first: 2500, later: 300 }

/** Refuses before anything is written when the disk cannot hold it. */
export function requireRoom() {
  const { bavail, bsize } = statfsSync(root)
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024)
  const neededMb = existsSync(join(root, 'node_modules/.satya')) ? NEEDED_MB.later : NEEDED_MB.first
  if (freeMb < neededMb) {
    throw new Trouble(`The disk that holds ${root} has ${freeMb} MB free; Satya needs at least ${neededMb} MB.`)
  }
}

/**
 * Passwords and keys that are made once and kept: a new key at each start would sign everybody out.
 *
 * @returns {{ owner: string, app: string, auth: string }}
 */
export function secrets() {
  mkdirSync(dataFolder(), { recursive: true, mode: 0o700 })
  const path = dataFolder('secrets.json')
  if (existsSync(path)) {
    chmodSync(path, 0o600)
    return JSON.parse(readFileSync(path, 'utf8'))
  }
  const made = { owner: newSecret(), app: newSecret(), auth: newSecret() }
  writeFileSync(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return made
}

/** Adds what the file `.env` says; what the environment already says wins. */
export function readEnvFile() {
  const path = join(root, '.env')
  if (!existsSync(path)) return
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name && process.env[name] === undefined) process.env[name] = value.replace(/^(['"])(.*)\1$/, '$2')
  }
}

/**
 * Notes that this launcher runs here, until the function it answers is called.
 *
 * @param {{ command: string, web?: number, url?: string }} entry
 */
export function register(entry) {
  mkdirSync(dataFolder('launchers'), { recursive: true })
  const path = dataFolder('launchers', `${process.pid}.json`)
  writeFileSync(path, JSON.stringify(entry))
  return () => rmSync(path, { force: true })
}

/** The other launchers that run on this folder now. */
export async function otherLaunchers() {
  const living = []
  for (const { pid, path, entry } of entries()) {
    if (pid === process.pid) continue
    if (isAlive(pid) && (await commandOf(pid)).includes('satya.mjs')) living.push({ pid, ...entry })
    else await clearAway(path, entry)
  }
  return living
}

function entries() {
  if (!existsSync(dataFolder('launchers'))) return []
  return readdirSync(dataFolder('launchers')).map((name) => {
    const path = dataFolder('launchers', name)
    return { pid: Number.parseInt(name, 10), path, entry: JSON.parse(readFileSync(path, 'utf8') || '{}') }
  })
}

/** A launcher that was killed leaves its web server behind, which holds the port. */
async function clearAway(path, { web }) {
  if (web && isAlive(web) && (await commandOf(web)).includes('next')) {
    signal(-web, 'SIGTERM')
    if (!(await isGoneWithin(web, 10))) signal(-web, 'SIGKILL')
  }
  rmSync(path, { force: true })
}
