ALTER TABLE "reference_rows" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
grant delete on holidays to satya_national;
--> statement-breakpoint
-- A changed table of the regulations changes what the rules say of everybody.
create function nominative_mark_everybody() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into nominative_stale (agency_id)
  select distinct agency_id from nominative_runs
  on conflict (agency_id, employee_id) do update set since = excluded.since;
  return null;
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function nominative_mark_everybody() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
create trigger reference_rows_mark after insert or update or delete on reference_rows
for each statement execute function nominative_mark_everybody();
