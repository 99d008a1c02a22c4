import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase, transactRaw } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'
import { NominativeResults } from '@/lib/sapk/nominative-results.server'

const PERIOD = '2027-04-01'
const NOW = new Date('2027-01-11T09:00:00+07:00')

const database = await testDatabase()
afterAll(closeDatabase)

const rowOf = (name: string) => [
  7100,
  randomUUID(),
  'regular',
  'eligible',
  false,
  '[]',
  '198506142011032001',
  name,
  null,
  'III/a',
  '2023-04-01',
  'III/b',
  48,
  3_000_000,
]

test('results are put into the table part by part, each person once, also the last few', async () => {
  const names = ['Andi', 'Budi\\Tab\t', 'Citra', 'Dewi', 'Eko']
  const written = await transactRaw(systemContext('nominative', NOW), async (tx) => {
    const results = await NominativeResults.to(tx, PERIOD, NOW, 2)
    for (const name of names) {
      results.add(rowOf(name))
      await results.flush()
    }
    await results.settle()
    const [before] = await tx<{ n: number }[]>`select count(*)::int as n from nominative_results`
    await results.end()
    return before?.n
  })
  expect(written).toBe(4)
  const rows = await database.owner<{ name: string; effective_on: string; computed_at: Date }[]>`
    select name, effective_on::text, computed_at from nominative_results order by name`
  expect(rows.map(({ name }) => name)).toEqual(names)
  expect(rows[0]).toMatchObject({ effective_on: PERIOD, computed_at: NOW })
})

test('what the table refuses in one part ends the whole computation', async () => {
  const write = transactRaw(systemContext('nominative', NOW), async (tx) => {
    const results = await NominativeResults.to(tx, PERIOD, NOW, 1)
    const twice = rowOf('Fitri')
    for (const row of [twice, twice, rowOf('Gita')]) {
      results.add(row)
      await results.flush()
    }
    await results.end()
  })
  await expect(write).rejects.toMatchObject({ code: '23505' })
  expect(await database.owner`select from nominative_results where name = 'Gita'`).toHaveLength(0)
})
