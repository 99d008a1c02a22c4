-- Row-level security binds the owner too; grants; derived values of an employee; search.
do $$
declare name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like '\_\_%' loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
    execute format('grant select on %I to satya_app, satya_national', name);
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to satya_app, satya_national, satya_system, satya_search;
--> statement-breakpoint
grant usage on all sequences in schema public to satya_app, satya_national, satya_system;
--> statement-breakpoint
-- Append-only: rows are added and never changed, by nobody.
do $$
declare name text;
begin
  foreach name in array array[
    'rank_history', 'position_history', 'education_history', 'training_history', 'family_history',
    'appointment_history', 'service_time_history', 'credit_point_history', 'performance_history',
    'discipline_history', 'award_history', 'leave_history', 'audit_events', 'proposal_events'
  ] loop
    execute format('grant insert on %I to satya_app, satya_national', name);
    execute format('revoke update, delete on %I from satya_system', name);
  end loop;
  execute 'revoke update, delete on audit_seals from satya_system';
end $$;
--> statement-breakpoint
grant insert on employees, units, nip_aliases to satya_app, satya_national;
--> statement-breakpoint
grant insert, update on promotion_batches, promotion_proposals, proposal_documents, proposal_checks, number_series
  to satya_app, satya_national;
--> statement-breakpoint
grant delete on proposal_documents to satya_app;
--> statement-breakpoint
grant insert, update, delete on promotion_periods to satya_national;
--> statement-breakpoint
grant update, delete on units to satya_app, satya_national;
--> statement-breakpoint
grant insert, update on positions to satya_national;
--> statement-breakpoint
grant insert, update on agencies, reference_rows, holidays to satya_national;
--> statement-breakpoint
-- An issued document keeps its number, data and file; only its end is written later.
grant insert on issued_documents, signing_batches, signing_items to satya_app, satya_national;
--> statement-breakpoint
revoke update, delete on issued_documents, files, employee_documents from satya_system;
--> statement-breakpoint
grant insert on files, employee_documents to satya_app, satya_national;
--> statement-breakpoint
grant update (status, superseded_by_id, ended_on, end_reason) on issued_documents to satya_app, satya_national, satya_system;
--> statement-breakpoint
grant update (finished_at) on signing_batches to satya_app, satya_national;
--> statement-breakpoint
grant update (state, document_id, refusal_code, decided_at) on signing_items to satya_app, satya_national;
--> statement-breakpoint
-- The job queue (pg-boss) keeps its tables in a schema and a role of its own; no personal data goes there.
do $$
begin
  execute format('grant satya_jobs to %I', current_user);
  execute 'create schema if not exists pgboss authorization satya_jobs';
end $$;
--> statement-breakpoint
-- Derived columns of an employee are missing here on purpose.
grant update (
  agency_id, work_agency_id, nip, old_nip, nik, nik_checked_on, nik_is_valid, name, name_key, front_title, back_title,
  birth_place, born_on, sex, religion, marital_status, npwp, health_insurance_number, taspen_number, email,
  official_email, phone, address, postal_code, employee_type, legal_status, status, card_number, cpns_on, pns_on,
  is_blocked, deceased_on, merged_into_id, version, updated_at
) on employees to satya_app, satya_national;
--> statement-breakpoint
alter table employees alter column nip type text collate "C";
--> statement-breakpoint
-- Recomputes the derived columns of these employees from the histories in force today.
create function refresh_employees(ids uuid[]) returns void language sql security definer set search_path = public as $$
  update employees e
  set rank = r.rank, rank_since = r.effective_on, rank_service_months = r.service_months,
      position_id = p.position_id, position_kind = p.kind, position_name = p.name, position_since = p.effective_on,
      echelon = p.echelon, unit_id = p.unit_id,
      education_level = d.level, education_name = d.program, graduated_year = d.graduated_year,
      version = e.version + 1, updated_at = now()
  from unnest(ids) as t(id)
  left join lateral (
    select h.rank, h.effective_on, h.service_months from rank_history h
    where h.employee_id = t.id and h.effective_on <= current_date and not h.is_void
      and not exists (select from rank_history n where n.replaces_id = h.id)
    order by h.effective_on desc, h.rank desc, h.recorded_at desc limit 1
  ) r on true
  left join lateral (
    select h.position_id, c.kind, c.name, h.effective_on, h.echelon, h.unit_id
    from position_history h join positions c on c.id = h.position_id
    where h.employee_id = t.id and h.effective_on <= current_date and h.assignment = 'definitive' and not h.is_void
      and not exists (select from position_history n where n.replaces_id = h.id)
    order by h.effective_on desc, h.recorded_at desc limit 1
  ) p on true
  left join lateral (
    select h.level, h.program, h.graduated_year from education_history h
    where h.employee_id = t.id and h.effective_on <= current_date and not h.is_void
      and not exists (select from education_history n where n.replaces_id = h.id)
    order by h.level desc, h.effective_on desc, h.recorded_at desc limit 1
  ) d on true
  where e.id = t.id
    and (e.rank, e.rank_since, e.rank_service_months, e.position_id, e.position_since, e.echelon, e.unit_id,
         e.education_level, e.education_name, e.graduated_year)
      is distinct from
        (r.rank, r.effective_on, r.service_months, p.position_id, p.effective_on, p.echelon, p.unit_id,
         d.level, d.program, d.graduated_year)
