import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { build, install, isBuilt, next } from './build.mjs'
import { otherLaunchers } from './launchers.mjs'
import { atEnd } from './lifetime.mjs'
import { findOracles } from './oracles.mjs'
import { checkPageWeights } from './page-weight.mjs'
import { requireRoom, root } from './place.mjs'
import { startThrowAwayPostgres } from './postgres.mjs'
import { run, Trouble } from './process.mjs'
import { say, step } from './progress.mjs'
import { startThrowAwayServer } from './throw-away-server.mjs'
import { failedInPlaywright, failedInVitest, skippedInPlaywright, unsteadyInPlaywright, verdict } from './verdict.mjs'
import { stopWeb } from './web.mjs'

const results = join(root, 'test-results')
const HOUSE_TESTS = ['lib/architecture.test.ts', 'lib/i18n/messages.test.ts', 'lib/i18n/data-word.test.ts']
const EMPLOYEES = 1_000

/** What belongs to the reports of WBS; `npm run test:wbs` runs the long forms of it. */
const WBS = {
  unit: [
    ...['lib/wbs', 'scripts/wbs', 'components/wbs', 'db/wbs'],
    ...['lib/architecture.test.ts', 'lib/surface.test.ts', 'scripts/prepare.test.mjs', 'lib/auth/access-'],
  ],
  e2e: ['e2e/wbs'],
}

/** A build and the tests side by side need about this much. */
const PARALLEL_BYTES = 3 * 1024 ** 3

/** What was counted so far, and the names of the tests that failed. */
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const unsteady = []
const leftOut = []
let absentJudges = []

/** `npm run check`: what can be said about the sources without running them. */
export async function check() {
  requireRoom()
  await step('Packages', install)
  await checks()
  await count('House rules', () => vitest(HOUSE_TESTS))
  return finish()
}

/**
 * `npm test`: everything. `npm test -- unit [filter]` and `npm test -- e2e [filter]` are for the developer's loop, and
 * `npm test -- wbs` is all that belongs to reports.
 */
export async function test([part, ...filters]) {
  try {
    if (part && !['unit', 'e2e', 'wbs'].includes(part))
      throw new Trouble('Use npm test, npm test -- unit, npm test -- e2e or npm test -- wbs.')
    requireRoom()
    mkdirSync(results, { recursive: true })
    const judges = inBackground(step('Judges', findOracles, { talks: true }))
    await step('Packages', install, { talks: true })
    if (!part) await checks()
    absentJudges = await judges
    const browser = part === 'unit' ? undefined : inBackground(step('Chromium', findBrowser, { talks: true }))
    await openTestDatabase()
    await testsAndBuild(part, filters)
    if (browser) await count('Browser', async () => browserTests(await browser, part === 'wbs' ? WBS.e2e : filters))
  } catch (error) {
    total.failed++
    say(`\n${error instanceof Trouble ? error.message : error.stack}`)
  }
  return finish()
}

function finish() {
  if (total.passed + total.failed === 0) {
    say('No test ran.')
    total.failed++
  }
  say(`\n${verdict(total, absentJudges, failures, unsteady, leftOut)}`)
  return total.failed === 0 ? 0 : 1
}

/** Whoever awaits it later is told of its failure, and nothing else is. */
function inBackground(work) {
  work.catch(() => undefined)
  return work
}

