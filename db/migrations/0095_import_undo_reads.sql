-- Taking back an import asks every table that names a person, those too that came since.
do $$
declare name text;
begin
  for name in
    select distinct c.conrelid::regclass::text from pg_constraint c
    where c.confrelid = 'employees'::regclass and c.contype = 'f'
      and not has_table_privilege('satya_undo', c.conrelid, 'select')
  loop
    execute format('grant select on %s to satya_undo', name);
    execute format('create policy satya_undo_reads on %s for select to satya_undo using (true)', name);
  end loop;
end $$;
