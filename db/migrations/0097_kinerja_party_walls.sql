ALTER TABLE "evaluation_lines" ALTER COLUMN "rollup" SET DEFAULT '{"entries":0,"quantities":[]}'::jsonb;--> statement-breakpoint
ALTER POLICY "evaluation_behaviours_insert" ON "evaluation_behaviours" TO satya_app WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "evaluation_behaviours_update" ON "evaluation_behaviours" TO satya_app USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "evaluation_behaviours_delete" ON "evaluation_behaviours" TO satya_app USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "appraiser_reports_insert" ON "appraiser_reports" TO satya_app WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and closed_at is null));--> statement-breakpoint
ALTER POLICY "appraiser_reports_update" ON "appraiser_reports" TO satya_app USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and closed_at is null)) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and closed_at is null));--> statement-breakpoint
ALTER POLICY "appraiser_reports_delete" ON "appraiser_reports" TO satya_app USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and closed_at is null));--> statement-breakpoint
ALTER POLICY "entry_evidence_insert" ON "entry_evidence" TO satya_app WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id
    and d.state in ('submitted', 'returned')));--> statement-breakpoint
ALTER POLICY "entry_evidence_update" ON "entry_evidence" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id
    and d.state in ('submitted', 'returned'))) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id
    and d.state in ('submitted', 'returned')));--> statement-breakpoint
ALTER POLICY "entry_evidence_delete" ON "entry_evidence" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id
    and d.state in ('submitted', 'returned')));--> statement-breakpoint
ALTER POLICY "entry_reminders_insert" ON "entry_reminders" TO satya_app WITH CHECK ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from appraisers a
        where a.employee_id = entry_reminders.employee_id and a.appraiser_id = entry_reminders.appraiser_id));--> statement-breakpoint
ALTER POLICY "entry_reminders_update" ON "entry_reminders" TO satya_app USING ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from appraisers a
        where a.employee_id = entry_reminders.employee_id and a.appraiser_id = entry_reminders.appraiser_id)) WITH CHECK ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from appraisers a
        where a.employee_id = entry_reminders.employee_id and a.appraiser_id = entry_reminders.appraiser_id));--> statement-breakpoint
ALTER POLICY "entry_reminders_delete" ON "entry_reminders" TO satya_app USING ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from appraisers a
        where a.employee_id = entry_reminders.employee_id and a.appraiser_id = entry_reminders.appraiser_id));--> statement-breakpoint
ALTER POLICY "plan_behaviours_app" ON "plan_behaviours" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plan_behaviours_insert" ON "plan_behaviours" TO satya_app WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_behaviours_update" ON "plan_behaviours" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_behaviours_delete" ON "plan_behaviours" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_feedback_app" ON "plan_feedback" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plan_feedback_insert" ON "plan_feedback" TO satya_app WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
  and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_feedback_update" ON "plan_feedback" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
  and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
  and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_feedback_delete" ON "plan_feedback" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
  and "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_indicators_insert" ON "plan_indicators" TO satya_app WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_indicators_update" ON "plan_indicators" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_indicators_delete" ON "plan_indicators" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_items_insert" ON "plan_items" TO satya_app WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_items_update" ON "plan_items" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_items_delete" ON "plan_items" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "plan_notes_app" ON "plan_notes" TO satya_app USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plan_notes_insert" ON "plan_notes" TO satya_app WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plan_notes_update" ON "plan_notes" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plan_notes_delete" ON "plan_notes" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
ALTER POLICY "plans_app" ON "plans" TO satya_app USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or (agreed_at is not null and exists (select 1 from appraisers a where a.appraiser_id = plans.employee_id
  and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and a.starts_on <= plans.ends_on
  and coalesce(a.ends_on, 'infinity') >= plans.starts_on)));--> statement-breakpoint
