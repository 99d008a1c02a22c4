-- A block is BKN's alone to set and to lift: an agency, whose files these are, leaves it as it stands.
create function employees_block_by_bkn() returns trigger language plpgsql set search_path = public as $$
begin
  if of_person() and not exists (select from account_roles
    where account_id = nullif(current_setting('satya.account', true), '')::uuid and role = 'bkn_verifier')
  then
    raise exception 'permission denied to block this file' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger employees_block_by_bkn before update of is_blocked on employees for each row
  when (old.is_blocked is distinct from new.is_blocked) execute function employees_block_by_bkn();
