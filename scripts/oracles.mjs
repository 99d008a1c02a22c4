import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './process.mjs'
import { say } from './progress.mjs'

/** Programs of others that judge our letters, signatures, settings, ciphertexts and cleaned files; the product needs none. */
const PROGRAMS = ['pdfsig', 'pdftotext', 'pdftoppm', 'pdffonts', 'openssl', 'nginx', 'age', 'exiftool', 'unzip']
const PACKAGES = ['poppler-utils', 'openssl', 'nginx-light', 'age', 'libimage-exiftool-perl', 'unzip']
const DOWNLOAD_MS = 5 * 60 * 1000

/**
 * Looks for the programs, and has the system package manager install what is missing where that is allowed. What is
 * still missing is said, here and at the end, and the tests that need it count as skipped.
 *
 * @param {(note: string) => void} note
 * @returns {Promise<string[]>} the programs that are missing
 */
export async function findOracles(note) {
  if (missing().length > 0 && process.getuid?.() === 0) await fromSystemPackages().catch(() => undefined)
  const absent = missing()
  note(absent.length === 0 ? 'all here' : `missing: ${absent.join(', ')}`)
  if (absent.length === 0) return absent
  say(`SKIPPED: ${absent.join(', ')} cannot be asked, so the tests that ask are skipped.`)
  say(`Install ${PACKAGES.join(', ')} to run them.`)
  return absent
}

function missing() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))))
}

async function fromSystemPackages() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } // a service is not started
  const options = { quiet: true, timeout: DOWNLOAD_MS, env }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], options)
}
