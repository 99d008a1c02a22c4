-- A table that was emptied and counted so (a first import that was undone) is planned as if it had no rows: each
-- foreign key to one of 100,000 new people then reads an index from end to end. Counts it anew when what was written
-- outgrows what is known of it.
create function analyze_grown(written int) returns void language plpgsql security definer set search_path = public as $$
begin
  if written > (select reltuples from pg_class where oid = 'employees'::regclass) then
    analyze employees;
  end if;
end $$;
--> statement-breakpoint
revoke execute on function analyze_grown(int) from public;
--> statement-breakpoint
grant execute on function analyze_grown(int) to satya_app;
