-- The digits of an NPWP for comparing, null where there is none. Of 15 digits it is the same number as of 16 that begin
-- with 0 (PMK 112/PMK.03/2022), so zeros in front do not count, and nothing but zeros is no number.
create function npwp_key(npwp text) returns text language sql immutable parallel safe as $$
  select substring(ltrim(translate(npwp, ' .-', ''), '0') from '^[0-9]{8,}$')
$$;
--> statement-breakpoint
CREATE INDEX "employees_npwp" ON "employees" USING btree (npwp_key(npwp));
--> statement-breakpoint
-- Rows of a run that bring an NPWP which somebody else in the register holds. By whom is answered within the agency
-- only; elsewhere there is somebody, and the NIP is null.
create function import_npwp_holders(run uuid) returns table (row_no int, nip text)
language sql stable security definer set search_path = public as $$
  select distinct on (r.row_no) r.row_no, case when e.agency_id = r.agency_id then e.nip end
  from import_rows r
  join employees e on npwp_key(e.npwp) = npwp_key(r.npwp) and e.nip <> r.nip
    and e.deceased_on is null and e.merged_into_id is null
  where r.run_id = run and r.resolution in ('new', 'updated')
    and r.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
  order by r.row_no, e.agency_id <> r.agency_id, e.nip
$$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function import_npwp_holders(uuid) owner to satya_system';
  execute 'revoke create on schema public from satya_system';
  execute 'revoke execute on function import_npwp_holders(uuid) from public';
  execute 'grant execute on function import_npwp_holders(uuid) to satya_app';
end $$;
