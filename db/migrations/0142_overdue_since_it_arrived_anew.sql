ALTER TABLE "daily_entries" ADD COLUMN "came_anew_at" timestamp with time zone;
--> statement-breakpoint
-- What waits after it had come back: when its last word was written, as far as that can be known here.
do $$
begin
  set local role satya_system;
  update daily_entries
  set came_anew_at = greatest(received_at, reviewed_at, least(device_at - make_interval(secs => skew_seconds), now()))
  where state = 'submitted' and reviewed_at is not null;
  reset role;
end $$;
--> statement-breakpoint
-- As before, by the server's clock alone.
create or replace function waits_since(entry daily_entries) returns timestamptz language sql stable as $$
  select coalesce(entry.came_anew_at, entry.first_received_at, entry.received_at)
$$;
--> statement-breakpoint
-- As before, and the owner's word of an entry that had been answered says when it came.
create or replace function daily_entries_by_party() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
          'collaborators', 'device_at', 'skew_seconds', 'received_at', 'first_received_at',
          'came_anew_at'))))
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
