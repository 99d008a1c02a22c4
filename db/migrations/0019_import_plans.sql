-- A register that was emptied (its only import taken back) counts as holding nobody until its statistics are renewed,
-- and an apply outgrows a small one within its transaction: then every index looks as good as any other, and each foreign
-- key of each row read one of them from end to end. Where an import adds more people than were counted, they are counted
-- anew before their histories are written.
create function count_when_outgrown(added int) returns void
language plpgsql security definer set search_path = public as $$
begin
  if (select reltuples from pg_class where oid = 'employees'::regclass) < added then
    analyze employees (id, agency_id);
  end if;
end $$;
--> statement-breakpoint
revoke execute on function count_when_outgrown(int) from public;
--> statement-breakpoint
grant execute on function count_when_outgrown(int) to satya_app;