async function checks() {
  const tool = (path, ...args) => run(process.execPath, [join(root, 'node_modules', path), ...args], { quiet: true })
  const types = async () => {
    rmSync(join(root, '.next/dev/types'), { recursive: true, force: true })
    await run(process.execPath, [next, 'typegen'], { quiet: true })
    await tool('typescript/bin/tsc', '--noEmit')
  }
  const style = async () => {
    await one('Lint, format', () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'), { talks: true })
    await one('Dead code', () => tool('knip/bin/knip.js'), { talks: true })
  }
  await Promise.all([one('Types', types, { talks: true }), style()])
}

/** Two cores do two things at once, where there is memory for both. */
async function testsAndBuild(part, filters) {
  const unit = () => count('Tests', () => vitest(part === 'wbs' ? WBS.unit : part === 'unit' ? filters : []))
  if (part === 'unit') return unit()
  const building = async () => {
    await one('Build', buildForTests, { talks: true })
    await one('Page weight', async (note) => checkPageWeights(note))
  }
  if (part === 'e2e') return building()
  if (part === 'wbs' || freemem() < PARALLEL_BYTES) {
    await unit()
    return building()
  }
  await Promise.all([unit(), building()])
}

async function buildForTests(note) {
  const running = isBuilt() ? undefined : (await otherLaunchers()).find((other) => other.command === 'start')
  if (running)
    throw new Trouble(`Satya runs from this folder at ${running.url}, and a build would break it: stop it first.`)
  await build(note)
}

/** A step that counts as one test. */
function one(title, work, options) {
  return step(title, work, options).then(
    () => total.passed++,
    (error) => {
      failures.push(title)
      fail(error)
    },
  )
}

/** A step that counts the tests it ran. */
async function count(title, work) {
  try {
    const { passed, failed, skipped } = await step(title, work, { talks: true })
    if (passed + failed === 0) throw new Trouble(`${title}: no test ran.`)
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  } catch (error) {
    fail(error)
  }
}

function fail(error) {
  total.failed++
  say(error instanceof Trouble ? error.message : error.stack)
}

/** The migrated database that each test file copies; `scripts/vitest-database.mjs` does the same for a single file. */
async function openTestDatabase() {
  await step('Database', async () => {
    const { url, stop } = await startThrowAwayPostgres({ besideBytes: PARALLEL_BYTES })
    atEnd(stop)
    const { prepareTemplate } = await import('./vitest-database.mjs')
    await prepareTemplate(url)
  })
}

async function vitest(filters) {
  const file = join(results, 'vitest.json')
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await exitCode('vitest/vitest.mjs', ['run', ...reporters, ...filters])
  const report = read(file)
  if (report) requireMatches(filters, report)
  const failed = failedInVitest(report)
  failures.push(...failed)
  return tally(code, report?.numPassedTests, failed.length, report?.numPendingTests)
}

/** Real browsers before built servers: where there is memory, two side by side take one file after the other. */
async function browserTests(browser, filters) {
  const side = freemem() < PARALLEL_BYTES || filters.length === 1 ? 1 : 2
  const names = ['browser_1', 'browser_2'].slice(0, side)
  const places = await step(side === 1 ? 'Web server' : 'Web servers', () => Promise.all(names.map(serve)))
  const file = join(results, 'playwright.json')
  rmSync(file, { force: true })
  const settings = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    CHROMIUM_PATH: browser,
    BROWSER_PLACES: JSON.stringify(places),
  }
  const code = await exitCode('@playwright/test/cli.js', ['test', ...filters], { ...process.env, ...settings })
  const report = read(file)
  failures.push(...failedInPlaywright(report))
  unsteady.push(...unsteadyInPlaywright(report))
  leftOut.push(...skippedInPlaywright(report))
  const { expected = 0, flaky = 0, unexpected = 0, skipped } = report?.stats ?? {}
  return tally(code, expected + flaky, unexpected + (report?.errors.length ?? 0), skipped)
}

/** The built server on a database of its own, filled as at a first start; what the tests must know of it. */
async function serve(name) {
  const { copyDatabase } = await import('./vitest-database.mjs')
  const { ownerUrl, appUrl, wbsAppUrl, shredAppUrl } = await copyDatabase(name)
  const onSpawn = (pid) => atEnd(() => stopWeb(pid))
  const folder = join(results, name)
  const place = { ownerUrl, appUrl, wbsAppUrl, shredAppUrl, folder, employees: EMPLOYEES, onSpawn }
  const { url, env } = await startThrowAwayServer(place)
  const { NEXTAUTH_SECRET, FILES_FOLDER, KEYS_FOLDER, WBS_APP_DATABASE_URL, WBS_SHRED_APP_DATABASE_URL } = env
  const wbs = { KEYS_FOLDER, WBS_APP_DATABASE_URL, WBS_SHRED_APP_DATABASE_URL, WBS_FILES_FOLDER: env.WBS_FILES_FOLDER }
  return { SATYA_URL: url, TEST_DATABASE_URL: ownerUrl, NEXTAUTH_SECRET, FILES_FOLDER, ...wbs }
}

/** Vitest says nothing of a filter that matches no file while another one does: what it should have run is missing. */
function requireMatches(filters, report) {
  const flags = filters.findIndex((filter) => filter.startsWith('-'))
  const idle = filters
    .slice(0, flags < 0 ? undefined : flags)
    .filter((filter) => !report.testResults.some(({ name }) => name.includes(filter)))
  if (idle.length > 0) throw new Trouble(`No test file matches ${idle.join(', ')}.`)
}

/** A runner that fails without a failed test (an unhandled error, a crash) still counts as one. */
function tally(code, passed = 0, failed = 0, skipped = 0) {
  return { passed, skipped, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function exitCode(path, args, env = process.env) {
  return run(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root, env }).then(
    () => 0,
    (error) => error.code ?? 1,
  )
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
