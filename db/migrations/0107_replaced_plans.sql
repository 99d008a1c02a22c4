-- Nobody is left without a plan: one that is replaced has its amendment agreed to in the same transaction.
create function plans_replaced() returns trigger language plpgsql set search_path = public as $$
begin
  if actor_employee() is not null and not exists (select from plans p where p.replaces_id = new.id and p.agreed_at is not null) then
    raise exception 'permission denied to replace a plan without its amendment' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger plans_replaced after update on plans deferrable initially deferred for each row
  when (new.state = 'replaced' and old.state = 'agreed') execute function plans_replaced();
--> statement-breakpoint
-- As before, and not once the year is evaluated, of which a new leader sees nothing.
create or replace function replace_plan(amendment uuid) returns integer
language sql security definer set search_path = public as $$
  update plans old set state = 'replaced', version = old.version + 1 from plans p
  where p.id = amendment and p.state = 'proposed' and p.appraiser_id = actor_employee() and old.id = p.replaces_id
    and old.state = 'agreed' and old.employee_id = p.employee_id
    and (old.starts_on, old.ends_on) = (p.starts_on, p.ends_on)
    and not exists (select from evaluations e where e.employee_id = p.employee_id and e.kind = 'annual'
      and e.starts_on = p.starts_on)
  returning old.version - 1
$$;