$$;
--> statement-breakpoint
-- A bulk load sets satya.refresh to 'later' and asks for the refresh itself, once for all histories.
create function refresh_added() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if current_setting('satya.refresh', true) = 'later' then
    return null;
  end if;
  perform refresh_employees(array(select distinct employee_id from added));
  return null;
end $$;
--> statement-breakpoint
-- The functions act as the system, whose policies see every row, so that they work for any table owner.
do $$
begin
  execute format('grant satya_system to %I', current_user);
  execute format('grant satya_search to %I', current_user);
  execute 'grant create on schema public to satya_system, satya_search';
  execute 'alter function refresh_employees(uuid[]) owner to satya_system';
  execute 'alter function refresh_added() owner to satya_system';
  execute 'revoke create on schema public from satya_system, satya_search';
end $$;
--> statement-breakpoint
revoke execute on function refresh_employees(uuid[]) from public;
--> statement-breakpoint
grant execute on function refresh_employees(uuid[]) to satya_app, satya_national;
--> statement-breakpoint
create trigger rank_history_refresh after insert on rank_history
  referencing new table as added for each statement execute function refresh_added();
--> statement-breakpoint
create trigger position_history_refresh after insert on position_history
  referencing new table as added for each statement execute function refresh_added();
--> statement-breakpoint
create trigger education_history_refresh after insert on education_history
  referencing new table as added for each statement execute function refresh_added();
