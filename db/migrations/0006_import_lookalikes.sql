-- People of another agency who are, by name, birth date and birthplace, the one that a row of the run would add: that
-- there is somebody is answered, who is not.
create function import_lookalikes(run uuid) returns table (row_no int)
language sql stable security definer set search_path = public as $$
  select distinct r.row_no from import_rows r
  join employees e on e.name_key = r.name_key and e.born_on = r.born_on
    and upper(e.birth_place) = upper(r.birth_place) and e.agency_id <> r.agency_id and e.nip <> r.nip
    and e.merged_into_id is null
  where r.run_id = run and r.resolution = 'new'
    and r.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
$$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function import_lookalikes(uuid) owner to satya_system';
  execute 'revoke create on schema public from satya_system';
  execute 'revoke execute on function import_lookalikes(uuid) from public';
  execute 'grant execute on function import_lookalikes(uuid) to satya_app';
end $$;
