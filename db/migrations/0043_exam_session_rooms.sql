CREATE TABLE "exam_session_rooms" (
	"session_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	CONSTRAINT "exam_session_rooms_session_id_room_id_pk" PRIMARY KEY("session_id","room_id")
);
--> statement-breakpoint
ALTER TABLE "exam_session_rooms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "exam_session_rooms" ADD CONSTRAINT "exam_session_rooms_session_id_exam_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."exam_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_session_rooms" ADD CONSTRAINT "exam_session_rooms_room_id_exam_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."exam_rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_session_rooms" ADD CONSTRAINT "exam_session_rooms_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_session_rooms_room" ON "exam_session_rooms" USING btree ("room_id");--> statement-breakpoint
CREATE POLICY "exam_session_rooms_app" ON "exam_session_rooms" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_session_rooms_national" ON "exam_session_rooms" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_session_rooms_system" ON "exam_session_rooms" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);