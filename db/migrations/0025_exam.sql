CREATE TYPE "public"."exam_attempt_state" AS ENUM('scheduled', 'registered', 'running', 'paused', 'finished', 'absent', 'disqualified');--> statement-breakpoint
CREATE TYPE "public"."exam_session_state" AS ENUM('planned', 'open', 'released', 'closed');--> statement-breakpoint
CREATE TYPE "public"."exam_item_state" AS ENUM('draft', 'in_review', 'approved', 'retired');--> statement-breakpoint
CREATE TABLE "exam_answer_events" (
	"attempt_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"epoch" smallint NOT NULL,
	"client_seq" integer NOT NULL,
	"item" smallint NOT NULL,
	"option" text,
	"at" bigint NOT NULL,
	"is_late" boolean NOT NULL,
	"link" text NOT NULL,
	CONSTRAINT "exam_answer_events_attempt_id_seq_pk" PRIMARY KEY("attempt_id","seq"),
	CONSTRAINT "exam_answer_events_once" UNIQUE("attempt_id","epoch","client_seq")
);
--> statement-breakpoint
ALTER TABLE "exam_answer_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"room_id" uuid,
	"seat" smallint,
	"state" "exam_attempt_state" DEFAULT 'scheduled' NOT NULL,
	"pin_hash" text,
	"epoch" smallint DEFAULT 0 NOT NULL,
	"allowed_seconds" integer NOT NULL,
	"started_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_seconds" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"finished_by" text,
	"event_count" integer DEFAULT 0 NOT NULL,
	"head" text DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "exam_attempts_candidate" UNIQUE("session_id","candidate_id"),
	CONSTRAINT "exam_attempts_head" CHECK (head ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "exam_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_papers" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"agency_id" integer NOT NULL,
	"paper" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_papers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_rooms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"site_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"name" text NOT NULL,
	"seats" smallint NOT NULL,
	"seats_per_row" smallint NOT NULL,
	CONSTRAINT "exam_rooms_siteId_name_unique" UNIQUE("site_id","name"),
	CONSTRAINT "exam_rooms_seats" CHECK (seats > 0 and seats_per_row > 0)
);
--> statement-breakpoint
ALTER TABLE "exam_rooms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_scores" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"agency_id" integer NOT NULL,
	"scores" jsonb NOT NULL,
	"total" smallint NOT NULL,
	"is_above_grade" boolean NOT NULL,
	"findings" jsonb NOT NULL,
	"scored_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"state" "exam_session_state" DEFAULT 'planned' NOT NULL,
	"released_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"content" jsonb,
	"content_key" text,
	"sealed_content" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_sessions_siteId_startsAt_unique" UNIQUE("site_id","starts_at")
);
--> statement-breakpoint
ALTER TABLE "exam_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_sites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"time_zone" text NOT NULL,
	CONSTRAINT "exam_sites_agencyId_name_unique" UNIQUE("agency_id","name")
);
--> statement-breakpoint
ALTER TABLE "exam_sites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_item_keys" (
	"version_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"option" text NOT NULL,
	"points" smallint NOT NULL,
	CONSTRAINT "exam_item_keys_version_id_option_pk" PRIMARY KEY("version_id","option"),
	CONSTRAINT "exam_item_keys_points" CHECK (points >= 0)
);
--> statement-breakpoint
ALTER TABLE "exam_item_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_item_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"stimulus" text,
	"stem" text NOT NULL,
	"options" jsonb NOT NULL,
	"keeps_order" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"written_by" uuid NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exam_item_versions_number" UNIQUE("item_id","number"),
	CONSTRAINT "exam_item_versions_reviewer" CHECK (reviewed_by is distinct from written_by)
);
--> statement-breakpoint
ALTER TABLE "exam_item_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"code" text NOT NULL,
	"section" text NOT NULL,
	"aspect" text NOT NULL,
	"state" "exam_item_state" DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_items_code" UNIQUE("agency_id","code")
);
--> statement-breakpoint
ALTER TABLE "exam_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_candidates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"formation_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"number" text NOT NULL,
	"nik" text NOT NULL,
	"name" text NOT NULL,
	"birth_place" text NOT NULL,
	"born_on" date NOT NULL,
	"sex" text NOT NULL,
	"education" text NOT NULL,
	"diploma_hundredths" smallint NOT NULL,
	"accommodation" text,
	"is_disqualified" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_candidates_number" UNIQUE("programme_id","number"),
	CONSTRAINT "exam_candidates_nik" UNIQUE("programme_id","nik"),
	CONSTRAINT "exam_candidates_nik_valid" CHECK (nik_is_valid(nik)),
	CONSTRAINT "exam_candidates_sex" CHECK (sex in ('M', 'F'))
);
--> statement-breakpoint
ALTER TABLE "exam_candidates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_formations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"code" text NOT NULL,
	"position_name" text NOT NULL,
	"education" text NOT NULL,
	"location" text NOT NULL,
	"formation_kind" text NOT NULL,
	"job_group" text DEFAULT '' NOT NULL,
	"vacancies" integer NOT NULL,
	CONSTRAINT "exam_formations_programmeId_agencyId_code_unique" UNIQUE("programme_id","agency_id","code"),
	CONSTRAINT "exam_formations_vacancies" CHECK (vacancies > 0)
);
--> statement-breakpoint
ALTER TABLE "exam_formations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_passing_grades" (
	"programme_id" uuid NOT NULL,
	"formation_kind" text NOT NULL,
	"job_group" text DEFAULT '' NOT NULL,
	"minimum_by_section" jsonb NOT NULL,
	"minimum_total" smallint,
	"fill_total" smallint,
	"source" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_passing_grades_programme_id_formation_kind_job_group_pk" PRIMARY KEY("programme_id","formation_kind","job_group")
);
--> statement-breakpoint
ALTER TABLE "exam_passing_grades" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_programmes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"year" smallint NOT NULL,
	"sections" jsonb NOT NULL,
	"duration_seconds" integer NOT NULL,
	"accommodated_seconds" jsonb NOT NULL,
	"ranking" jsonb,
	"weight_percent" smallint NOT NULL,
	"source" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exam_programmes_code_unique" UNIQUE("code"),
	CONSTRAINT "exam_programmes_duration" CHECK (duration_seconds > 0),
	CONSTRAINT "exam_programmes_weight" CHECK (weight_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "exam_programmes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD CONSTRAINT "exam_attempts_session_id_exam_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."exam_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD CONSTRAINT "exam_attempts_candidate_id_exam_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."exam_candidates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD CONSTRAINT "exam_attempts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD CONSTRAINT "exam_attempts_room_id_exam_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."exam_rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_papers" ADD CONSTRAINT "exam_papers_attempt_id_exam_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."exam_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_papers" ADD CONSTRAINT "exam_papers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_rooms" ADD CONSTRAINT "exam_rooms_site_id_exam_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."exam_sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_rooms" ADD CONSTRAINT "exam_rooms_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_scores" ADD CONSTRAINT "exam_scores_attempt_id_exam_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."exam_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_scores" ADD CONSTRAINT "exam_scores_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD CONSTRAINT "exam_sessions_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD CONSTRAINT "exam_sessions_site_id_exam_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."exam_sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD CONSTRAINT "exam_sessions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sites" ADD CONSTRAINT "exam_sites_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_keys" ADD CONSTRAINT "exam_item_keys_version_id_exam_item_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."exam_item_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_keys" ADD CONSTRAINT "exam_item_keys_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_versions" ADD CONSTRAINT "exam_item_versions_item_id_exam_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."exam_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_versions" ADD CONSTRAINT "exam_item_versions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_items" ADD CONSTRAINT "exam_items_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_candidates" ADD CONSTRAINT "exam_candidates_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_candidates" ADD CONSTRAINT "exam_candidates_formation_id_exam_formations_id_fk" FOREIGN KEY ("formation_id") REFERENCES "public"."exam_formations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_candidates" ADD CONSTRAINT "exam_candidates_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_formations" ADD CONSTRAINT "exam_formations_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_formations" ADD CONSTRAINT "exam_formations_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_passing_grades" ADD CONSTRAINT "exam_passing_grades_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exam_attempts_seat" ON "exam_attempts" USING btree ("session_id","room_id","seat");--> statement-breakpoint
CREATE INDEX "exam_scores_total" ON "exam_scores" USING btree ("agency_id","total");--> statement-breakpoint
CREATE INDEX "exam_items_cell" ON "exam_items" USING btree ("agency_id","section","aspect");--> statement-breakpoint
CREATE INDEX "exam_candidates_formation" ON "exam_candidates" USING btree ("formation_id");--> statement-breakpoint
CREATE POLICY "exam_answer_events_app" ON "exam_answer_events" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from exam_attempts a where a.id = attempt_id)) WITH CHECK (exists (select 1 from exam_attempts a where a.id = attempt_id));--> statement-breakpoint
CREATE POLICY "exam_answer_events_national" ON "exam_answer_events" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_answer_events_system" ON "exam_answer_events" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_answer_events_exam" ON "exam_answer_events" AS PERMISSIVE FOR ALL TO "satya_exam" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_attempts_app" ON "exam_attempts" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_attempts_national" ON "exam_attempts" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_attempts_system" ON "exam_attempts" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_attempts_exam" ON "exam_attempts" AS PERMISSIVE FOR ALL TO "satya_exam" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_papers_app" ON "exam_papers" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_papers_national" ON "exam_papers" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_papers_system" ON "exam_papers" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_papers_exam" ON "exam_papers" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_rooms_app" ON "exam_rooms" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_rooms_national" ON "exam_rooms" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_rooms_system" ON "exam_rooms" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_scores_app" ON "exam_scores" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_scores_national" ON "exam_scores" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_scores_system" ON "exam_scores" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_scores_exam" ON "exam_scores" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_sessions_app" ON "exam_sessions" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_sessions_national" ON "exam_sessions" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_sessions_system" ON "exam_sessions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_sessions_exam" ON "exam_sessions" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_sites_app" ON "exam_sites" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_sites_national" ON "exam_sites" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_sites_system" ON "exam_sites" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_keys_app" ON "exam_item_keys" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_item_keys_national" ON "exam_item_keys" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_keys_system" ON "exam_item_keys" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_versions_app" ON "exam_item_versions" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_item_versions_national" ON "exam_item_versions" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_versions_system" ON "exam_item_versions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_items_app" ON "exam_items" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_items_national" ON "exam_items" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_items_system" ON "exam_items" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_candidates_app" ON "exam_candidates" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_candidates_national" ON "exam_candidates" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_candidates_system" ON "exam_candidates" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_formations_app" ON "exam_formations" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_formations_national" ON "exam_formations" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_formations_system" ON "exam_formations" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_passing_grades_read" ON "exam_passing_grades" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "exam_passing_grades_national" ON "exam_passing_grades" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_passing_grades_system" ON "exam_passing_grades" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_programmes_read" ON "exam_programmes" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "exam_programmes_national" ON "exam_programmes" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_programmes_system" ON "exam_programmes" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);