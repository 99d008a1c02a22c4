ALTER TABLE "daily_entries" ADD COLUMN "skew_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD COLUMN "late_days" smallint;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD CONSTRAINT "performance_settings_late" CHECK (late_days between 0 and 250);