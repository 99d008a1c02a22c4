-- The role that serves candidates at an exam.
do $$
begin
  if not exists (select from pg_roles where rolname = 'satya_exam') then
    create role satya_exam nologin;
  end if;
  if current_setting('server_version_num')::int >= 160000 then
    grant satya_exam to satya_app with inherit false, set true;
  else
    grant satya_exam to satya_app;
  end if;
end $$;
--> statement-breakpoint
grant usage on schema public to satya_exam;
