import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const here = import.meta.dirname
const places = ['app', 'bench', 'components', 'lib', 'db', 'e2e', 'scripts', 'messages']
const folders = `{${places}}`
const databaseTests = `${folders}/**/*.server.test.ts`

/** What stands in the place of a module does so for the whole process. */
const replacingTests = places
  .flatMap((place) =>
    readdirSync(join(here, place), { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)),
  )
  .filter(
    (file) => file.endsWith('.server.test.ts') && /\bvi\.(doM|m)ock\(/.test(readFileSync(join(here, file), 'utf8')),
  )

const onDatabases = {
  globalSetup: 'scripts/vitest-database.mjs',
  execArgv: ['--max-semi-space-size=64'], // a tenth of a worker's time was the collection of its garbage
  env: { WBS_PROOF_TRIES: '4' }, // a report takes a third of a second with 64
}

export default defineConfig({
  resolve: { alias: { '@': here, 'server-only': `${here}/node_modules/server-only/empty.js` } },
  test: {
    maxWorkers: '100%', // a worker waits for PostgreSQL about as long as it computes
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,mjs}`],
          exclude: [databaseTests],
          isolate: false, // pure files leave nothing behind, and half of their time was the start of a process for each
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [databaseTests],
          exclude: replacingTests,
          ...onDatabases,
          isolate: false, // the start of a process and its libraries for each file was a fifth of the time of them all
          setupFiles: 'scripts/vitest-afresh.ts',
        },
      },
      {
        extends: true,
        test: { name: 'replacing', include: replacingTests, ...onDatabases },
      },
    ],
  },
})
