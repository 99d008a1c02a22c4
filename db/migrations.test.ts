import { readdirSync, readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'

/** The tables of all files of a folder whose names end so. */
const tablesOf = (folder: string, ending: string) => async () => {
  const files = readdirSync(`db/${folder}`).filter((file) => file.endsWith(ending))
  const tables = files.map((file) => import(`./${folder}/${file.slice(0, -3)}.ts`))
  return Object.assign({}, ...(await Promise.all(tables)))
}
const databases: [string, () => Promise<Record<string, unknown>>][] = [
  ['db/migrations', tablesOf('schema', '.ts')],
  ['db/wbs/migrations', tablesOf('wbs', 'schema.ts')],
  ['db/wbs/shred/migrations', () => import('./wbs/shred/schema')],
]

function snapshotsIn(folder: string) {
  return readdirSync(`${folder}/meta`)
    .filter((file) => file.endsWith('_snapshot.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(`${folder}/meta/${file}`, 'utf8')))
}

test.each(databases)('%s: each migration follows the one before it', (folder) => {
  const snapshots = snapshotsIn(folder)
  expect(snapshots.length).toBeGreaterThan(0)
  expect(snapshots.slice(1).map(({ prevId }) => prevId)).toEqual(snapshots.slice(0, -1).map(({ id }) => id))
})

test.each(databases)('%s: every file of a migration is run, in the order of its number', (folder) => {
  const { entries } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8'))
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  expect(entries.map(({ tag }: { tag: string }) => `${tag}.sql`)).toEqual(files.sort())
})

test.each(databases)('%s: the migrations make every table that the code knows', async (folder, tables) => {
  const schema = await tables()
  const last = snapshotsIn(folder).at(-1)
  const now = generateDrizzleJson(schema, last.id, undefined, 'snake_case')
  expect(await generateMigration(last, now)).toEqual([])
})
