ALTER TABLE "reports" ADD COLUMN "withdrawn_on" date;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "withdrawn_after" integer;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "withdrawal" "bytea";--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "withdrawal_is_signed_whole" CHECK (num_nonnulls("reports"."withdrawn_on", "reports"."withdrawn_after", "reports"."withdrawal") in (0, 3));--> statement-breakpoint
grant update (withdrawn_on, withdrawn_after, withdrawal) on reports to wbs_app;
