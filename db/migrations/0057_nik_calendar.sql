-- The check of a NIK is that of lib/registry/nik.ts: regency and district are never 00, and the day of birth is one of
-- the calendar, wherever one of the two centuries had it. Which provinces there are is reference data, which a check
-- of a column cannot ask: that is left to lib.
alter table employees drop constraint employees_nik_valid;
--> statement-breakpoint
alter table exam_candidates drop constraint exam_candidates_nik_valid;
--> statement-breakpoint
create or replace function nik_is_valid(text) returns boolean language sql immutable parallel safe as $$
  select case when $1 ~ '^[1-9][0-9]{15}$' then
    substr($1, 3, 2) <> '00'
    and substr($1, 5, 2) <> '00'
    and public.is_calendar_day(
      '20' || substr($1, 11, 2) || substr($1, 9, 2)
      || case when substr($1, 7, 1) between '4' and '7' then chr(ascii(substr($1, 7, 1)) - 4) else substr($1, 7, 1) end
      || substr($1, 8, 1))
    and substr($1, 13, 4) <> '0000'
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
-- A number that cannot be anybody's would forbid every later change of its row. It goes, and the trail keeps it.
do $$
begin
  set local role satya_system;
  with wrong as (
    select id, agency_id, nik from employees where nik is not null and not nik_is_valid(nik)
  ), cleared as (
    update employees e
    set nik = null, nik_checked_on = null, nik_is_valid = null, version = version + 1, updated_at = now()
    from wrong where e.id = wrong.id
  )
  insert into audit_events (event, actor_name, role, agency_id, employee_id, subject_id, before, after, reason)
  select 'employee.clear_nik', 'Satya', 'system', agency_id, id, id::text, jsonb_build_object('nik', nik),
    '{"nik": null}', 'Wilayah atau tanggal lahir dalam NIK tidak mungkin ada'
  from wrong;
  with wrong as (
    select id, agency_id, nik from exam_candidates where nik is not null and not nik_is_valid(nik)
  ), cleared as (
    update exam_candidates c set nik = null, version = version + 1 from wrong where c.id = wrong.id
  )
  insert into audit_events (event, actor_name, role, agency_id, subject_id, before, after, reason)
  select 'exam.clear_nik', 'Satya', 'system', agency_id, id::text, jsonb_build_object('nik', nik),
    '{"nik": null}', 'Wilayah atau tanggal lahir dalam NIK tidak mungkin ada'
  from wrong;
  reset role;
end $$;
--> statement-breakpoint
alter table employees add constraint employees_nik_valid check (nik is null or nik_is_valid(nik)) not valid;
--> statement-breakpoint
alter table employees validate constraint employees_nik_valid;
--> statement-breakpoint
alter table exam_candidates add constraint exam_candidates_nik_valid check (nik is null or nik_is_valid(nik)) not valid;
--> statement-breakpoint
alter table exam_candidates validate constraint exam_candidates_nik_valid;
