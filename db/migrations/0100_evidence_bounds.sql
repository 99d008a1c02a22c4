ALTER TABLE "files" ADD COLUMN "detached_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD COLUMN "evidence_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "files_detached" ON "files" USING btree ("detached_at") WHERE detached_at is not null;
--> statement-breakpoint
-- Evidence that comes or goes makes its entry another one than its appraiser has seen, and leaves its content behind.
create function entry_evidence_counts() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  update daily_entries set evidence_version = evidence_version + 1
  where id = case when tg_op = 'DELETE' then old.entry_id else new.entry_id end;
  if tg_op = 'DELETE' and old.file_sha256 is not null then
    update files set detached_at = now() where sha256 = old.file_sha256;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger entry_evidence_counts after insert or delete on entry_evidence for each row
  execute function entry_evidence_counts();
--> statement-breakpoint
-- Forgets contents that were detached before an instant and that no table mentions; the files on the disk go with the
-- orphans. An upload of the same content holds the lock of its hash, and keeps it. Returns how many.
create function forget_detached_files(before timestamptz) returns integer
language plpgsql security definer set search_path = public as $$
declare
  mentioned text;
  forgotten integer;
begin
  select string_agg(format('exists (select from %s t where t.%I = f.sha256)', c.conrelid::regclass, a.attname), ' or ')
    into mentioned from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.confrelid = 'files'::regclass and c.contype = 'f';
  execute format('update files f set detached_at = null where detached_at < $1 and (%s)', mentioned) using before;
  execute format('delete from files where sha256 in (select sha256 from files f where detached_at < $1 and not (%s)
    order by detached_at limit 1000)
    and pg_try_advisory_xact_lock(hashtextextended(''file '' || sha256, 0))', mentioned) using before;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
--> statement-breakpoint
revoke execute on function forget_detached_files(timestamptz) from public;
--> statement-breakpoint
grant execute on function forget_detached_files(timestamptz) to satya_system;
