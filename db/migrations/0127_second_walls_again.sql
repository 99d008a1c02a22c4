-- Nothing follows any more, also where nobody objected within fourteen days. Source: PP 46/2011; PP 30/2019 art. 59.
create function is_final_evaluation(state evaluation_state, received_on date) returns boolean language sql stable as $$
  select state in ('accepted', 'kept', 'changed') or (state = 'received' and received_on + 14 < current_date)
$$;
--> statement-breakpoint
-- The agencies that the actor serves, works in, or answers for as an appraiser or as the superior of one.
create function agencies_of_actor() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  actor uuid := actor_employee();
begin
  return string_to_array(coalesce(current_setting('satya.agencies', true), ''), ',')::int[]
    || array(
      select e.agency_id from employees e where e.id = actor
      union select a.agency_id from appraisers a where a.appraiser_id = actor
      union select p.agency_id from plans p where p.appraiser_id = actor or p.superior_id = actor);
end $$;
--> statement-breakpoint
-- The agencies for which somebody works on an exam, in the role in which they act; null for BKN's own and the system,
-- who see all.
create function exam_agencies(variadic roles text[]) returns int[] language sql stable as $$
  select case when current_setting('role') <> 'satya_app' then null
    when current_setting('satya.role', true) = any(roles) then
      string_to_array(coalesce(current_setting('satya.agencies', true), ''), ',')::int[]
    else '{}' end
$$;
--> statement-breakpoint
-- As before, for whoever is a candidate of the caller's agency or stands in a file of candidates that it has read: nobody
-- asks about anybody else.
create or replace function exam_exclusions(other_than uuid, niks text[])
  returns table (nik text, programme text, ends_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with caller as materialized (select exam_agencies('exam_manager', 'exam_registrar', 'exam_supervisor') as agencies),
  own as materialized (
    select asked.nik from unnest(niks) asked(nik), caller
    where caller.agencies is null or exists (
      select from exam_candidates o where o.nik = asked.nik and o.agency_id = any(caller.agencies))
  ),
  other as materialized (select unnest(niks) except select own.nik from own),
  known as materialized (
    select own.nik from own
    union all
    select read.nik from (
      select regexp_replace(cell #>> '{}', '\D', '', 'g') as nik
      from exam_candidate_imports i, caller, jsonb_path_query(i.rows, '$[*].cells[*]') cell
      where exists (select from other) and i.programme_id = other_than and i.agency_id = any(caller.agencies)
    ) read where read.nik in (select * from other)
  )
  select distinct on (kept.nik) kept.nik, kept.name, kept.ends_on
  from (
    select c.nik, p.name, (d.at + make_interval(years => p.exclusion_years))::date as ends_on
    from exam_candidates c
    join exam_programmes p on p.id = c.programme_id
    left join lateral (
      select max(i.decided_at) as at from exam_attempts a join exam_incidents i on i.attempt_id = a.id
      where a.candidate_id = c.id and a.state = 'disqualified' and i.kind = 'disqualification' and i.decided_at is not null
    ) d on true
    where c.nik = any(array(select known.nik from known)) and c.programme_id <> other_than
      and (c.is_disqualified or d.at is not null)
  ) kept
  where kept.ends_on is null or kept.ends_on > current_date
  order by kept.nik, kept.ends_on desc nulls first
$$;
--> statement-breakpoint
-- As before, for candidates of the caller's agency in a programme in which scores of that selection count.
create or replace function exam_earlier_scores(earlier text, niks text[])
  returns table (nik text, scores jsonb, session uuid, is_above_grade boolean, first text, final text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with caller as materialized (select exam_agencies('exam_manager') as agencies),
  own as materialized (
    select asked.nik from unnest(niks) asked(nik), caller
    where caller.agencies is null or exists (
      select from exam_candidates o join exam_programmes p on p.id = o.programme_id
      where o.nik = asked.nik and o.agency_id = any(caller.agencies)
        and p.ranking -> 'earlier' ->> 'programme' = earlier)
  )
  select c.nik, o.scores, a.session_id, o.is_above_grade, told.first, told.final
  from exam_candidates c
  join exam_programmes p on p.id = c.programme_id
  join exam_attempts a on a.candidate_id = c.id and a.state = 'finished'
  join exam_sessions s on s.id = a.session_id and s.root is not null
  join exam_scores o on o.attempt_id = a.id
  left join lateral (
    select max(l.line ->> 'result') filter (where n.stage = 'first') as first,
      max(l.line ->> 'result') filter (where n.stage = 'final') as final
    from exam_announcements n join exam_announcement_lines l on l.announcement_id = n.id and l.number = c.number
    where n.programme_id = c.programme_id and n.agency_id = c.agency_id and n.version = (
      select max(m.version) from exam_announcements m
      where m.programme_id = n.programme_id and m.agency_id = n.agency_id and m.stage = n.stage)
  ) told on true
  where p.code = earlier and c.nik = any(array(select own.nik from own)) and not c.is_disqualified
$$;
--> statement-breakpoint
-- The predikat of the months or quarters around some days, final or not, for whoever reckons what follows from it.
create function received_predicate(person uuid, first date, last date) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.predicate from evaluations e
  where e.employee_id = person and e.kind = 'periodic' and e.starts_on <= first and e.ends_on >= last
    and e.received_on is not null and current_setting('satya.role', true) = 'performance_officer'
    and e.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
  order by e.starts_on desc limit 1
$$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['agencies_of_actor()', 'received_predicate(uuid, date, date)'] loop
    execute format('alter function %s owner to satya_system', name);
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to satya_app, satya_national, satya_system', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
--> statement-breakpoint
-- As before, by whoever acts as a verifier of BKN and may: the role is theirs, or they act in it (Plt, Plh).
create or replace function employees_block_by_bkn() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  account uuid := nullif(current_setting('satya.account', true), '')::uuid;
begin
  if of_person() and (current_setting('satya.role', true) is distinct from 'bkn_verifier'
    or not exists (select from account_roles where account_id = account and role = 'bkn_verifier'
      union all select from acting_assignments where account_id = account and role = 'bkn_verifier'
        and until >= (now() at time zone 'Asia/Jakarta')::date))
  then
    raise exception 'permission denied to block this file' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
ALTER TABLE "exam_programmes" ADD COLUMN "earlier_by" uuid;--> statement-breakpoint
ALTER POLICY "issued_documents_signed_insert" ON "issued_documents" TO satya_app WITH CHECK ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and kind::text = any(array['performance_plan',
        'performance_evaluation', 'performance_document', 'credit_conversion']) and exists (select 1 from plans p
        where p.employee_id = issued_documents.employee_id and p.appraiser_id = issued_documents.signed_by_id
        and p.agency_id = issued_documents.agency_id and p.agency_id = issued_documents.issued_by_agency_id
        and p.agreed_at is not null and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and is_final_evaluation(e.state, e.received_on)
        and split_part(number, '/', 3) = upper(left(replace(e.id::text, '-', ''), 16))))));--> statement-breakpoint
