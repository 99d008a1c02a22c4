-- A user-id of the shape of a NIP or NIK is its holder's own: whoever signs in with a NIP reaches the own account. Where
-- it is somebody else's, it becomes another one; its holder signs in with the own NIP, and the trail keeps what it was.
do $$
begin
  set local role satya_system;
  with wrong as (
    select a.id, a.agency_id, a.employee_id, a.user_id, 'akun-' || a.user_id || '-' || left(a.id::text, 8) as renamed
    from accounts a join employees e on e.id = a.employee_id
    where a.user_id ~ '^([0-9]{16}|[0-9]{18})$' and a.user_id <> e.nip and a.user_id is distinct from e.nik
  ), mended as (
    update accounts a set user_id = renamed, version = version + 1 from wrong where a.id = wrong.id
  )
  insert into audit_events (event, actor_name, role, agency_id, employee_id, subject_id, before, after, reason)
  select 'account.update', 'Satya', 'system', agency_id, employee_id, id::text, jsonb_build_object('userId', user_id),
    jsonb_build_object('userId', renamed), 'ID pengguna berbentuk NIP atau NIK orang lain'
  from wrong;
  reset role;
end $$;
--> statement-breakpoint
create function account_user_id_is_own() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from employees where id = new.employee_id and new.user_id in (nip, nik)) then
    raise exception 'a user-id of the shape of a NIP or NIK is not that of its holder'
      using errcode = 'check_violation', table = 'accounts', constraint = 'accounts_user_id_is_own';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger accounts_user_id_is_own after insert or update of user_id on accounts for each row
  when (new.user_id ~ '^([0-9]{16}|[0-9]{18})$') execute function account_user_id_is_own();
