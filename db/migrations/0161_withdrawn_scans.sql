ALTER TABLE "employee_documents" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "employee_documents_withdrawn" ON "employee_documents" USING btree ("agency_id","uploaded_at","id") WHERE withdrawn_at is not null;--> statement-breakpoint
grant update (withdrawn_at) on employee_documents to satya_app, satya_national;