ALTER POLICY "plans_insert" ON "plans" TO satya_app WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
ALTER POLICY "plans_update" ON "plans" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
ALTER POLICY "plans_delete" ON "plans" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);
--> statement-breakpoint
-- Row-level security says who may touch a row, and cannot compare what it was with what it becomes. The triggers below do:
-- each party to a plan, an entry or an evaluation makes the steps of that party alone. They bind the roles that people work
-- as; functions of the system's role, seeds and imports take their own steps.
create function of_person() returns boolean language sql stable as $$
  select current_user in ('satya_app', 'satya_national')
$$;
--> statement-breakpoint
create function actor_employee() returns uuid language sql stable as $$
  select nullif(current_setting('satya.employee', true), '')::uuid
$$;
--> statement-breakpoint
-- Whether nothing but some columns differs between two states of a row.
create function differs_only(before jsonb, after jsonb, variadic columns text[]) returns boolean
language sql immutable as $$ select before - columns = after - columns $$;
--> statement-breakpoint
-- A plan is drafted and proposed by its owner with the people of one of its days, and agreed to by the appraiser.
create function plans_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb := to_jsonb(new);
begin
  if not of_person() then return new; end if;
  if tg_op = 'INSERT' then
    if new.employee_id = actor and new.state = 'draft' and plan_names_people_of_a_day(new)
      and (new.replaces_id is null or exists (select from plans p where p.id = new.replaces_id and p.state = 'agreed'
        and p.employee_id = new.employee_id and p.regime = new.regime and p.revision = new.revision - 1
        and (p.starts_on, p.ends_on) = (new.starts_on, new.ends_on)))
    then return new; end if;
    raise exception 'permission denied to begin this plan' using errcode = 'insufficient_privilege';
  end if;
  if new is not distinct from old then return new; end if;
  old_row := to_jsonb(old);
  if new.version = old.version + 1 and (
    (old.employee_id = actor and (
      (old.state = 'draft' and new.state = 'draft' and differs_only(old_row, new_row, 'version', 'model', 'resources',
        'accountability', 'consequences'))
      or (old.state = 'draft' and new.state = 'proposed' and plan_names_people_of_a_day(new) and differs_only(old_row,
        new_row, 'version', 'state', 'unit_id', 'appraiser_id', 'superior_id', 'people', 'proposed_at'))
      or (old.state = 'proposed' and new.state = 'draft' and differs_only(old_row, new_row, 'version', 'state'))
      or (old.state = 'agreed' and new.state = 'ended' and differs_only(old_row, new_row, 'version', 'state', 'ends_on')
        and new.ends_on < old.ends_on and exists (select from appraisal_of_actor(new.ends_on + 1) a
          where (a.unit_id is not null and a.unit_id is distinct from old.unit_id) or a.appraiser_id <> old.appraiser_id)
        and not exists (select from evaluations e where e.employee_id = old.employee_id
          and e.kind = 'annual' and e.starts_on = old.starts_on))))
    or (old.appraiser_id = actor and old.state = 'proposed' and (
      (new.state = 'agreed' and differs_only(old_row, new_row, 'version', 'state', 'agreed_at'))
      or (new.state = 'draft' and differs_only(old_row, new_row, 'version', 'state')))))
  then return new; end if;
  raise exception 'permission denied for this change of a plan' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- Whether a plan of the actor names its unit, appraiser and superior as they are on one of its days.
create function plan_names_people_of_a_day(plan plans) returns boolean language sql stable set search_path = public as $$
  select exists (select from generate_series(plan.starts_on, plan.ends_on, '1 day') d, appraisal_of_actor(d::date) a
    where a.agency_id = plan.agency_id and a.unit_id is not distinct from plan.unit_id and a.people = plan.people
      and a.appraiser_id = plan.appraiser_id and a.superior_id is not distinct from plan.superior_id)
