import { readReferenceRows } from '@/db/reference/read'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { type TestDatabase, testDatabase } from '@/db/testing.server'

/** A database of its own with the tables of the law and a population with its histories. */
export async function openPopulation(employees: number, seed = 7): Promise<TestDatabase> {
  const database = await testDatabase()
  await loadReference(database.owner, readReferenceRows())
  await addPopulation(database.owner, {
    employees,
    seed,
    asOf: DATA_DAY,
    withHistories: true,
    onProgress: () => {},
  })
  return database
}