--> statement-breakpoint
grant insert, update, delete on saved_views to satya_app, satya_national;
--> statement-breakpoint
-- Nominatif: whoever writes a history, the people it concerns are computed again. Above a thousand in one statement
-- (an import, a seed) the whole agency is, so that the list stays short. Marking again waits for whoever computes now.
create function nominative_mark(ids uuid[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if cardinality(ids) > 1000 then
    insert into nominative_stale (agency_id)
    select distinct agency_id from employees where id = any(ids)
    on conflict (agency_id, employee_id) do update set since = excluded.since;
  else
    insert into nominative_stale (agency_id, employee_id)
    select agency_id, id from employees where id = any(ids) order by id
    on conflict (agency_id, employee_id) do update set since = excluded.since;
  end if;
end $$;
--> statement-breakpoint
create function nominative_mark_added() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform nominative_mark(array(select distinct employee_id from added));
  return null;
end $$;
--> statement-breakpoint
create function nominative_mark_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform nominative_mark(array[new.id]);
  return null;
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  execute 'grant create on schema public to satya_system';
  foreach name in array array['nominative_mark(uuid[])', 'nominative_mark_added()', 'nominative_mark_changed()'] loop
    execute format('alter function %s owner to satya_system', name);
  end loop;
  execute 'revoke create on schema public from satya_system';
  execute 'revoke execute on function nominative_mark(uuid[]) from public';
  foreach name in array array[
    'rank_history', 'position_history', 'education_history', 'training_history', 'appointment_history',
    'credit_point_history', 'performance_history', 'discipline_history', 'leave_history'
  ] loop
    execute format(
      'create trigger %I after insert on %I referencing new table as added for each statement execute function nominative_mark_added()',
      name || '_nominative', name);
  end loop;
end $$;
--> statement-breakpoint
create trigger employees_nominative
  after update of legal_status, status, is_blocked, born_on, cpns_on, pns_on, deceased_on, agency_id, name, nip on employees
  for each row
  when ((old.legal_status, old.status, old.is_blocked, old.born_on, old.cpns_on, old.pns_on, old.deceased_on,
         old.agency_id, old.name, old.nip)
    is distinct from (new.legal_status, new.status, new.is_blocked, new.born_on, new.cpns_on, new.pns_on,
         new.deceased_on, new.agency_id, new.name, new.nip))
  execute function nominative_mark_changed();
--> statement-breakpoint
-- Import. The register compares NIPs as bytes; so must what is to enter it.
alter table import_rows alter column nip type text collate "C";
--> statement-breakpoint
alter table import_ranks alter column nip type text collate "C";
--> statement-breakpoint
grant insert, update, delete on
  import_runs, import_mappings, import_rows, import_problems, import_units, import_ranks, import_changes to satya_app;
--> statement-breakpoint
-- Rows of a run whose numbers somebody else in the register holds, also in an agency that the officer may not see:
-- that they are held is answered, by whom is not.
create function import_conflicts(run uuid) returns table (row_no int, field text, code text)
language sql stable security definer set search_path = public as $$
  with own as materialized (
    select r.row_no, r.agency_id, r.nip, r.nik, r.old_nip, r.card_number from import_rows r
    where r.run_id = run and r.nip is not null
      and r.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
  )
  select o.row_no, 'nip', 'NIP_HELD_ELSEWHERE' from own o join employees e on e.nip = o.nip
    where e.agency_id <> o.agency_id
  union all
  select o.row_no, 'nik', 'NIK_HELD_BY_OTHER' from own o join employees e on e.nik = o.nik
    where e.nip <> o.nip and e.deceased_on is null and e.merged_into_id is null
  union all
  select o.row_no, 'nip_lama', 'OLD_NIP_DUPLICATE' from own o join employees e on e.old_nip = o.old_nip
    where e.nip <> o.nip
  union all
  select o.row_no, 'karpeg', 'CARD_DUPLICATE' from own o join employees e on e.card_number = o.card_number
    where e.nip <> o.nip
$$;
--> statement-breakpoint
-- After many rows at once the planner's idea of the tables is old, and only their owner may renew it.
create function analyze_imported() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze import_rows, import_ranks, import_problems, employees, rank_history, position_history, education_history,
    appointment_history, performance_history, discipline_history;
end $$;
--> statement-breakpoint
-- Titles that a workbook brings along. They are no personal data and belong to no agency.
create function add_positions(titles jsonb) returns void language sql security definer set search_path = public as $$
  insert into positions (kind, name, category, grade)
  select t.kind, t.name, t.category, t.grade
  from jsonb_to_recordset(titles) as t(kind position_kind, name text, category text, grade text)
  on conflict do nothing
$$;
--> statement-breakpoint
-- Takes away the people whom a run of the actor's agency created and nothing has touched since: not their record, not
-- a history, not a document, proposal or account that names them. Answers how many went. Everything of anybody else is
-- corrected by new rows, never deleted.
create function undo_import_people(run uuid) returns integer language plpgsql security definer set search_path = public as $$
declare
  ids uuid[];
  link record;
  histories text[] := array[
    'rank_history', 'position_history', 'education_history', 'appointment_history', 'performance_history',
    'discipline_history'
  ];
  touched uuid[];
begin
  select array_agg(e.id) into ids
  from import_rows r
  join import_runs i on i.id = r.run_id
  join employees e on e.id = r.employee_id
  where r.run_id = run and r.resolution = 'new' and i.status = 'applied' and e.updated_at <= i.applied_at
    and i.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[]);
  for link in
    select c.conrelid::regclass::text as name, a.attname as field
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.confrelid = 'employees'::regclass and c.contype = 'f'
  loop
    execute format(
      'select array_agg(distinct %1$I) from %2$s where %1$I = any($1)%3$s', link.field, link.name,
      case when link.name = any(histories) then ' and source_id is distinct from $2' else '' end)
    into touched using ids, run::text;
    ids := array(select unnest(ids) except select unnest(touched));
  end loop;
  for link in select unnest(histories) as name loop
    execute format('delete from %I where employee_id = any($1)', link.name) using ids;
  end loop;
  delete from nominative_results where employee_id = any(ids);
  delete from employees where id = any(ids);
  return cardinality(ids);
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  execute format('grant satya_undo to %I', current_user);
  execute 'grant create on schema public to satya_system, satya_undo';
  execute 'alter function import_conflicts(uuid) owner to satya_system';
  execute 'alter function add_positions(jsonb) owner to satya_system';
  execute 'alter function undo_import_people(uuid) owner to satya_undo';
  execute 'revoke create on schema public from satya_system, satya_undo';
  execute 'grant usage on schema public to satya_undo';
  for name in
    select distinct c.conrelid::regclass::text from pg_constraint c
    where c.confrelid = 'employees'::regclass and c.contype = 'f'
    union select unnest(array['employees', 'nominative_results', 'import_rows', 'import_runs'])
  loop
    execute format('grant select on %s to satya_undo', name);
    execute format('create policy satya_undo_reads on %s for select to satya_undo using (true)', name);
  end loop;
  foreach name in array array[
    'rank_history', 'position_history', 'education_history', 'appointment_history', 'performance_history',
    'discipline_history', 'nominative_results', 'employees'
  ] loop
    execute format('grant delete on %I to satya_undo', name);
    execute format('create policy satya_undo_deletes on %I for delete to satya_undo using (true)', name);
  end loop;
end $$;
--> statement-breakpoint
revoke execute on function
  import_conflicts(uuid), add_positions(jsonb), undo_import_people(uuid), analyze_imported() from public;
--> statement-breakpoint
grant execute on function
  import_conflicts(uuid), add_positions(jsonb), undo_import_people(uuid), analyze_imported() to satya_app;
--> statement-breakpoint
-- Accounts: only the system writes, and only it reads secrets.
revoke select on accounts, recovery_codes, sign_in_throttles from satya_app, satya_national;
--> statement-breakpoint
grant select (
  id, user_id, employee_id, agency_id, letter_number, letter_on, state, state_reason, password_changed_at,
  must_change_password, is_demonstration, created_at, created_by, last_signed_in_at, version
) on accounts to satya_app, satya_national;
--> statement-breakpoint
-- An account ends with the post that it was opened for: its holder leaves agency, unit or service.
create function disable_account_of_leaver() returns trigger language plpgsql security definer set search_path = public as $$
declare
  account accounts%rowtype;
  cause text := case
    when new.deceased_on is not null and old.deceased_on is null then 'holder_deceased'
    when new.merged_into_id is not null and old.merged_into_id is null then 'holder_merged'
    when new.legal_status is distinct from old.legal_status then 'holder_left_service'
    when new.agency_id is distinct from old.agency_id or new.work_agency_id is distinct from old.work_agency_id
      then 'holder_left_agency'
    else 'holder_left_unit'
  end;
begin
  update accounts set state = 'disabled', state_reason = cause, version = version + 1
  where employee_id = new.id and state = 'active' returning * into account;
  if not found then return null; end if;
  update sessions set revoked_at = now(), revoked_for = 'disabled' where account_id = account.id and revoked_at is null;
  insert into audit_events (event, account_id, actor_name, role, agency_id, employee_id, subject_id, before, after, reason)
  values (
    'account.disable', nullif(current_setting('satya.account', true), '')::uuid, 'Satya', 'system', account.agency_id,
    new.id, account.id::text, '{"state": "active"}', '{"state": "disabled"}', cause
  );
  return null;
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function disable_account_of_leaver() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
-- A first unit (nothing known before) is no departure.
create trigger employees_disable_account after update on employees for each row
  when (
    new.agency_id <> old.agency_id
    or new.work_agency_id <> old.work_agency_id
    or (old.unit_id is not null and new.unit_id is distinct from old.unit_id)
    or new.legal_status <> old.legal_status
    or new.deceased_on is distinct from old.deceased_on
    or (old.merged_into_id is null and new.merged_into_id is not null)
  )
  execute function disable_account_of_leaver();
--> statement-breakpoint
grant insert, update on nip_counters to satya_national;
--> statement-breakpoint
-- Search by name. Comparing byte by byte, whatever the collation of the server, lets one index serve every search.
alter table name_words alter column word type text collate "C";
--> statement-breakpoint
alter table name_word_keys alter column key type text collate "C", alter column word type text collate "C";
--> statement-breakpoint
create function words_of(name_key text) returns text[] language sql immutable strict parallel safe as $$
  select string_to_array(lower($1), ' ') collate "C"
$$;
--> statement-breakpoint
create index employees_words on employees using gin (words_of(name_key));
--> statement-breakpoint
create index employees_agency_words on employees using gin (agency_id, words_of(name_key));
--> statement-breakpoint
create index employees_agency_trigrams on employees using gin (agency_id, name_key gin_trgm_ops);
--> statement-breakpoint
-- Adds the words that the dictionary lacks, in one order, so that two writers never wait for each other in a ring.
create function learn_words(texts text[]) returns void language sql security definer set search_path = public as $$
  with fresh as (
    insert into name_words (word, uses)
    select distinct t.word collate "C", 1 from unnest(texts) as t (word)
    where t.word <> '' and not exists (select from name_words known where known.word = t.word)
    order by 1
    on conflict do nothing returning word
  )
  insert into name_word_keys (key, word)
  select distinct left(word, place - 1) || substr(word, place + 1), word
  from fresh, generate_series(1, length(word) + 1) place
  order by 1, 2
  on conflict do nothing
$$;
--> statement-breakpoint
create function learn_added_names() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform learn_words(array(select distinct unnest(words_of(name_key)) from added));
  return null;
end $$;
--> statement-breakpoint
-- Fills the dictionary from all names and counts how often each word occurs: after a load without triggers.
create function count_words() returns void language sql security definer set search_path = public as $$
  select learn_words(array(select distinct unnest(words_of(name_key)) from employees));
  update name_words w set uses = c.uses
  from (select word, count(*)::int as uses from employees, unnest(words_of(name_key)) word group by word) c
  where c.word = w.word and c.uses <> w.uses
$$;
--> statement-breakpoint
-- The words of the dictionary that a typed word may mean: itself, words that begin with it, words one letter apart.
create function words_meant(typed text) returns text[] language plpgsql stable set search_path = public as $$
begin
  return array(
    select word from (
      select word, uses from name_words where word >= typed collate "C" and word < typed || '~' collate "C"
      union
      select w.word, w.uses
      from (select distinct left(typed, place - 1) || substr(typed, place + 1) collate "C" as key
            from generate_series(1, length(typed) + 1) place) k
      join name_word_keys n on n.key = k.key
      join name_words w on w.word = n.word
    ) meant
    order by levenshtein_less_equal(word, typed, 3), uses desc, word
    limit 12
  );
end $$;
--> statement-breakpoint
-- People whose names hold every typed word, best first, within the scope of the transaction (never of an argument):
-- the actor's agencies, or everybody for the national and the system role. Where an agency has nobody of that name,
-- names that merely resemble it.
create function search_people(typed text, most int) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = public as $$
declare
  agencies int[] := string_to_array(nullif(current_setting('satya.agencies', true), ''), ',')::int[];
  everybody boolean := current_setting('role') in ('satya_national', 'satya_system');
  scope text := case when everybody then 'true' else format('e.agency_id = any(%L::int[])', agencies) end;
  wanted text := '';
  word text;
begin
  if not everybody and agencies is null then return; end if;
  foreach word in array string_to_array(lower(typed), ' ') loop
    continue when word = '';
    wanted := wanted || format(' and words_of(e.name_key) && %L::text[]', words_meant(word));
  end loop;
  if wanted = '' then return; end if;
  return query execute format(
    'select f.id, similarity(f.name_key, %L) from (
       select e.id, e.name_key from employees e where %s%s limit 3000
     ) f order by 2 desc, f.name_key, f.id limit %s',
    upper(typed), scope, wanted, most
  );
  if found or everybody then return; end if;
  return query execute format(
    'select e.id, similarity(e.name_key, %L) from employees e where %s and e.name_key %% %L
     order by 2 desc, e.name_key, e.id limit %s',
    upper(typed), scope, upper(typed), most
  );
