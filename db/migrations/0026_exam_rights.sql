-- Row-level security binds the owner too; who may do what with the tables of an exam.
do $$
declare name text;
begin
  foreach name in array array[
    'exam_programmes', 'exam_passing_grades', 'exam_formations', 'exam_candidates', 'exam_items', 'exam_item_versions',
    'exam_item_keys', 'exam_sites', 'exam_rooms', 'exam_sessions', 'exam_attempts', 'exam_papers',
    'exam_answer_events', 'exam_scores'
  ] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select on %I to satya_app, satya_national', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
  end loop;
  foreach name in array array[
    'exam_formations', 'exam_candidates', 'exam_items', 'exam_sites', 'exam_rooms', 'exam_sessions', 'exam_attempts'
  ] loop
    execute format('grant insert, update on %I to satya_app, satya_national', name);
  end loop;
end $$;
--> statement-breakpoint
grant insert, update on exam_programmes, exam_passing_grades to satya_national;
--> statement-breakpoint
-- What candidates saw, what they answered and what the key was never changes.
grant insert on exam_item_versions, exam_item_keys, exam_papers to satya_app, satya_national;
--> statement-breakpoint
grant update (reviewed_by, reviewed_at) on exam_item_versions to satya_app, satya_national;
--> statement-breakpoint
revoke update, delete on exam_item_versions, exam_item_keys, exam_papers, exam_answer_events from satya_system;
--> statement-breakpoint
-- The exam room: no key, no candidate's name, no other table.
grant select on exam_papers, exam_answer_events, exam_scores to satya_exam;
--> statement-breakpoint
grant select (id, state, released_at, content_key, sealed_content) on exam_sessions to satya_exam;
--> statement-breakpoint
grant select on exam_attempts to satya_exam;
--> statement-breakpoint
grant update (event_count, head, last_seen_at) on exam_attempts to satya_exam;
--> statement-breakpoint
grant insert on exam_answer_events to satya_exam;
--> statement-breakpoint
-- Each answer changes its attempt: room on the page lets that happen without touching an index.
alter table exam_attempts set (fillfactor = 60);
