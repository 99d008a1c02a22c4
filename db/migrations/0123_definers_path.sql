-- Where `pg_temp` is not named it is searched first, for tables and views, and everybody may make temporary ones: whoever
-- runs SQL could put their own under the name of ours or of the catalogue's, and a function that runs as its owner would
-- read it, and run what its columns call, as that owner. Named last, it is searched last.
do $$
declare each record;
begin
  for each in
    select oid::regprocedure as signature from pg_catalog.pg_proc
    where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
      and (prosecdef or exists (select from unnest(proconfig) setting where setting like 'search\_path=%'))
  loop
    execute format('alter routine %s set search_path = pg_catalog, public, pg_temp', each.signature);
  end loop;
end $$;
--> statement-breakpoint
-- They belonged to whoever migrates, who may be a superuser. What is left to that one counts tables anew, which only the
-- owner of a table may, or forgets files, which no other role may change.
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['nominative_mark_gone()', 'team_of_actor(date)', 'team_of_actor_between(date, date)',
    'leave_of_team_between(date, date)', 'appraisal_of_actor(date)', 'relink_plan_item(uuid, uuid)'] loop
    execute format('alter function %s owner to satya_system', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
