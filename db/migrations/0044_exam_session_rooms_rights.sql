-- Row-level security binds the owner too; the rooms of a session are chosen until it is published.
grant select, insert, delete on exam_session_rooms to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, update, delete on exam_session_rooms to satya_system;
--> statement-breakpoint
-- Until now a session had every room of its site.
insert into exam_session_rooms (session_id, room_id, agency_id)
select s.id, r.id, s.agency_id from exam_sessions s join exam_rooms r on r.site_id = s.site_id;
--> statement-breakpoint
update exam_sessions set published_at = now() where state <> 'planned';
--> statement-breakpoint
alter table exam_session_rooms force row level security;
--> statement-breakpoint
-- A candidate may be taken out of a session while nobody has come to it; an attempt that began stays for ever.
grant delete on exam_attempts to satya_app, satya_national;
--> statement-breakpoint
create function keep_begun_attempts() returns trigger language plpgsql set search_path = public as $$
begin
  if old.state <> 'scheduled' or old.event_count > 0 then
    raise exception 'an attempt that began is never removed';
  end if;
  return old;
end $$;
--> statement-breakpoint
create trigger exam_attempts_keep before delete on exam_attempts for each row execute function keep_begun_attempts();
