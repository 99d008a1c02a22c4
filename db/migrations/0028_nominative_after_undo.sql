-- Whoever is gone is counted in no nominatif any more. Only taking an import back takes people out of the register.
create function nominative_mark_gone() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into nominative_stale (agency_id) select distinct agency_id from gone
  on conflict (agency_id, employee_id) do update set since = excluded.since;
  return null;
end $$;
--> statement-breakpoint
create trigger employees_nominative_gone after delete on employees
  referencing old table as gone for each statement execute function nominative_mark_gone();
