import type { Sql, TransactionSql } from 'postgres'

/** What a demonstration was asked to be. */
export type Begun = { employees: number; seed: number }

const WRITTEN = /^The demonstration is being written: (\d+) employees, seed (\d+)\.$/

/** Notes, in the transaction that writes the people, that accounts and cases are still to come. */
export async function markBegun(tx: TransactionSql, { employees, seed }: Begun): Promise<void> {
  await tx.unsafe(
    `comment on table agencies is 'The demonstration is being written: ${employees} employees, seed ${seed}.'`,
  )
}

/** Something between the people and the last case: whoever wrote them was stopped, and the next one goes on. */
export async function findBegun(sql: Sql): Promise<Begun | undefined> {
  const [found] = await sql`select obj_description('agencies'::regclass, 'pg_class') as words`
  const [, employees, seed] = WRITTEN.exec(found?.words ?? '') ?? []
  return employees && seed ? { employees: Number(employees), seed: Number(seed) } : undefined
}

export async function markDone(sql: Sql): Promise<void> {
  await sql`comment on table agencies is null`
}
