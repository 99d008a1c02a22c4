-- The policies of unit_history ask for the agency of the unit alone. A unit stands below units of its own agency, and a
-- row takes the place of one of its own unit.
create function check_unit_history() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.parent_id is not null and not exists (
    select from units u join units above on above.agency_id = u.agency_id
    where u.id = new.unit_id and above.id = new.parent_id
  ) then
    raise exception 'unit % stands below a unit of another agency', new.unit_id
      using errcode = 'check_violation', constraint = 'unit_history_parent_agency';
  end if;
  if new.replaces_id is not null and not exists (
    select from unit_history h where h.id = new.replaces_id and h.unit_id = new.unit_id
  ) then
    raise exception 'a row of unit % replaces one of another unit', new.unit_id
      using errcode = 'check_violation', constraint = 'unit_history_replaces_own';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger unit_history_check after insert on unit_history for each row execute function check_unit_history();
