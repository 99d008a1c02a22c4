CREATE TYPE "public"."bulk_item_state" AS ENUM('waiting', 'done', 'skipped');--> statement-breakpoint
CREATE TABLE "list_exports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"role" text NOT NULL,
	"list" text NOT NULL,
	"format" text NOT NULL,
	"query" jsonb NOT NULL,
	"locale" text NOT NULL,
	"total_rows" integer NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"size_bytes" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"failed_code" text
);
--> statement-breakpoint
ALTER TABLE "list_exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bulk_items" (
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer,
	"state" "bulk_item_state" DEFAULT 'waiting' NOT NULL,
	"code" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "bulk_items_run_id_position_pk" PRIMARY KEY("run_id","position"),
	CONSTRAINT "bulk_items_code" CHECK ((state = 'skipped') = (code is not null))
);
--> statement-breakpoint
ALTER TABLE "bulk_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event" text NOT NULL,
	"agency_id" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"effective_on" date,
	"batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "bulk_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_run_id_bulk_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bulk_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_batch_id_promotion_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."promotion_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_exports_account" ON "list_exports" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "list_exports_open" ON "list_exports" USING btree ("created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "bulk_items_state" ON "bulk_items" USING btree ("run_id","state","position");--> statement-breakpoint
CREATE INDEX "bulk_runs_account" ON "bulk_runs" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "bulk_runs_open" ON "bulk_runs" USING btree ("created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE POLICY "list_exports_own" ON "list_exports" AS PERMISSIVE FOR ALL TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid) WITH CHECK ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "list_exports_national" ON "list_exports" AS PERMISSIVE FOR ALL TO "satya_national" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid) WITH CHECK ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "list_exports_system" ON "list_exports" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bulk_items_app" ON "bulk_items" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from bulk_runs r where r.id = run_id)) WITH CHECK (exists (select 1 from bulk_runs r where r.id = run_id));--> statement-breakpoint
CREATE POLICY "bulk_items_national" ON "bulk_items" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bulk_items_system" ON "bulk_items" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bulk_runs_app" ON "bulk_runs" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "bulk_runs_national" ON "bulk_runs" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bulk_runs_system" ON "bulk_runs" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['bulk_runs', 'bulk_items', 'list_exports'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
    execute format('grant select, insert on %I to satya_app, satya_national', name);
  end loop;
end $$;
--> statement-breakpoint
grant update (batch_id, finished_at) on bulk_runs to satya_app, satya_national;
--> statement-breakpoint
grant update (state, code, decided_at) on bulk_items to satya_app, satya_national;
--> statement-breakpoint
grant update (done_rows, size_bytes, finished_at, failed_code) on list_exports to satya_app, satya_national;
