-- Roles, extensions, and the checks that tables need. Roles belong to the cluster, so each is made only when missing.
do $$
declare name text;
begin
  foreach name in array array['satya_app', 'satya_national', 'satya_system', 'satya_search', 'satya_jobs', 'satya_undo'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
end $$;
--> statement-breakpoint
-- The app may become one of these for a transaction, and has nothing of theirs otherwise.
do $$
begin
  if current_setting('server_version_num')::int >= 160000 then
    execute 'grant satya_national to satya_app with inherit false, set true';
    execute 'grant satya_system to satya_app with inherit false, set true';
    execute 'grant satya_jobs to satya_app with inherit false, set true';
  else
    execute 'alter role satya_app noinherit';
    execute 'grant satya_national, satya_system, satya_jobs to satya_app';
  end if;
end $$;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists btree_gin;
--> statement-breakpoint
create extension if not exists fuzzystrmatch;
--> statement-breakpoint
-- True when the text is a day of the calendar written YYYYMMDD.
create function is_calendar_day(text) returns boolean language sql immutable strict parallel safe as $$
  select $1 ~ '^[0-9]{8}$'
    and substr($1, 5, 2) between '01' and '12'
    and substr($1, 7, 2)::int between 1 and
      case
        when substr($1, 5, 2) in ('04', '06', '09', '11') then 30
        when substr($1, 5, 2) <> '02' then 31
        when substr($1, 1, 4)::int % 4 = 0 and (substr($1, 1, 4)::int % 100 <> 0 or substr($1, 1, 4)::int % 400 = 0) then 29
        else 28
      end
$$;
--> statement-breakpoint
-- NIP: birth date, TMT CPNS month, sex, sequence. NI PPPK: birth date, year, contract code above 12, sex, sequence.
-- The rule with its reasons stands in lib/registry/nip.ts.
create function nip_is_valid(text) returns boolean language sql immutable strict parallel safe as $$
  select $1 ~ '^[0-9]{18}$'
    and public.is_calendar_day(substr($1, 1, 8))
    and substr($1, 13, 2) <> '00'
    and substr($1, 15, 1) in ('1', '2')
    and substr($1, 16, 3) <> '000'
$$;
--> statement-breakpoint
-- NIK: region, birth date with 40 added to a woman's day, sequence.
create function nik_is_valid(text) returns boolean language sql immutable strict parallel safe as $$
  select $1 ~ '^[1-9][0-9]{15}$'
    and substr($1, 9, 2) between '01' and '12'
    and (substr($1, 7, 2)::int between 1 and 31 or substr($1, 7, 2)::int between 41 and 71)
    and substr($1, 13, 4) <> '0000'
$$;
