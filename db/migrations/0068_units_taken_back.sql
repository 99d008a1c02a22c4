-- Takes away those of these units that nothing rests on, lower ones first; row-level security says whose they may be.
create function remove_unused_units(agency int, ids int[]) returns void language plpgsql set search_path = public as $$
declare
  unit int;
begin
  for unit in select u.id from units u where u.agency_id = agency and u.id = any(ids) order by u.preorder desc loop
    begin
      delete from units where id = unit;
    exception when foreign_key_violation then
      null; -- somebody or something is in it: it stays
    end;
  end loop;
end $$;
--> statement-breakpoint
revoke execute on function remove_unused_units(int, int[]) from public;
--> statement-breakpoint
grant execute on function remove_unused_units(int, int[]) to satya_app;
--> statement-breakpoint
-- Who heads a unit, and what it stands below, decides on promotions of everybody in it.
create function nominative_mark_unit() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into nominative_stale (agency_id) values (new.agency_id)
  on conflict (agency_id, employee_id) do update set since = excluded.since;
  return null;
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function nominative_mark_unit() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
create trigger units_nominative after update of parent_id, head_title on units
  for each row when ((old.parent_id, old.head_title) is distinct from (new.parent_id, new.head_title))
  execute function nominative_mark_unit();
