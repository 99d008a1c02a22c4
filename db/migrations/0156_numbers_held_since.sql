-- Whom a run changed and whose number of before, which taking the run back would restore, somebody else has by now, also
-- in an agency that the officer may not see. A NIK is held by the living, as in the index `employees_nik_living`.
create function import_held_since(run uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id from import_changes c
  join employees e on e.id = c.employee_id
  cross join lateral jsonb_to_record(c.before) as b (nik text, old_nip text, card_number text)
  where c.run_id = run
    and c.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
    and (
      (b.nik <> e.nik and e.deceased_on is null and e.merged_into_id is null and exists (
        select from employees o
        where o.nik = b.nik and o.id <> e.id and o.deceased_on is null and o.merged_into_id is null))
      or (b.old_nip <> e.old_nip and exists (select from employees o where o.old_nip = b.old_nip and o.id <> e.id))
      or (b.card_number <> e.card_number and exists (
        select from employees o where o.card_number = b.card_number and o.id <> e.id)))
$$;
--> statement-breakpoint
do $$
begin
  grant create on schema public to satya_system;
  alter function import_held_since(uuid) owner to satya_system;
  revoke create on schema public from satya_system;
  revoke execute on function import_held_since(uuid) from public;
  grant execute on function import_held_since(uuid) to satya_app;
end $$;
