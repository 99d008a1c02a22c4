import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newSecret } from './postgres.mjs'
import { Trouble } from './process.mjs'

/** The folder of this clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The embedded database, the secrets and what else Satya keeps on this machine. Not in git. */
export function dataFolder(...parts) {
  return join(root, '.data', ...parts)
}

const NEEDED_MB = { first: 2500, later: 300 }

/** Refuses before anything is written when a disk cannot hold it; the data may lie on another one than the program. */
export function requireRoom() {
  const isInstalled = existsSync(join(root, 'node_modules/.satya'))
  requireFree(root, isInstalled ? NEEDED_MB.later : NEEDED_MB.first)
  if (existsSync(dataFolder())) requireFree(dataFolder(), NEEDED_MB.later)
}

function requireFree(folder, neededMb) {
  const { bavail, bsize } = statfsSync(folder)
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024)
  if (freeMb >= neededMb) return
  throw new Trouble(`The disk that holds ${folder} has ${freeMb} MB free; Satya needs at least ${neededMb} MB.`)
}

/**
 * Passwords and keys that are made once and kept: a new key at each start would sign everybody out.
 *
 * @returns {{ owner: string, app: string, auth: string, wbs: string, shred: string }}
 */
export function secrets() {
  mkdirSync(dataFolder(), { recursive: true, mode: 0o700 })
  const path = dataFolder('secrets.json')
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  if (kept.shred) {
    chmodSync(path, 0o600)
    return kept
  }
  const names = ['owner', 'app', 'auth', 'wbs', 'shred']
  const made = { ...Object.fromEntries(names.map((name) => [name, newSecret()])), ...kept }
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
