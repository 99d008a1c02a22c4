import { afterEach, beforeEach } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { aTeam, type Team } from '@/lib/kinerja/team.fixture'

/**
 * The second wall between the parties of an SKP, its entries and its evaluations: direct statements of a person, as an
 * injection would run them. None of our queries and rules stands in between.
 */
export const database = await testDatabase()
afterEach(database.reset)

export type Who = keyof Team['ids']
export let team: Team
beforeEach(async () => {
  team = await aTeam(database.owner)
})

/** How many rows a person's statement writes or reads; 0 where a wall refuses it. */
export async function rows(who: Who, statement: string): Promise<number> {
  try {
    return await database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', '', true),
        set_config('satya.employee', ${team.ids[who]}, true), set_config('satya.account', '', true)`
      return (await tx.unsafe(statement)).count
    })
  } catch (error) {
    if (error instanceof Error && /row-level security|permission denied|no result of a year/.test(error.message))
      return 0
    throw error
  }
}
