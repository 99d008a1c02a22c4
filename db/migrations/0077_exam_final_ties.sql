CREATE TABLE "exam_final_ties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"ahead" jsonb NOT NULL,
	"behind" jsonb NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_name" text,
	"decided_at" timestamp with time zone,
	"decline_reason" text,
	CONSTRAINT "exam_final_ties_decided" CHECK ((decided_by is null) = (decided_at is null)),
	CONSTRAINT "exam_final_ties_two" CHECK (decided_by is distinct from proposed_by),
	CONSTRAINT "exam_final_ties_declined" CHECK (decline_reason is null or decided_at is not null)
);
--> statement-breakpoint
ALTER TABLE "exam_final_ties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_final_ties" ADD CONSTRAINT "exam_final_ties_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_final_ties" ADD CONSTRAINT "exam_final_ties_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_final_ties_programme" ON "exam_final_ties" USING btree ("programme_id","agency_id");--> statement-breakpoint
CREATE POLICY "exam_final_ties_app" ON "exam_final_ties" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_final_ties_national" ON "exam_final_ties" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_final_ties_system" ON "exam_final_ties" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table exam_final_ties force row level security;
--> statement-breakpoint
grant select, insert, update (decided_by, decided_name, decided_at, decline_reason) on exam_final_ties
  to satya_app, satya_national, satya_system;
