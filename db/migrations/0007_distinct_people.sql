CREATE TABLE "distinct_people" (
	"employee_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "distinct_people_employee_id_other_id_pk" PRIMARY KEY("employee_id","other_id"),
	CONSTRAINT "distinct_people_order" CHECK ("distinct_people"."employee_id" < "distinct_people"."other_id")
);
--> statement-breakpoint
ALTER TABLE "distinct_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "distinct_people" ADD CONSTRAINT "distinct_people_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_people" ADD CONSTRAINT "distinct_people_other_id_employees_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "distinct_people_app" ON "distinct_people" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "distinct_people_national" ON "distinct_people" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "distinct_people_system" ON "distinct_people" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
alter table distinct_people force row level security;--> statement-breakpoint
grant select, insert on distinct_people to satya_app, satya_national;--> statement-breakpoint
grant select, insert, update, delete on distinct_people to satya_system;--> statement-breakpoint
-- Taking back an import asks every table that names a person.
grant select on distinct_people to satya_undo;--> statement-breakpoint
create policy satya_undo_reads on distinct_people for select to satya_undo using (true);