end $$;
--> statement-breakpoint
grant usage on schema public to satya_search;
--> statement-breakpoint
grant select, insert, update on name_words, name_word_keys to satya_search;
--> statement-breakpoint
revoke all on name_words, name_word_keys from satya_app, satya_national;
--> statement-breakpoint
grant select (id, agency_id, name_key) on employees to satya_search;
--> statement-breakpoint
create policy employees_search on employees for select to satya_search using (true);
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_search';
  execute 'alter function learn_words(text[]) owner to satya_search';
  execute 'alter function learn_added_names() owner to satya_search';
  execute 'alter function count_words() owner to satya_search';
  execute 'alter function search_people(text, int) owner to satya_search';
  execute 'revoke create on schema public from satya_search';
end $$;
--> statement-breakpoint
revoke execute on function learn_words(text[]), count_words(), words_meant(text), search_people(text, int) from public;
--> statement-breakpoint
grant execute on function words_meant(text), learn_words(text[]) to satya_search;
--> statement-breakpoint
grant execute on function search_people(text, int) to satya_app, satya_national;
--> statement-breakpoint
create trigger employees_learn_added after insert on employees
  referencing new table as added for each statement execute function learn_added_names();
--> statement-breakpoint
create trigger employees_learn_renamed after update on employees
  referencing new table as added for each statement execute function learn_added_names();
