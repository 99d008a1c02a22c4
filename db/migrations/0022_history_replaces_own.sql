-- A correction stands in the file of the person whose row it replaces. Rows that replace nothing never call this.
create function history_replaces_own() returns trigger language plpgsql set search_path = public as $$
declare
  found boolean;
begin
  execute format('select exists (select from %I where id = $1 and employee_id = $2)', tg_table_name)
    into found using new.replaces_id, new.employee_id;
  if not found then
    raise exception 'what % replaces is no row of the same person', new.id
      using errcode = 'foreign_key_violation', table = tg_table_name, constraint = tg_table_name || '_replaces_own';
  end if;
  return null;
end
$$;
--> statement-breakpoint
do $$
declare
  history text;
begin
  for history in select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like '%\_history'
  loop
    execute format(
      'create trigger %I after insert on %I for each row when (new.replaces_id is not null)
         execute function history_replaces_own()',
      history || '_replaces_own', history);
  end loop;
end
$$;
