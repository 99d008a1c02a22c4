CREATE TABLE "exam_second_plans" (
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"tests" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_second_plans_programme_id_agency_id_pk" PRIMARY KEY("programme_id","agency_id")
);
--> statement-breakpoint
ALTER TABLE "exam_second_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_second_rules" (
	"programme_id" uuid NOT NULL,
	"agencies" text NOT NULL,
	"rule" text NOT NULL,
	"value" smallint NOT NULL,
	"source" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	CONSTRAINT "exam_second_rules_programme_id_agencies_rule_pk" PRIMARY KEY("programme_id","agencies","rule"),
	CONSTRAINT "exam_second_rules_value" CHECK (value >= 0)
);
--> statement-breakpoint
ALTER TABLE "exam_second_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_second_plans" ADD CONSTRAINT "exam_second_plans_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_second_plans" ADD CONSTRAINT "exam_second_plans_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_second_rules" ADD CONSTRAINT "exam_second_rules_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "exam_second_plans_app" ON "exam_second_plans" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_second_plans_national" ON "exam_second_plans" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_second_plans_system" ON "exam_second_plans" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_second_rules_read" ON "exam_second_rules" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id));--> statement-breakpoint
CREATE POLICY "exam_second_rules_insert" ON "exam_second_rules" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_second_rules_update" ON "exam_second_rules" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]))) WITH CHECK (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_second_rules_delete" ON "exam_second_rules" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_second_rules_national" ON "exam_second_rules" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_second_rules_system" ON "exam_second_rules" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
alter table exam_second_plans force row level security;
--> statement-breakpoint
alter table exam_second_rules force row level security;
--> statement-breakpoint
grant select, insert, update on exam_second_plans to satya_app, satya_national, satya_system;
--> statement-breakpoint
-- Those of the law are written by BKN alone, which the policies say.
grant select, insert, update, delete on exam_second_rules to satya_app, satya_national, satya_system;
