-- A key is made and destroyed, never changed.
grant usage on schema public to wbs_shred_app;
--> statement-breakpoint
grant select, insert, delete on shred_keys to wbs_shred_app;
--> statement-breakpoint
-- A deleted row stays in its page until something else is written over it: the table is written anew without it.
create function compact_shred_keys() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  cluster shred_keys using shred_keys_report_id_purpose_pk;
end $$;
--> statement-breakpoint
revoke execute on function compact_shred_keys() from public;
--> statement-breakpoint
grant execute on function compact_shred_keys() to wbs_shred_app;