$$;
--> statement-breakpoint
create trigger plans_by_party before insert or update on plans for each row execute function plans_by_party();
--> statement-breakpoint
-- An amendment that its appraiser agrees to takes the place of the plan that it names, also where that one names an
-- appraiser from before, whose plans the new one does not see. Returns the version of the replaced plan before.
create function replace_plan(amendment uuid) returns integer
language sql security definer set search_path = public as $$
  update plans old set state = 'replaced', version = old.version + 1 from plans p
  where p.id = amendment and p.state = 'proposed' and p.appraiser_id = actor_employee() and old.id = p.replaces_id
    and old.state = 'agreed' and old.employee_id = p.employee_id
    and (old.starts_on, old.ends_on) = (p.starts_on, p.ends_on)
  returning old.version - 1
$$;
--> statement-breakpoint
-- An entry is its writer's until it is answered, and answered by the appraiser of the day of the work.
create function daily_entries_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb;
begin
  if not of_person() then return new; end if;
  if tg_op = 'INSERT' then
    if new.employee_id = actor and new.state = 'submitted' and new.version = 1 and entry_is_of_its_day(new)
      and new.approved_minutes is null and new.reviewed_by is null and new.reviewed_at is null and new.review_note is null
      and exists (select from employees e where e.id = actor and e.agency_id = new.agency_id)
    then return new; end if;
    raise exception 'permission denied to write this entry' using errcode = 'insufficient_privilege';
  end if;
  if new is not distinct from old then return new; end if;
  old_row := to_jsonb(old);
  new_row := to_jsonb(new);
  if new.version = old.version + 1 and (
    (old.employee_id = actor and old.state in ('submitted', 'returned') and (
      (new.state = 'withdrawn' and differs_only(old_row, new_row, 'version', 'state'))
      or (new.state = old.state and differs_only(old_row, new_row, 'version'))
      or (new.state = 'submitted' and new.approved_minutes is null and entry_is_of_its_day(new)
        and differs_only(old_row, new_row, 'version', 'state', 'appraiser_id', 'work_on', 'starts_minute', 'ends_minute',
          'kind', 'plan_item_id', 'text', 'quantity', 'unit', 'place', 'order_by', 'order_number', 'late_reason',
          'device_at', 'skew_seconds', 'received_at'))))
    or (old.appraiser_id = actor and old.employee_id <> actor
      and (old.state, new.state) in (('submitted', 'approved'), ('submitted', 'returned'), ('submitted', 'rejected'),
        ('approved', 'approved'), ('approved', 'submitted'))
      and new.reviewed_by is not distinct from case when new.state = 'submitted' then null else actor end
      and (new.approved_minutes is not null) = (new.state = 'approved')
      and exists (select from appraisers a where a.employee_id = old.employee_id and a.appraiser_id = actor
        and old.work_on between a.starts_on and coalesce(a.ends_on, 'infinity'))
      and differs_only(old_row, new_row, 'version', 'state', 'approved_minutes', 'review_note', 'reviewed_by',
        'reviewed_at')))
  then return new; end if;
  raise exception 'permission denied for this change of an entry' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- Whether an entry of the actor goes to the appraiser of its day, and names a line of an own plan that was agreed for it.
create function entry_is_of_its_day(entry daily_entries) returns boolean language sql stable set search_path = public as $$
  select entry.appraiser_id is not distinct from (select a.appraiser_id from appraisers a
      where a.employee_id = entry.employee_id and entry.work_on between a.starts_on and coalesce(a.ends_on, 'infinity'))
    and (entry.plan_item_id is null or exists (select from plan_items i join plans p on p.id = i.plan_id
      where i.id = entry.plan_item_id and p.employee_id = entry.employee_id and p.agreed_at is not null
        and entry.work_on between p.starts_on and p.ends_on))
$$;
--> statement-breakpoint
create trigger daily_entries_by_party before insert or update on daily_entries for each row
  execute function daily_entries_by_party();
