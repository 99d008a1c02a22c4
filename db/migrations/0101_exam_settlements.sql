CREATE TABLE "exam_settlements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"stage" "exam_announcement_stage" NOT NULL,
	"fingerprint" text NOT NULL,
	"reason" text NOT NULL,
	"objections" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_name" text,
	"decided_at" timestamp with time zone,
	"decline_reason" text,
	CONSTRAINT "exam_settlements_decided" CHECK ((decided_by is null) = (decided_at is null) and (decided_at is null) = (decided_name is null)
        and (decline_reason is null or decided_at is not null)),
	CONSTRAINT "exam_settlements_two" CHECK (decided_by is distinct from proposed_by)
);
--> statement-breakpoint
ALTER TABLE "exam_settlements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_announcements" ALTER COLUMN "objections_until" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_announcements" ADD COLUMN "settlement" jsonb;--> statement-breakpoint
ALTER TABLE "exam_settlements" ADD CONSTRAINT "exam_settlements_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_settlements" ADD CONSTRAINT "exam_settlements_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_settlements_programme" ON "exam_settlements" USING btree ("programme_id","agency_id");--> statement-breakpoint
ALTER TABLE "exam_announcements" ADD CONSTRAINT "exam_announcements_settlement" CHECK ((objections_until is null) = (settlement is not null));--> statement-breakpoint
CREATE POLICY "exam_settlements_app" ON "exam_settlements" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_settlements_national" ON "exam_settlements" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_settlements_system" ON "exam_settlements" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table exam_settlements force row level security;
--> statement-breakpoint
grant select, insert on exam_settlements to satya_app, satya_national, satya_system;
--> statement-breakpoint
-- An agency asks, the national committee decides.
grant update (decided_by, decided_name, decided_at, decline_reason) on exam_settlements to satya_national;
--> statement-breakpoint
grant select (settlement) on exam_announcements to satya_exam;
--> statement-breakpoint
grant select (announcement_id) on exam_objections to satya_exam;
