CREATE TABLE "entry_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"file_sha256" text,
	"url" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entry_evidence_kind" CHECK (kind in ('photo', 'file', 'link')),
	CONSTRAINT "entry_evidence_content" CHECK ((kind = 'link') = (url is not null) and (kind = 'link') = (file_sha256 is null))
);
--> statement-breakpoint
ALTER TABLE "entry_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entry_evidence" ADD CONSTRAINT "entry_evidence_entry_id_daily_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."daily_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_evidence" ADD CONSTRAINT "entry_evidence_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_evidence" ADD CONSTRAINT "entry_evidence_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_evidence_entry_id_index" ON "entry_evidence" USING btree ("entry_id");--> statement-breakpoint
CREATE POLICY "files_person_insert" ON "files" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ((select nullif(current_setting('satya.employee', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "entry_evidence_app" ON "entry_evidence" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from daily_entries d where d.id = entry_id));--> statement-breakpoint
CREATE POLICY "entry_evidence_insert" ON "entry_evidence" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id));--> statement-breakpoint
CREATE POLICY "entry_evidence_update" ON "entry_evidence" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id)) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id));--> statement-breakpoint
CREATE POLICY "entry_evidence_delete" ON "entry_evidence" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id));--> statement-breakpoint
CREATE POLICY "entry_evidence_national" ON "entry_evidence" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entry_evidence_system" ON "entry_evidence" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
alter table entry_evidence force row level security;
--> statement-breakpoint
grant select, insert, update, delete on entry_evidence to satya_system;
--> statement-breakpoint
grant select, insert, delete on entry_evidence to satya_app, satya_national;
--> statement-breakpoint
grant select on entry_evidence to satya_undo;
--> statement-breakpoint
create policy satya_undo_reads on entry_evidence for select to satya_undo using (true);
