-- Ids that grow with time where the server can make them (18 and later): rows written together lie together in every
-- index, which halves the work of a large import.
do $$
begin
  execute format(
    'create function next_id() returns uuid language sql volatile parallel safe as %L',
    case when to_regprocedure('pg_catalog.uuidv7()') is null then 'select gen_random_uuid()' else 'select uuidv7()' end);
end $$;
--> statement-breakpoint
-- The same answers as before; a function that is not strict is written into the statement instead of being called.
create or replace function is_calendar_day(text) returns boolean language sql immutable parallel safe as $$
  select case when $1 ~ '^[0-9]{8}$' then
    substr($1, 5, 2) between '01' and '12'
    and substr($1, 7, 2)::int between 1 and
      case
        when substr($1, 5, 2) in ('04', '06', '09', '11') then 30
        when substr($1, 5, 2) <> '02' then 31
        when substr($1, 1, 4)::int % 4 = 0 and (substr($1, 1, 4)::int % 100 <> 0 or substr($1, 1, 4)::int % 400 = 0) then 29
        else 28
      end
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
create or replace function nip_is_valid(text) returns boolean language sql immutable parallel safe as $$
  select case when $1 ~ '^[0-9]{18}$' then
    public.is_calendar_day(substr($1, 1, 8))
    and substr($1, 13, 2) <> '00'
    and substr($1, 15, 1) in ('1', '2')
    and substr($1, 16, 3) <> '000'
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
create or replace function nik_is_valid(text) returns boolean language sql immutable parallel safe as $$
  select case when $1 ~ '^[1-9][0-9]{15}$' then
    substr($1, 9, 2) between '01' and '12'
    and (substr($1, 7, 2)::int between 1 and 31 or substr($1, 7, 2)::int between 41 and 71)
    and substr($1, 13, 4) <> '0000'
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
create or replace function words_of(name_key text) returns text[] language sql immutable parallel safe as $$
  select string_to_array(lower($1), ' ') collate "C"
$$;
--> statement-breakpoint
-- Many rows at once concern whole agencies: nobody has to be told apart then.
create or replace function nominative_mark_added() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if (select count(*) from (select from added limit 1001) as many) > 1000 then
    insert into nominative_stale (agency_id)
    select distinct e.agency_id from added a join employees e on e.id = a.employee_id
    on conflict (agency_id, employee_id) do update set since = excluded.since;
  else
    perform nominative_mark(array(select distinct employee_id from added));
  end if;
  return null;
end $$;
--> statement-breakpoint
do $$
begin
  if not exists (select from pg_roles where rolname = 'satya_import') then
    create role satya_import nologin;
  end if;
end $$;
--> statement-breakpoint
-- The agency of a run that the actor applies now. Row-level security asks this once for a whole run here, where a
-- policy would ask it for every row.
create function import_applying_agency(run uuid) returns int
language plpgsql stable security definer set search_path = public as $$
declare
  agency int;
begin
  select i.agency_id into agency from import_runs i
  where i.id = run and i.status = 'applying'
    and i.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[]);
  if agency is null then
    raise exception 'this import is not the actor''s to apply' using errcode = 'insufficient_privilege';
  end if;
  return agency;
end $$;
--> statement-breakpoint
-- Writes the people whom a run found to be new, with the derived columns that their histories will say: a second pass
-- over every row is saved.
create function import_new_people(run uuid) returns void
language plpgsql security definer set search_path = public set work_mem = '64MB' as $$
declare
  agency int := import_applying_agency(run);
  written int;
begin
  insert into employees (id, agency_id, work_agency_id, nip, old_nip, nik, name, name_key, front_title, back_title,
    birth_place, born_on, sex, religion, marital_status, npwp, email, phone, address, employee_type, legal_status,
    status, card_number, cpns_on, pns_on, rank, rank_since, rank_service_months, position_id, position_kind,
    position_name, position_since, echelon, unit_id, education_level, education_name, graduated_year)
  select s.employee_id, agency, agency, s.nip, s.old_nip, s.nik, s.name, s.name_key, s.front_title, s.back_title,
    s.birth_place, s.born_on, s.sex, s.religion, s.marital_status, s.npwp, s.email, s.phone, s.address, s.employee_type,
    coalesce(s.legal_status, '01'), s.status, s.card_number, s.cpns_on, s.pns_on, s.rank, s.rank_since,
    s.rank_service_months, p.id, p.kind, p.name, s.position_since, s.echelon, u.id, s.education_level, s.education_name,
    s.graduated_year
  from import_rows s
  join positions p on p.kind = s.position_kind and p.name = s.position_name
  join units u on u.agency_id = agency and u.code = s.unit_code
  where s.run_id = run and s.agency_id = agency and s.resolution = 'new';
  get diagnostics written = row_count;
  if written <> (select count(*) from import_rows s where s.run_id = run and s.resolution = 'new') then
    raise exception 'a new person of this import has no post or unit in the register';
  end if;
end $$;
--> statement-breakpoint
-- Writes one history of the people whom `import_new_people` wrote. They have none to compare with, so it is written
-- without looking. The conditions are those of `historyFeeds` in lib/import/changes.server.ts.
create function import_new_history(run uuid, history text) returns void
language plpgsql security definer set search_path = public set work_mem = '64MB' as $$
declare
  agency int := import_applying_agency(run);
  account uuid := nullif(current_setting('satya.account', true), '');