--> statement-breakpoint
-- An evaluation begins empty, with the people of its plan; from then on its owner confirms, accepts or objects, the
-- appraiser rates and answers, and the superior decides.
create function evaluations_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb := to_jsonb(new);
begin
  if not of_person() then return new; end if;
  if tg_op = 'INSERT' then
    if actor in (new.employee_id, new.appraiser_id, new.superior_id) and new.state = 'open'
      and jsonb_strip_nulls(new_row - array['id', 'plan_id', 'kind', 'starts_on', 'ends_on', 'employee_id', 'appraiser_id',
        'superior_id', 'agency_id', 'unit_id', 'state']) = '{}'
      and exists (select from plans p where p.id = new.plan_id and p.regime = 'permenpanrb6_2022'
        and p.employee_id = new.employee_id and p.appraiser_id = new.appraiser_id and p.agency_id = new.agency_id
        and p.superior_id is not distinct from new.superior_id and p.unit_id is not distinct from new.unit_id
        and case when new.kind = 'annual'
          then p.state = 'agreed' and (p.starts_on, p.ends_on) = (new.starts_on, new.ends_on)
          else p.state in ('agreed', 'ended') and p.starts_on <= new.starts_on and new.ends_on <= p.ends_on end)
    then return new; end if;
    raise exception 'permission denied to begin this evaluation' using errcode = 'insufficient_privilege';
  end if;
  if new is not distinct from old then return new; end if;
  old_row := to_jsonb(old);
  if (old.employee_id = actor and (
      (old.state = 'open' and new.state = 'confirmed' and differs_only(old_row, new_row, 'state', 'confirmed_at'))
      or (old.state = 'received' and new.state = 'accepted' and differs_only(old_row, new_row, 'state'))
      or (old.state = 'received' and new.state = 'objected' and new.objected_on between old.received_on
        and old.received_on + 14 and differs_only(old_row, new_row, 'state', 'objected_on', 'objection'))))
    or (old.appraiser_id = actor and old.employee_id <> actor and (
      (old.state in ('open', 'confirmed') and new.state = 'received' and new.received_on > old.ends_on
        and differs_only(old_row, new_row, 'state', 'result_rating', 'behaviour_rating', 'predicate', 'ground',
          'deviation_reason', 'received_on'))
      or (old.state = 'objected' and new.state = 'answered' and differs_only(old_row, new_row, 'state', 'answer',
        'answered_at'))))
    or (old.superior_id = actor and actor not in (old.employee_id, old.appraiser_id)
      and old.state in ('objected', 'answered') and new.state in ('kept', 'changed')
      and (old.state = 'answered' or new.decided_at::date > old.objected_on + 14)
      and (new.state = 'kept') = ((new.result_rating, new.behaviour_rating) = (old.result_rating, old.behaviour_rating))
      and (new.first_result_rating, new.first_behaviour_rating) = (old.result_rating, old.behaviour_rating)
      and differs_only(old_row, new_row, 'state', 'decision', 'decided_at', 'result_rating', 'behaviour_rating',
        'predicate', 'first_result_rating', 'first_behaviour_rating'))
  then return new; end if;
  raise exception 'permission denied for this change of an evaluation' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger evaluations_by_party before insert or update on evaluations for each row
  execute function evaluations_by_party();
--> statement-breakpoint
-- Approved work of a plan's owner in a period, by result of the plan, for the people of the plan. Work for a line of
-- another revision counts for the same line, and it counts whoever approved it: each appraiser sees the own entries alone.
create function approved_work(plan uuid, first_day date, last_day date) returns table (item uuid, rollup jsonb)
language sql stable security definer set search_path = public as $$
  with work as (
    select i.id, nullif(btrim(d.unit), '') as unit, count(*) as entries, sum(d.quantity) as quantity
    from plans p join plan_items i on i.plan_id = p.id
    join plan_items served on served.line_id = i.line_id
    join daily_entries d on d.plan_item_id = served.id and d.employee_id = p.employee_id
    where p.id = plan and actor_employee() in (p.employee_id, p.appraiser_id, p.superior_id) and d.state = 'approved'
      and d.work_on between first_day and last_day
    group by 1, 2)
  select id, jsonb_build_object('entries', sum(entries), 'quantities', coalesce(
    jsonb_agg(jsonb_build_object('unit', unit, 'quantity', quantity) order by unit)
      filter (where unit is not null and quantity is not null), '[]'))
  from work group by id
