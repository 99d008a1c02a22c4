-- The row of a person says their rank; the sheet of ranks says only what came before. The rest as before.
create or replace function import_new_history(run uuid, history text) returns void
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
    where r.run_id = run and r.effective_on < s.rank_since;
  when 'position_history' then
    insert into position_history (id, employee_id, source, source_id, recorded_by,
      effective_on, position_id, unit_id, echelon)
    select next_id(), s.employee_id, 'import', run::text, account, s.position_since, e.position_id, e.unit_id, s.echelon
    from import_rows s
    join employees e on e.id = s.employee_id
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
      ((case when s.status = 'pppk' then 'pppk' else 'cpns' end)::appointment_status, s.cpns_on, s.cpns_decree_number, s.cpns_decree_on),
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