begin
  if exists (
    select from import_rows s left join employees e on e.id = s.employee_id
    where s.run_id = run and s.resolution = 'new' and e.agency_id is distinct from agency
  ) then
    raise exception 'a new person of this import is not in the register';
  end if;
  case history
  when 'rank_history' then
    insert into rank_history (id, employee_id, source, source_id, recorded_by,
      effective_on, rank, service_months, decree_number, decree_on)
    select next_id(), s.employee_id, 'import', run::text, account,
      s.rank_since, s.rank, s.rank_service_months, s.rank_decree_number, s.rank_decree_on
    from import_rows s
    where s.run_id = run and s.resolution = 'new'
      and s.rank is not null and s.rank_since is not null and s.rank_service_months is not null;
    insert into rank_history (id, employee_id, source, source_id, recorded_by,
      effective_on, rank, service_months, decree_number, decree_on)
    select next_id(), s.employee_id, 'import', run::text, account,
      r.effective_on, r.rank, r.service_months, r.decree_number, r.decree_on
    from import_ranks r
    join import_rows s on s.run_id = r.run_id and s.nip = r.nip and s.resolution = 'new'
    where r.run_id = run and not (r.effective_on = s.rank_since);
  when 'position_history' then
    insert into position_history (id, employee_id, source, source_id, recorded_by,
      effective_on, position_id, unit_id, echelon)
    select next_id(), s.employee_id, 'import', run::text, account, s.position_since, p.id, u.id, s.echelon
    from import_rows s
    join positions p on p.kind = s.position_kind and p.name = s.position_name
    join units u on u.agency_id = agency and u.code = s.unit_code
    where s.run_id = run and s.resolution = 'new' and s.position_since is not null;
  when 'education_history' then
    insert into education_history (id, employee_id, source, source_id, recorded_by,
      effective_on, level, program, graduated_year)
    select next_id(), s.employee_id, 'import', run::text, account,
      make_date(s.graduated_year, 1, 1), s.education_level, s.education_name, s.graduated_year
    from import_rows s
    where s.run_id = run and s.resolution = 'new'
      and s.education_level is not null and s.education_name is not null and s.graduated_year is not null;
  when 'appointment_history' then
    insert into appointment_history (id, employee_id, source, source_id, recorded_by,
      effective_on, status, decree_number, decree_on)
    select next_id(), s.employee_id, 'import', run::text, account, a.effective_on, a.status, a.number, a.signed_on
    from import_rows s, lateral (values
      ('cpns'::appointment_status, s.cpns_on, s.cpns_decree_number, s.cpns_decree_on),
      ('pns'::appointment_status, s.pns_on, s.pns_decree_number, s.pns_decree_on)
    ) as a (status, effective_on, number, signed_on)
    where s.run_id = run and s.resolution = 'new' and a.effective_on is not null;
  when 'performance_history' then
    insert into performance_history (id, employee_id, source, source_id, recorded_by, effective_on, year, predicate)
    select next_id(), s.employee_id, 'import', run::text, account,
      make_date(y.year::int, 12, 31), y.year::smallint, y.predicate
    from import_rows s, lateral jsonb_each_text(s.ratings) as y (year, predicate)
    where s.run_id = run and s.resolution = 'new' and s.ratings is not null;
  when 'discipline_history' then
    insert into discipline_history (id, employee_id, source, source_id, recorded_by, effective_on, severity, ends_on)
    select next_id(), s.employee_id, 'import', run::text, account,
      least(s.discipline_ends_on, i.data_on), s.discipline_severity, s.discipline_ends_on
    from import_runs i join import_rows s on s.run_id = i.id
    where i.id = run and s.resolution = 'new' and s.discipline_severity is not null;
  end case;
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  execute format('grant satya_import to %I', current_user);
  execute 'grant create on schema public to satya_import, satya_system';
  execute 'alter function nominative_mark_added() owner to satya_system';
  foreach name in array array[
    'import_applying_agency(uuid)', 'import_new_people(uuid)', 'import_new_history(uuid, text)'
  ] loop
    execute format('alter function %s owner to satya_import', name);
    execute format('revoke execute on function %s from public', name);
  end loop;
  execute 'revoke create on schema public from satya_import, satya_system';
  execute 'grant usage on schema public to satya_import';
  execute 'grant execute on function import_applying_agency(uuid) to satya_import';
  execute 'grant execute on function import_new_people(uuid), import_new_history(uuid, text) to satya_app';
  foreach name in array array['import_runs', 'import_rows', 'import_ranks', 'employees', 'positions', 'units'] loop
    execute format('grant select on %I to satya_import', name);
    execute format('create policy satya_import_reads on %I for select to satya_import using (true)', name);
  end loop;
  foreach name in array array[
    'employees', 'rank_history', 'position_history', 'education_history', 'appointment_history', 'performance_history',
    'discipline_history'
  ] loop
    execute format('grant insert on %I to satya_import', name);
    execute format('create policy satya_import_writes on %I for insert to satya_import with check (true)', name);
  end loop;
end $$;
