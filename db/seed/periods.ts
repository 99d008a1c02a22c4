import type { Sql } from 'postgres'

/**
 * The stories of the demonstration end on 1 April 2027. A letter of BKN opens that period early, so that they can be
 * played from the day of the data on; the other periods follow the rule.
 */
export async function seedPeriod(sql: Sql): Promise<void> {
  await sql`
    insert into promotion_periods (effective_on, opens_on, closes_on, approval_target_on, letter_number, note)
    values ('2027-04-01', '2026-11-02', '2027-02-20', '2027-03-01', '26/PERAGAAN/2026',
      'Periode peragaan dibuka lebih awal')
    on conflict do nothing`
}
