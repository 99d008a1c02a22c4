ALTER TYPE "public"."plan_state" ADD VALUE 'referred' BEFORE 'agreed';--> statement-breakpoint
ALTER TABLE "plans" DROP CONSTRAINT "plans_agreed";--> statement-breakpoint
ALTER TABLE "performance_settings" DROP CONSTRAINT "performance_settings_days";--> statement-breakpoint
ALTER TABLE "plan_notes" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "referred_by" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "referred_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD COLUMN "plan_decision_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_notes" ADD CONSTRAINT "plan_notes_step" CHECK (step in ('referral', 'direction', 'decision'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_referred" CHECK ((referred_at is null) = (referred_by is null) and referred_by in ('employee', 'appraiser')
        and (decided_at is null or (referred_at is not null and agreed_at is not null)));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_agreed" CHECK ((agreed_at is not null) = (state in ('agreed', 'replaced', 'ended')));--> statement-breakpoint
ALTER TABLE "performance_settings" ADD CONSTRAINT "performance_settings_days" CHECK (entry_days between 0 and 31 and review_days between 1 and 31
        and plan_decision_days between 1 and 90);--> statement-breakpoint
ALTER POLICY "plan_notes_insert" ON "plan_notes" TO satya_app WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (((step is null or step = 'referral') and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)))
        or (step is distinct from 'referral' and exists (select 1 from plans p where p.id = plan_id and p.state::text = 'referred'
  and "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))));--> statement-breakpoint
ALTER POLICY "plan_notes_update" ON "plan_notes" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (((step is null or step = 'referral') and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)))
        or (step is distinct from 'referral' and exists (select 1 from plans p where p.id = plan_id and p.state::text = 'referred'
  and "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)))) WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (((step is null or step = 'referral') and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)))
        or (step is distinct from 'referral' and exists (select 1 from plans p where p.id = plan_id and p.state::text = 'referred'
  and "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))));--> statement-breakpoint
ALTER POLICY "plan_notes_delete" ON "plan_notes" TO satya_app USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and (((step is null or step = 'referral') and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)))
        or (step is distinct from 'referral' and exists (select 1 from plans p where p.id = plan_id and p.state::text = 'referred'
  and "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))));--> statement-breakpoint
ALTER POLICY "plans_insert" ON "plans" TO satya_app WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
ALTER POLICY "plans_update" ON "plans" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
ALTER POLICY "plans_delete" ON "plans" TO satya_app USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);
--> statement-breakpoint
-- Whether a person said why, as a step of the disagreement on a plan.
create function is_said(plan uuid, person uuid, as_step text) returns boolean language sql stable set search_path = public as $$
  select exists (select from plan_notes n where n.plan_id = plan and n.author_id = person and n.step = as_step)
$$;
--> statement-breakpoint
-- As before; what employee and appraiser do not agree on is referred to the superior with a reason, and settled there.
create or replace function plans_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb := to_jsonb(new);
  is_referred boolean;
begin
  if not of_person() then return new; end if;
  is_referred := new.referred_at is not null and is_said(new.id, actor, 'referral')
    and new.referred_by = case actor when new.employee_id then 'employee' else 'appraiser' end;
  if tg_op = 'INSERT' then
    if new.employee_id = actor and new.state = 'draft' and new.referred_at is null and plan_names_people_of_a_day(new)
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
      or (old.state = 'draft' and new.state = 'proposed' and old.referred_at is null
        and plan_names_people_of_a_day(new) and differs_only(old_row, new_row, 'version', 'state', 'unit_id', 'appraiser_id', 'superior_id', 'people', 'proposed_at'))
      or (old.state = 'draft' and new.state = 'referred' and new.superior_id <> actor and old.proposed_at is not null
        and plan_names_people_of_a_day(new)
        and case when old.referred_at is null then is_referred and differs_only(old_row, new_row, 'version', 'state',
            'unit_id', 'appraiser_id', 'superior_id', 'people', 'proposed_at', 'referred_by', 'referred_at')
          else differs_only(old_row, new_row, 'version', 'state', 'unit_id', 'appraiser_id', 'superior_id', 'people',
            'proposed_at') end)
      or (old.state = 'proposed' and new.state = 'draft' and differs_only(old_row, new_row, 'version', 'state'))
      or (old.state = 'agreed' and new.state = 'ended' and differs_only(old_row, new_row, 'version', 'state', 'ends_on')
        and new.ends_on < old.ends_on and exists (select from appraisal_of_actor(new.ends_on + 1) a
          where (a.unit_id is not null and a.unit_id is distinct from old.unit_id) or a.appraiser_id <> old.appraiser_id)
        and not exists (select from evaluations e where e.employee_id = old.employee_id
          and e.kind = 'annual' and e.starts_on = old.starts_on))))
    or (old.appraiser_id = actor and (
      (old.state in ('proposed', 'referred') and new.state = 'agreed'
        and differs_only(old_row, new_row, 'version', 'state', 'agreed_at'))
      or (old.state = 'proposed' and new.state = 'draft' and differs_only(old_row, new_row, 'version', 'state'))))
    or (actor in (old.employee_id, old.appraiser_id) and old.state = 'proposed' and new.state = 'referred' and is_referred
      and new.superior_id not in (old.employee_id, old.appraiser_id)
      and differs_only(old_row, new_row, 'version', 'state', 'referred_by', 'referred_at'))
    or (old.superior_id = actor and actor not in (old.employee_id, old.appraiser_id) and old.state = 'referred' and (
      (new.state = 'agreed' and new.decided_at = new.agreed_at and is_said(new.id, actor, 'decision')
        and differs_only(old_row, new_row, 'version', 'state', 'agreed_at', 'decided_at'))
      or (new.state = 'draft' and is_said(new.id, actor, 'direction')
        and differs_only(old_row, new_row, 'version', 'state')))))
  then return new; end if;
  raise exception 'permission denied for this change of a plan' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- As before, and for what the superior settles.
create or replace function replace_plan(amendment uuid) returns integer
language sql security definer set search_path = public as $$
  update plans old set state = 'replaced', version = old.version + 1 from plans p
  where p.id = amendment and old.id = p.replaces_id
    and ((p.state::text in ('proposed', 'referred') and p.appraiser_id = actor_employee())
      or (p.state::text = 'referred' and p.superior_id = actor_employee()))
    and old.state = 'agreed' and old.employee_id = p.employee_id
    and (old.starts_on, old.ends_on) = (p.starts_on, p.ends_on)
    and not exists (select from evaluations e where e.employee_id = p.employee_id and e.kind = 'annual'
      and e.starts_on = p.starts_on)
  returning old.version - 1
$$;
