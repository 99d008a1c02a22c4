CREATE TABLE "exam_fill_rules" (
	"programme_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"into_kind" text NOT NULL,
	"from_kind" text NOT NULL,
	"is_same_location" boolean NOT NULL,
	"source" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	CONSTRAINT "exam_fill_rules_programme_id_position_pk" PRIMARY KEY("programme_id","position"),
	CONSTRAINT "exam_fill_rules_position" CHECK (position between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "exam_fill_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_fill_rules" ADD CONSTRAINT "exam_fill_rules_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "exam_fill_rules_read" ON "exam_fill_rules" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id));--> statement-breakpoint
CREATE POLICY "exam_fill_rules_insert" ON "exam_fill_rules" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_fill_rules_update" ON "exam_fill_rules" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]))) WITH CHECK (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_fill_rules_delete" ON "exam_fill_rules" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from exam_programmes p where p.id = programme_id and p.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "exam_fill_rules_national" ON "exam_fill_rules" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_fill_rules_system" ON "exam_fill_rules" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table exam_fill_rules force row level security;
--> statement-breakpoint
-- Those of the law are written by BKN alone, which the policies say.
grant select, insert, update, delete on exam_fill_rules to satya_app, satya_national, satya_system;
