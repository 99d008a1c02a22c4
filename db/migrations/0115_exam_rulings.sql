CREATE TYPE "public"."exam_ruling_kind" AS ENUM('withdrawal', 'withdrawal_undone', 'correction');--> statement-breakpoint
CREATE TABLE "exam_rulings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"kind" "exam_ruling_kind" NOT NULL,
	"announcement_id" uuid,
	"numbers" jsonb NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_name" text,
	"decided_at" timestamp with time zone,
	"decline_reason" text,
	CONSTRAINT "exam_rulings_announcement" CHECK ((kind::text = 'correction') = (announcement_id is not null)),
	CONSTRAINT "exam_rulings_decided" CHECK ((decided_by is null) = (decided_at is null) and (decided_at is null) = (decided_name is null)
        and (decline_reason is null or decided_at is not null)),
	CONSTRAINT "exam_rulings_two" CHECK (decided_by is distinct from proposed_by)
);
--> statement-breakpoint
ALTER TABLE "exam_rulings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_rulings" ADD CONSTRAINT "exam_rulings_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_rulings" ADD CONSTRAINT "exam_rulings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_rulings" ADD CONSTRAINT "exam_rulings_announcement_id_exam_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."exam_announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_rulings_programme" ON "exam_rulings" USING btree ("programme_id","agency_id");--> statement-breakpoint
CREATE POLICY "exam_rulings_app" ON "exam_rulings" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_rulings_national" ON "exam_rulings" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_rulings_system" ON "exam_rulings" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);