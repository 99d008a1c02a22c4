-- As before, and where nothing was approved nothing is shown, whatever a client wrote.
create or replace function evaluation_lines_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  e evaluations;
begin
  if not of_person() or (tg_op = 'UPDATE' and new is not distinct from old) then return new; end if;
  select * into e from evaluations where id = new.evaluation_id
    and exists (select from plan_items i where i.id = new.item_id and i.plan_id = evaluations.plan_id);
  if tg_op = 'INSERT' and ((e.employee_id = actor and e.state = 'open' and new.feedback = '')
    or (e.appraiser_id = actor and new.realisation = '' and new.measures is null))
  then
    new.rollup := coalesce((select w.rollup from approved_work(e.plan_id, e.starts_on, e.ends_on) w
      where w.item = new.item_id), '{"entries":0,"quantities":[]}'::jsonb);
    return new;
  end if;
  if tg_op = 'UPDATE' and e.appraiser_id = actor and differs_only(to_jsonb(old), to_jsonb(new), 'feedback') then
    return new;
  end if;
  raise exception 'permission denied for this line of an evaluation' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- As before, and the superior is the one of the plan's last days, or of today while it runs: a letter of the future or one
-- that was over names nobody.
create or replace function name_superiors(persons uuid[]) returns void
language sql security definer set search_path = public as $$
  update plans p set superior_id = s.appraiser_id,
    people = jsonb_set(p.people, '{superior}', plan_person(s.appraiser_id))
  from (select of.id, a.appraiser_id, row_number() over (partition by of.id
        order by least(of.ends_on, current_date) between a.starts_on and coalesce(a.ends_on, 'infinity') desc,
          a.starts_on desc) as place
      from plans of join appraisers a on a.employee_id = of.appraiser_id and a.starts_on <= current_date
      where of.appraiser_id = any(persons) and of.superior_id is null) s
  where p.id = s.id and s.place = 1 and p.state in ('agreed', 'ended', 'replaced')
    and p.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
    and s.appraiser_id <> p.employee_id;
  update evaluations e set superior_id = p.superior_id from plans p
  where p.id = e.plan_id and p.appraiser_id = any(persons) and e.appraiser_id = p.appraiser_id and e.superior_id is null
    and p.superior_id is not null and e.state not in ('accepted', 'kept', 'changed')
    and e.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
$$;
--> statement-breakpoint
-- What was recorded stays as it was: a day is only withdrawn, a rule only ends.
revoke update on absences, allowance_rules from satya_app, satya_national;
--> statement-breakpoint
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on absences to satya_app, satya_national;
--> statement-breakpoint
grant update (valid_to) on allowance_rules to satya_app, satya_national;
--> statement-breakpoint
-- An agency asks; it never writes down that the national committee decided.
create policy exam_settlements_asked on exam_settlements as restrictive for insert to satya_app with check (decided_at is null);
