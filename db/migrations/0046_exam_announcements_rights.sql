-- What was announced stays as it was told; a correction is another version.
do $$
declare name text;
begin
  foreach name in array array['exam_announcements', 'exam_announcement_lines', 'exam_second_scores'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert on %I to satya_app, satya_national, satya_system', name);
  end loop;
end $$;
--> statement-breakpoint
grant update (tests, imported_at) on exam_second_scores to satya_app, satya_national;
