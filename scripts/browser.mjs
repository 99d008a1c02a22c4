import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dataFolder, root } from './place.mjs'
import { run, Trouble } from './process.mjs'

/** Chromium without its windows, which works a fifth less on the same page, and is what Playwright takes by itself. */
const WINDOWLESS = 'chromium-headless-shell'
const NAMES = [WINDOWLESS, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const PACKAGED = '@sparticuz/chromium'
const PACKAGED_VERSION = '147.0.0'
const DOWNLOAD_MS = 5 * 60 * 1000

/** In their order: an installed one, else Playwright's own, else the system package manager's, else one from npm. */
export const WAYS = [installed, playwrights, fromSystemPackages, fromNpm]

/**
 * A Chromium that runs on this machine.
 *
 * @param {(note: string) => void} note says which was taken
 * @param {(() => Promise<string | undefined>)[]} ways to find one, each the fallback of those before it
 * @returns {Promise<string>} the path of the program
 */
export async function findBrowser(note, ways = WAYS) {
  if (process.env.CHROMIUM_PATH) return asked(process.env.CHROMIUM_PATH)
  for (const way of ways) {
    const path = await way().catch(() => undefined)
    if (!path || !(await runs(path))) continue
    note(path)
    return path
  }
  throw new Trouble(
    'There is no Chromium and none could be installed: install one and set CHROMIUM_PATH to its program.',
  )
}

async function asked(path) {
  if (await runs(path)) return path
  throw new Trouble(`CHROMIUM_PATH is ${path}, but that program does not run.`)
}

async function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC]
  for (const path of candidates) if (existsSync(path) && (await runs(path))) return path
  return undefined
}

/** Its download may lack system libraries, which the system administrator can have installed too. */
async function playwrights() {
  const { chromium } = await import('playwright')
  const cli = join(root, 'node_modules/playwright/cli.js')
  const playwright = (...args) => run(process.execPath, [cli, ...args], { quiet: true, timeout: DOWNLOAD_MS })
  if (!existsSync(chromium.executablePath())) await playwright('install', 'chromium')
  if (!(await runs(chromium.executablePath())) && process.getuid?.() === 0) await playwright('install-deps', 'chromium')
  return chromium.executablePath()
}

async function fromSystemPackages() {
  if (process.getuid?.() !== 0) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => run('apt-get', args, { quiet: true, timeout: DOWNLOAD_MS, env })
  const get = (name) => apt('install', '-y', '--no-install-recommends', name)
  await apt('update')
  await get(WINDOWLESS).catch(() => get('chromium'))
  return installed()
}

/** In a folder of its own: it is large, and few machines need it. */
async function fromNpm() {
  const folder = dataFolder('chromium')
  const entry = join(folder, 'node_modules', PACKAGED, 'build/esm/index.js')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(entry)) {
    const args = ['install', '--prefix', folder, '--no-save', `${PACKAGED}@${PACKAGED_VERSION}`]
    await run('npm', args, { quiet: true, timeout: DOWNLOAD_MS })
  }
  const { default: chromium } = await import(String(pathToFileURL(entry)))
  return chromium.executablePath()
}

function runs(path) {
  return run(path, ['--version', '--no-sandbox'], { quiet: true, timeout: 20_000 }).then(
    () => true,
    () => false,
  )
}
