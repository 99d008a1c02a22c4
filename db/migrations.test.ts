import { readdirSync, readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'

const mainTables = async () => {
  const files = readdirSync('db/schema').map((file) => import(`./schema/${file.slice(0, -3)}.ts`))
  return Object.assign({}, ...(await Promise.all(files)))
}
const databases: [string, () => Promise<Record<string, unknown>>][] = [
  ['db/migrations', mainTables],
  ['db/wbs/migrations', async () => ({ ...(await import('./wbs/schema')), ...(await import('./wbs/figures-schema')) })],
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

test.each(databases)('%s: the migrations make every table that the code knows', async (folder, tables) => {
  const schema = await tables()
  const last = snapshotsIn(folder).at(-1)
  const now = generateDrizzleJson(schema, last.id, undefined, 'snake_case')
  expect(await generateMigration(last, now)).toEqual([])
})
