import type { Sql, TransactionSql } from 'postgres'

const BEGUN = 'The demonstration is being written.'

/** Notes, in the transaction that writes the people, that accounts and cases are still to come. */
export async function markBegun(tx: TransactionSql): Promise<void> {
  await tx.unsafe(`comment on table agencies is '${BEGUN}'`)
}

/** True between the people and the last case: whoever wrote them was stopped, and the next one goes on. */
export async function isBegun(sql: Sql): Promise<boolean> {
  const [found] = await sql`select obj_description('agencies'::regclass, 'pg_class') = ${BEGUN} as begun`
  return found?.begun === true
}

export async function markDone(sql: Sql): Promise<void> {
  await sql`comment on table agencies is null`
}
