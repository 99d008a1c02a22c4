import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './place.mjs'
import { run } from './process.mjs'

const installed = join(root, 'node_modules/.satya')
const built = join(root, '.next/satya-sources')
const FOLDERS = ['app', 'components', 'db', 'lib', 'messages', 'public']
const FILES = [
  'scripts/serve.ts',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
]

/** Installs exactly what the lockfile names, unless that is what stands in node_modules. */
export async function install(note) {
  const wanted = digest([
    readFileSync(join(root, 'package-lock.json')),
    process.version,
    process.platform,
    process.arch,
  ])
  if (isSame(installed, wanted)) return note('up to date')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  await run(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, quiet: true })
  writeFileSync(installed, wanted)
}

/** Builds for production, unless the sources are those of the build that is there. */
export async function build(note) {
  const wanted = sourcesDigest()
  if (existsSync(join(root, '.next/BUILD_ID')) && isSame(built, wanted)) return note('up to date')
  rmSync(built, { force: true })
  await run(process.execPath, [next, 'build'], { cwd: root, quiet: true, env: withoutSecrets() })
  await bundleServer()
  writeFileSync(built, wanted)
}

/** `scripts/serve.ts` as one file: loaded at once, without a compiler. Packages stay where they are installed. */
async function bundleServer() {
  const { build: bundle } = await import('esbuild')
  await bundle({
    absWorkingDir: root,
    entryPoints: ['scripts/serve.ts'],
    outfile: server,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { 'server-only': join(root, 'node_modules/server-only/empty.js') },
    logLevel: 'warning',
  })
}

/** The web server of a build. */
export const server = join(root, '.next/satya-server.mjs')

/** The program that builds and serves. */
export const next = join(root, 'node_modules/next/dist/bin/next')

/** True when `build` would do nothing. */
export function isBuilt() {
  return existsSync(join(root, '.next/BUILD_ID')) && isSame(built, sourcesDigest())
}

/** A build reads no database and no secret; it must come out the same on every machine. */
function withoutSecrets() {
  const empty = {
    DATABASE_URL: '',
    APP_DATABASE_URL: '',
    WBS_DATABASE_URL: '',
    WBS_APP_DATABASE_URL: '',
    WBS_SHRED_DATABASE_URL: '',
    WBS_SHRED_APP_DATABASE_URL: '',
    NEXTAUTH_SECRET: '',
  }
  return { ...process.env, ...empty, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
}

function sourcesDigest() {
  const files = FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((path) => /\.\w+$/.test(path) && !/\.test\.tsx?$/.test(path))
  const all = [...files, ...FILES.filter((file) => existsSync(join(root, file)))].sort()
  return digest([process.version, ...all.flatMap((path) => [path, readFileSync(join(root, path))])])
}

function isSame(path, wanted) {
  return existsSync(path) && readFileSync(path, 'utf8') === wanted
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}
