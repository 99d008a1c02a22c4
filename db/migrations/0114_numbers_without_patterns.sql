-- The same answers as before in a quarter of the time. A pattern is made anew for each value that it is held against, and a
-- function whose argument is long to compute is called instead of being written into the statement: the check of a NIK
-- cost more than all else that is asked of a new person.
create function month_has_day(month text, day int, year int) returns boolean language sql immutable parallel safe as $$
  select case
    when $1 in ('01', '03', '05', '07', '08', '10', '12') then $2 between 1 and 31
    when $1 in ('04', '06', '09', '11') then $2 between 1 and 30
    when $1 = '02' then
      $2 between 1 and case when $3 % 4 = 0 and ($3 % 100 <> 0 or $3 % 400 = 0) then 29 else 28 end
    else false
  end
$$;
--> statement-breakpoint
create or replace function nip_is_valid(text) returns boolean language sql immutable parallel safe as $$
  select case when octet_length($1) = 18 and ltrim($1, '0123456789') = '' then
    public.month_has_day(substr($1, 5, 2), substr($1, 7, 2)::int, substr($1, 1, 4)::int)
    and substr($1, 13, 2) <> '00'
    and substr($1, 15, 1) in ('1', '2')
    and substr($1, 16, 3) <> '000'
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
-- A woman's day of birth counts from 41; February had 29 days where one of the two centuries had them.
create or replace function nik_is_valid(text) returns boolean language sql immutable parallel safe as $$
  select case when octet_length($1) = 16 and ltrim($1, '0123456789') = '' then
    substr($1, 1, 1) <> '0'
    and substr($1, 3, 2) <> '00'
    and substr($1, 5, 2) <> '00'
    and public.month_has_day(
      substr($1, 9, 2),
      substr($1, 7, 2)::int - case when substr($1, 7, 1) >= '4' collate "C" then 40 else 0 end,
      2000 + substr($1, 11, 2)::int)
    and substr($1, 13, 4) <> '0000'
    when $1 is not null then false
  end
$$;
--> statement-breakpoint
-- What an older migration calls, by the same rule.
create or replace function is_calendar_day(text) returns boolean language sql immutable parallel safe as $$
  select case when octet_length($1) = 8 and ltrim($1, '0123456789') = '' then
    public.month_has_day(substr($1, 5, 2), substr($1, 7, 2)::int, substr($1, 1, 4)::int)
    when $1 is not null then false
  end
$$;
