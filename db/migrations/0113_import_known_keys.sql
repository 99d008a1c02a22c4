-- A foreign key asks for each row by itself: half of the work of the histories of new people, and each answer is known
-- (docs/decisions/0109). Only functions of satya_import may leave the question out; nobody can become that role.
do $$
begin
  if not has_parameter_privilege('satya_import', 'session_replication_role', 'set') then
    grant set on parameter session_replication_role to satya_import;
  end if;
end $$;
--> statement-breakpoint
-- Writes the histories of the people whom `import_new_people` wrote in this same transaction. They have none to compare
-- with, so they are written without looking. The conditions are those of `historyFeeds` in lib/import/changes.server.ts.
-- Foreign keys hold by construction: the people are seen to be this transaction's own, which nobody else can take away,
-- and posts and units are taken from their rows, whose keys have just been asked and are held until the end. Triggers
-- rest with the keys: the one that matters, who has to be judged anew, is answered at the end.
create function import_new_histories(run uuid) returns void
language plpgsql security definer set search_path = public set work_mem = '64MB' set enable_nestloop = off
  set session_replication_role = replica as $$
declare
  agency int := import_applying_agency(run);
  account uuid := nullif(current_setting('satya.account', true), '');
  origin text := run;
  data_day date := (select i.data_on from import_runs i where i.id = run);
begin
  if exists (
    select from import_rows s left join employees e on e.id = s.employee_id
    where s.run_id = run and s.resolution = 'new'
      and (e.agency_id is distinct from agency or e.xmin <> pg_current_xact_id()::xid)
  ) then
    raise exception 'a new person of this import is not in the register';
  end if;

  insert into rank_history (id, employee_id, source, source_id, recorded_by,
    effective_on, rank, service_months, decree_number, decree_on)
  select next_id(), s.employee_id, 'import', origin, account,
    s.rank_since, s.rank, s.rank_service_months, s.rank_decree_number, s.rank_decree_on
  from import_rows s
  where s.run_id = run and s.resolution = 'new'
    and s.rank is not null and s.rank_since is not null and s.rank_service_months is not null;

  insert into rank_history (id, employee_id, source, source_id, recorded_by,
    effective_on, rank, service_months, decree_number, decree_on)
  select next_id(), s.employee_id, 'import', origin, account,
    r.effective_on, r.rank, r.service_months, r.decree_number, r.decree_on
  from import_ranks r
  join import_rows s on s.run_id = r.run_id and s.nip = r.nip and s.resolution = 'new'
  where r.run_id = run and r.effective_on < s.rank_since;

  insert into position_history (id, employee_id, source, source_id, recorded_by,
    effective_on, position_id, unit_id, echelon)
  select next_id(), s.employee_id, 'import', origin, account, s.position_since, e.position_id, e.unit_id, s.echelon
  from import_rows s
  join employees e on e.id = s.employee_id
  where s.run_id = run and s.resolution = 'new' and s.position_since is not null;

  insert into education_history (id, employee_id, source, source_id, recorded_by,
    effective_on, level, program, graduated_year)
  select next_id(), s.employee_id, 'import', origin, account,
    make_date(s.graduated_year, 1, 1), s.education_level, s.education_name, s.graduated_year
  from import_rows s
  where s.run_id = run and s.resolution = 'new'
    and s.education_level is not null and s.education_name is not null and s.graduated_year is not null;

  insert into appointment_history (id, employee_id, source, source_id, recorded_by,
    effective_on, status, decree_number, decree_on)
  select next_id(), s.employee_id, 'import', origin, account, a.effective_on, a.status, a.number, a.signed_on
  from import_rows s, lateral (values
    ((case when s.status = 'pppk' then 'pppk' else 'cpns' end)::appointment_status, s.cpns_on, s.cpns_decree_number, s.cpns_decree_on),
    ('pns'::appointment_status, s.pns_on, s.pns_decree_number, s.pns_decree_on)
  ) as a (status, effective_on, number, signed_on)
  where s.run_id = run and s.resolution = 'new' and a.effective_on is not null;

  insert into performance_history (id, employee_id, source, source_id, recorded_by, effective_on, year, predicate)
  select next_id(), s.employee_id, 'import', origin, account,
    make_date(y.year::int, 12, 31), y.year::smallint, y.predicate
  from import_rows s, lateral jsonb_each_text(s.ratings) as y (year, predicate)
  where s.run_id = run and s.resolution = 'new' and s.ratings is not null;

  insert into discipline_history (id, employee_id, source, source_id, recorded_by, effective_on, severity, ends_on)
  select next_id(), s.employee_id, 'import', origin, account,
    least(s.discipline_ends_on, data_day), s.discipline_severity, s.discipline_ends_on
  from import_rows s
  where s.run_id = run and s.resolution = 'new' and s.discipline_severity is not null;

  perform nominative_mark(array(select s.employee_id from import_rows s where s.run_id = run and s.resolution = 'new'));
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_import';
  execute 'alter function import_new_histories(uuid) owner to satya_import';
  execute 'revoke create on schema public from satya_import';
end $$;
--> statement-breakpoint
revoke execute on function import_new_histories(uuid) from public;
--> statement-breakpoint
grant execute on function import_new_histories(uuid) to satya_app;
--> statement-breakpoint
grant execute on function nominative_mark(uuid[]) to satya_import;
--> statement-breakpoint
drop function import_new_history(uuid, text);
--> statement-breakpoint
-- Only how many people there are has to be known in the middle of an apply; the rest is counted at its end.
create or replace function analyze_grown(written int) returns void
language plpgsql security definer set search_path = public as $$
begin
  if written > (select reltuples from pg_class where oid = 'employees'::regclass) then
    analyze employees (id);
  end if;
end $$;
--> statement-breakpoint
-- People and histories apart, so that two connections can count them at once.
create function analyze_imported(part text) returns void
language plpgsql security definer set search_path = public as $$
begin
  if part = 'people' then
    analyze employees;
  else
    analyze rank_history, position_history, education_history, appointment_history, performance_history,
      discipline_history;
  end if;
end $$;
--> statement-breakpoint
revoke execute on function analyze_imported(text) from public;
--> statement-breakpoint
grant execute on function analyze_imported(text) to satya_app;
--> statement-breakpoint
drop function analyze_imported();