$$;
--> statement-breakpoint
-- The owner says what was achieved before confirming, the appraiser gives feedback; the work behind a line is looked up.
create function evaluation_lines_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  e evaluations;
begin
  if not of_person() or (tg_op = 'UPDATE' and new is not distinct from old) then return new; end if;
  select * into e from evaluations where id = new.evaluation_id
    and exists (select from plan_items i where i.id = new.item_id and i.plan_id = evaluations.plan_id);
  if tg_op = 'INSERT' and ((e.employee_id = actor and e.state = 'open' and new.feedback = '')
    or (e.appraiser_id = actor and new.realisation = ''))
  then
    new.rollup := coalesce((select w.rollup from approved_work(e.plan_id, e.starts_on, e.ends_on) w
      where w.item = new.item_id), new.rollup);
    return new;
  end if;
  if tg_op = 'UPDATE' and e.appraiser_id = actor and differs_only(to_jsonb(old), to_jsonb(new), 'feedback') then
    return new;
  end if;
  raise exception 'permission denied for this line of an evaluation' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger evaluation_lines_by_party before insert or update on evaluation_lines for each row
  execute function evaluation_lines_by_party();
--> statement-breakpoint
-- Writes the result of a year that the appraiser sent, or the superior changed, into the history of the person, in the
-- place of what stood for that year, once. Neither of them may write histories: the function takes all it writes from the
-- evaluation itself, and believes it where it says what its plan says.
create or replace function keep_evaluation_result(evaluation uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  actor uuid := nullif(current_setting('satya.employee', true), '')::uuid;
  e evaluations;
  people jsonb;
  before performance_history;
begin
  select * into e from evaluations where id = evaluation and kind = 'annual' and predicate is not null
    and ((state = 'received' and actor = appraiser_id) or (state = 'changed' and actor = superior_id));
  select p.people into people from plans p where p.id = e.plan_id and p.employee_id = e.employee_id
    and p.appraiser_id = e.appraiser_id and p.superior_id is not distinct from e.superior_id and p.agreed_at is not null
    and p.starts_on = e.starts_on;
  if not found then
    raise exception 'no result of a year to keep' using errcode = 'insufficient_privilege';
  end if;
  select * into before from performance_history h
    where h.employee_id = e.employee_id and h.year = date_part('year', e.starts_on) and not h.is_void
      and not exists (select from performance_history newer where newer.replaces_id = h.id)
    order by h.recorded_at desc limit 1;
  if before.source_id = e.id::text and before.predicate = e.predicate and before.work_result = e.result_rating
    and before.behaviour = e.behaviour_rating
  then return; end if;
  insert into performance_history (employee_id, effective_on, source, source_id, replaces_id, reason, recorded_by, year,
    predicate, work_result, behaviour, appraiser_name, superior_name)
  values (e.employee_id, e.ends_on, 'evaluation', e.id, before.id,
    case when before.id is not null then
      case when e.state = 'changed' then 'Keputusan atas keberatan' else 'Evaluasi kinerja tahunan' end end,
    nullif(current_setting('satya.account', true), '')::uuid, date_part('year', e.starts_on), e.predicate,
    e.result_rating, e.behaviour_rating, people->'appraiser'->>'name', people->'superior'->>'name');
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['replace_plan(uuid)', 'approved_work(uuid, date, date)'] loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to satya_app, satya_national', name);
    execute format('alter function %s owner to satya_system', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
