import { readdirSync, readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'

const META = 'db/migrations/meta'
const snapshots = readdirSync(META)
  .filter((file) => file.endsWith('_snapshot.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(`${META}/${file}`, 'utf8')))

test('each migration follows the one before it', () => {
  expect(snapshots.slice(1).map(({ prevId }) => prevId)).toEqual(snapshots.slice(0, -1).map(({ id }) => id))
})

test('the migrations make every table that the code knows', async () => {
  const files = readdirSync('db/schema').map((file) => import(`./schema/${file.slice(0, -3)}.ts`))
  const schema = Object.assign({}, ...(await Promise.all(files)))
  const last = snapshots.at(-1)
  const now = generateDrizzleJson(schema, last.id, undefined, 'snake_case')
  expect(await generateMigration(last, now)).toEqual([])
})
