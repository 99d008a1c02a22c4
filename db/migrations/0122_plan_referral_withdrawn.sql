-- As before; the owner takes back what lies with the superior, and the disagreement ends with it.
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
      or (old.state = 'referred' and new.state = 'draft' and new.referred_at is null
        and differs_only(old_row, new_row, 'version', 'state', 'referred_by', 'referred_at'))
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
