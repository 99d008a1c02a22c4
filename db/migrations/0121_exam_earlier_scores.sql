ALTER TYPE "public"."exam_ruling_kind" ADD VALUE 'earlier_score';--> statement-breakpoint
ALTER TYPE "public"."exam_ruling_kind" ADD VALUE 'earlier_score_undone';
--> statement-breakpoint
-- What people with these NIKs reached in an earlier selection, of whatever agency, in sessions that were sealed, and what
-- was announced of them: who may use it the product decides (lib/cat/earlier-score.ts). Nothing else is told of another
-- agency's candidates.
create function exam_earlier_scores(earlier text, niks text[])
  returns table (nik text, scores jsonb, session uuid, is_above_grade boolean, first text, final text)
language sql stable security definer set search_path = public as $$
  select c.nik, o.scores, a.session_id, o.is_above_grade, told.first, told.final
  from exam_candidates c
  join exam_programmes p on p.id = c.programme_id
  join exam_attempts a on a.candidate_id = c.id and a.state = 'finished'
  join exam_sessions s on s.id = a.session_id and s.root is not null
  join exam_scores o on o.attempt_id = a.id
  left join lateral (
    select max(l.line ->> 'result') filter (where n.stage = 'first') as first,
      max(l.line ->> 'result') filter (where n.stage = 'final') as final
    from exam_announcements n join exam_announcement_lines l on l.announcement_id = n.id and l.number = c.number
    where n.programme_id = c.programme_id and n.agency_id = c.agency_id and n.version = (
      select max(m.version) from exam_announcements m
      where m.programme_id = n.programme_id and m.agency_id = n.agency_id and m.stage = n.stage)
  ) told on true
  where p.code = earlier and c.nik = any(niks) and not c.is_disqualified
$$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function exam_earlier_scores(text, text[]) owner to satya_system';
  execute 'revoke create on schema public from satya_system';
  execute 'revoke execute on function exam_earlier_scores(text, text[]) from public';
  execute 'grant execute on function exam_earlier_scores(text, text[]) to satya_app, satya_national, satya_system';
end $$;