ALTER POLICY "evaluations_app" ON "evaluations" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])
      and is_final_evaluation(state, received_on)));--> statement-breakpoint
ALTER POLICY "half_signed_forms_insert" ON "half_signed_forms" TO satya_app WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and is_final_evaluation(e.state, e.received_on)
        and split_part(number, '/', 3) = upper(left(replace(e.id::text, '-', ''), 16))))));--> statement-breakpoint
ALTER POLICY "half_signed_forms_update" ON "half_signed_forms" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and is_final_evaluation(e.state, e.received_on)
        and split_part(number, '/', 3) = upper(left(replace(e.id::text, '-', ''), 16)))))) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and is_final_evaluation(e.state, e.received_on)
        and split_part(number, '/', 3) = upper(left(replace(e.id::text, '-', ''), 16))))));--> statement-breakpoint
ALTER POLICY "half_signed_forms_delete" ON "half_signed_forms" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and is_final_evaluation(e.state, e.received_on)
        and split_part(number, '/', 3) = upper(left(replace(e.id::text, '-', ''), 16))))));--> statement-breakpoint
ALTER POLICY "entry_extensions_read" ON "entry_extensions" TO satya_app USING ("agency_id" = any((select agencies_of_actor())::int[]));--> statement-breakpoint
ALTER POLICY "performance_settings_read" ON "performance_settings" TO satya_app USING ("agency_id" = any((select agencies_of_actor())::int[]));
--> statement-breakpoint
-- Which earlier scores count is worth a place: whoever set it does not confirm it, and it is not set and confirmed at once.
create function exam_programmes_by_two() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  account uuid := nullif(current_setting('satya.account', true), '')::uuid;
  is_set boolean;
begin
  if not of_person() then return new; end if;
  is_set := new.ranking -> 'earlier' is distinct from case when tg_op = 'UPDATE' then old.ranking -> 'earlier' end;
  if new.is_confirmed and new.ranking ? 'earlier' and (is_set or (not old.is_confirmed and old.earlier_by = account)) then
    raise exception 'permission denied to confirm what one set oneself' using errcode = 'insufficient_privilege';
  end if;
  new.earlier_by := case when is_set then account when tg_op = 'UPDATE' then old.earlier_by end;
  return new;
end $$;
--> statement-breakpoint
create trigger exam_programmes_by_two before insert or update on exam_programmes
  for each row execute function exam_programmes_by_two();
