import { AsyncLocalStorage } from 'node:async_hooks'
import type { Sql, TransactionSql } from 'postgres'
import { expect } from 'vitest'

/** Runs what somebody else does while a transaction of the test stands open. */
export const asAnother: <T>(run: () => T) => T = AsyncLocalStorage.snapshot()

/** Runs a command while another transaction stands in its way; `meanwhile` is done in that one once the command waits. */
export async function behind<T>(
  owner: Sql,
  hold: (tx: TransactionSql) => Promise<unknown>,
  command: () => Promise<T>,
  meanwhile: (tx: TransactionSql) => Promise<unknown> = async () => undefined,
): Promise<T> {
  let running: Promise<T> | undefined
  await owner.begin(async (tx) => {
    await hold(tx)
    running = command()
    running.catch(() => undefined)
    await untilOneWaits(tx)
    await meanwhile(tx)
  })
  if (!running) throw new Error('it did not begin')
  return running
}

/** Until one statement of this database waits for another transaction. */
export function untilOneWaits(sql: Sql | TransactionSql): Promise<void> {
  return untilWaiting(sql, 1)
}

/** Until so many statements of this database wait for another transaction. */
export async function untilWaiting(sql: Sql | TransactionSql, statements: number): Promise<void> {
  const waiting = async () => {
    await sql`select pg_stat_clear_snapshot()` // which a transaction keeps, without connections that came since
    return (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      .length
  }
  await expect.poll(waiting).toBe(statements)
}
