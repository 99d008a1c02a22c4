-- The one role of shred keys. It belongs to the cluster, so it is made only when missing; it owns nothing and may become nobody.
do $$
begin
  if not exists (select from pg_roles where rolname = 'wbs_shred_app') then
    create role wbs_shred_app nologin;
  end if;
end $$;
