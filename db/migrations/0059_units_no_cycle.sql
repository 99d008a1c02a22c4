-- A unit below itself would keep whoever walks up the tree walking for ever. The levels are those that are numbered.
create function refuse_unit_cycle() returns trigger language plpgsql set search_path = public as $$
declare
  above int := new.parent_id;
  level int := 1;
begin
  while above is not null loop
    level := level + 1;
    if above = new.id or level > 20 then
      raise exception 'unit % stands below itself or more than 20 levels deep', new.code
        using errcode = 'check_violation', constraint = 'units_no_cycle';
    end if;
    select u.parent_id into above from units u where u.id = above;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger units_no_cycle after insert or update of parent_id on units
  for each row when (new.parent_id is not null) execute function refuse_unit_cycle();
