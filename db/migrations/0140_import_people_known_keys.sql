-- A number belongs to one person for life (Perka BKN 22/2007): asked of whoever is written, by triggers and by an import.
create function refuse_reused_nips(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from nip_aliases n join employees e on e.nip = n.nip and e.id <> n.employee_id where e.id = any(ids)
  ) then
    raise unique_violation using constraint = 'nip_aliases_pkey', message = 'this NIP belonged to somebody else';
  end if;
end $$;
--> statement-breakpoint
create or replace function nip_is_not_reused() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_reused_nips(array(select id from added));
  return null;
end $$;
--> statement-breakpoint
-- Writes the people whom a run found to be new, with the derived columns that their histories will say. The first of each
-- post and of each unit are written with every foreign key asked, which holds those posts and units until the end; the
-- others stand on the same posts and units and no other, so that the answers are known (docs/decisions/0109). What the
-- triggers of new people do is done for all at once.
create or replace function import_new_people(run uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set work_mem = '64MB'
  set enable_nestloop = off set session_replication_role = origin as $$
declare
  agency int := import_applying_agency(run);
  first_rows int[] := array(
    select min(s.row_no) from import_rows s where s.run_id = run and s.resolution = 'new'
    group by grouping sets ((s.position_kind, s.position_name), (s.unit_code)));
  posts int[];
  places int[];
  is_asked boolean;
  written int;
  total int := 0;
begin
  foreach is_asked in array array[true, false] loop
    if not is_asked then
      select array_agg(distinct e.position_id), array_agg(distinct e.unit_id) into posts, places
      from import_rows s join employees e on e.id = s.employee_id
      where s.run_id = run and s.row_no = any(first_rows);
      perform set_config('session_replication_role', 'replica', true);
    end if;
    insert into employees (id, agency_id, work_agency_id, nip, old_nip, nik, name, name_key, front_title, back_title,
      birth_place, born_on, sex, religion, marital_status, npwp, email, phone, address, employee_type, legal_status,
      status, pppk_grade, card_number, cpns_on, pns_on, rank, rank_since, rank_service_months, position_id,
      position_kind, position_name, position_since, echelon, unit_id, education_level, education_name, graduated_year)
    select s.employee_id, agency, agency, s.nip, s.old_nip, s.nik, s.name, s.name_key, s.front_title, s.back_title,
      s.birth_place, s.born_on, s.sex, s.religion, s.marital_status, s.npwp, s.email, s.phone, s.address,
      s.employee_type, coalesce(s.legal_status, '01'), s.status, s.pppk_grade, s.card_number, s.cpns_on, s.pns_on,
      s.rank, s.rank_since, s.rank_service_months, p.id, p.kind, p.name, s.position_since, s.echelon, u.id,
      s.education_level, s.education_name, s.graduated_year
    from import_rows s
    join positions p on p.kind = s.position_kind and p.name = s.position_name
    join units u on u.agency_id = agency and u.code = s.unit_code
    where s.run_id = run and s.agency_id = agency and s.resolution = 'new'
      and (s.row_no in (select unnest(first_rows))) = is_asked
      and (is_asked or (p.id in (select unnest(posts)) and u.id in (select unnest(places))));
    get diagnostics written = row_count;
    total := total + written;
  end loop;
  perform set_config('session_replication_role', 'origin', true);
  if total <> (select count(*) from import_rows s where s.run_id = run and s.resolution = 'new') then
    raise exception 'a new person of this import has no post or unit in the register';
  end if;

  perform refuse_reused_nips(array(select s.employee_id from import_rows s where s.run_id = run and s.resolution = 'new'));
  perform learn_words(array(
    select distinct unnest(words_of(s.name_key)) from import_rows s where s.run_id = run and s.resolution = 'new'));
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function refuse_reused_nips(uuid[]) owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
revoke execute on function refuse_reused_nips(uuid[]) from public;
--> statement-breakpoint
grant execute on function refuse_reused_nips(uuid[]), learn_words(text[]) to satya_import;
