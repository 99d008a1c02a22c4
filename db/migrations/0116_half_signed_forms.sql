CREATE TABLE "half_signed_forms" (
	"kind" "document_kind" NOT NULL,
	"number" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"half" jsonb NOT NULL,
	"file_sha256" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "half_signed_forms_kind_number_pk" PRIMARY KEY("kind","number")
);
--> statement-breakpoint
ALTER TABLE "half_signed_forms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "half_signed_forms" ADD CONSTRAINT "half_signed_forms_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "half_signed_forms" ADD CONSTRAINT "half_signed_forms_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "half_signed_forms_app" ON "half_signed_forms" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "half_signed_forms_insert" ON "half_signed_forms" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
CREATE POLICY "half_signed_forms_update" ON "half_signed_forms" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
CREATE POLICY "half_signed_forms_delete" ON "half_signed_forms" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
CREATE POLICY "half_signed_forms_national" ON "half_signed_forms" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "half_signed_forms_system" ON "half_signed_forms" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "issued_documents_signed_insert" ON "issued_documents" TO satya_app WITH CHECK ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and kind::text = any(array['performance_plan',
        'performance_evaluation', 'performance_document', 'credit_conversion']) and exists (select 1 from plans p
        where p.employee_id = issued_documents.employee_id and p.appraiser_id = issued_documents.signed_by_id
        and p.agency_id = issued_documents.agency_id and p.agency_id = issued_documents.issued_by_agency_id
        and p.agreed_at is not null and (kind::text = 'performance_plan' or exists (select 1 from evaluations e
        where e.plan_id = p.id and e.received_on is not null))));
--> statement-breakpoint
alter table half_signed_forms force row level security;
--> statement-breakpoint
grant select, insert, update, delete on half_signed_forms to satya_system;
--> statement-breakpoint
grant select, insert on half_signed_forms to satya_app, satya_national;
