ALTER TABLE "exam_programmes" ADD COLUMN "exclusion_years" smallint;--> statement-breakpoint
CREATE INDEX "exam_candidates_person" ON "exam_candidates" USING btree ("nik");--> statement-breakpoint
ALTER TABLE "exam_programmes" ADD CONSTRAINT "exam_programmes_exclusion" CHECK (exclusion_years between 1 and 50);
--> statement-breakpoint
-- Who of these was disqualified in another programme and is kept out still, whichever agency's candidate they were: the
-- caller hears the programme and the first day after it, and nothing else of another agency.
create function exam_exclusions(other_than uuid, niks text[]) returns table (nik text, programme text, ends_on date)
language sql stable security definer set search_path = public as $$
  select distinct on (out.nik) out.nik, out.name, out.ends_on
  from (
    select c.nik, p.name, (d.at + make_interval(years => p.exclusion_years))::date as ends_on
    from exam_candidates c
    join exam_programmes p on p.id = c.programme_id
    left join lateral (
      select max(i.decided_at) as at from exam_attempts a join exam_incidents i on i.attempt_id = a.id
      where a.candidate_id = c.id and a.state = 'disqualified' and i.kind = 'disqualification' and i.decided_at is not null
    ) d on true
    where c.nik = any(niks) and c.programme_id <> other_than and (c.is_disqualified or d.at is not null)
  ) out
  where out.ends_on is null or out.ends_on > current_date
  order by out.nik, out.ends_on desc nulls first
$$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function exam_exclusions(uuid, text[]) owner to satya_system';
  execute 'revoke create on schema public from satya_system';
  execute 'revoke execute on function exam_exclusions(uuid, text[]) from public';
  execute 'grant execute on function exam_exclusions(uuid, text[]) to satya_app, satya_national, satya_system';
end $$;
