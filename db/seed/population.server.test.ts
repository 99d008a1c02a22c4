import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { testDatabase } from '@/db/testing.server'
import { columnsOf } from './person-tables'
import { addPopulation, DATA_DAY } from './population'
import { loadReference } from './reference'
import { STAFF } from './staff'

async function populated(employees: number, seed: number) {
  const { owner } = await testDatabase()
  await loadReference(owner, readReferenceRows())
  await addPopulation(owner, { employees, seed, asOf: DATA_DAY, withHistories: true, onProgress: () => {} })
  return owner
}

/** A hash of every row of every table that the seed writes people into. */
async function fingerprint(employees: number, seed: number): Promise<Record<string, string>> {
  const owner = await populated(employees, seed)
  const found: Record<string, string> = {}
  for (const table of Object.keys(columnsOf)) {
    const [row] = await owner<{ hash: string }[]>`
      select md5(coalesce(string_agg(line, E'\n' order by line), '')) as hash
      from (select (to_jsonb(t) - 'updated_at' - 'created_at')::text as line from ${owner(table)} t) lines`
    found[table] = row?.hash ?? ''
  }
  return found
}

test('the same seed makes the same data, another seed other people', { timeout: 120_000 }, async () => {
  const first = await fingerprint(300, 7)
  expect(await fingerprint(300, 7)).toEqual(first)
  expect((await fingerprint(300, 8)).employees).not.toBe(first.employees)
})

test.each([1, 2, 37, 130, 999])(
  'a population of %i has that many people, and those of the accounts',
  {
    timeout: 120_000,
  },
  async (employees) => {
    const owner = await populated(employees, 7)
    const [found] = await owner<{ people: number }[]>`select count(*)::int as people from employees`
    const people = found?.people ?? 0
    expect(people).toBeGreaterThanOrEqual(Math.max(employees, STAFF.length))
    expect(people).toBeLessThanOrEqual(employees + STAFF.length)
  },
)
