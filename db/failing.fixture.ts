import type { Sql } from 'postgres'
import { onTestFinished } from 'vitest'

/**
 * Until the end of the test the first row that a statement of this kind touches cannot be written, and each one after it
 * can.
 *
 * @param when of the rows OLD and NEW, such as `new.state = 'sent'`
 */
export async function failFirst(
  owner: Sql,
  operation: 'insert or update' | 'update' | 'delete',
  table: string,
  when = 'true',
): Promise<void> {
  await owner.unsafe(`
    create sequence first_row;
    create function fail_first() returns trigger language plpgsql security definer as $$
      begin
        if nextval('first_row') = 1 then raise exception 'this row cannot be written'; end if;
        return coalesce(new, old);
      end $$;
    create trigger fail_first before ${operation} on ${table} for each row when (${when}) execute function fail_first()`)
  onTestFinished(async () => {
    await owner.unsafe('drop function fail_first cascade; drop sequence first_row')
  })
}
