ALTER TYPE "public"."daily_reminder_kind" ADD VALUE 'gap' BEFORE 'waiting';--> statement-breakpoint
ALTER TYPE "public"."daily_reminder_kind" ADD VALUE 'month' BEFORE 'waiting';--> statement-breakpoint
ALTER TYPE "public"."daily_reminder_kind" ADD VALUE 'team_gap';--> statement-breakpoint
ALTER TYPE "public"."daily_reminder_kind" ADD VALUE 'team_month';--> statement-breakpoint
ALTER TABLE "daily_reminders" DROP CONSTRAINT "daily_reminders_entries";--> statement-breakpoint
ALTER TABLE "daily_reminders" ADD COLUMN "days" date[];--> statement-breakpoint
ALTER TABLE "daily_reminders" ADD COLUMN "people" integer;--> statement-breakpoint
ALTER TABLE "daily_reminders" ADD CONSTRAINT "daily_reminders_facts" CHECK ((kind::text in ('waiting', 'overdue')) = (entries is not null)
        and (kind::text in ('gap', 'month')) = (days is not null)
        and (kind::text in ('team_gap', 'team_month')) = (people is not null));