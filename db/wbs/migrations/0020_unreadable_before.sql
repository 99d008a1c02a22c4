ALTER TABLE "reports" ADD COLUMN "state_before" "report_state";--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "feedback_before" date;--> statement-breakpoint
-- The state is compared as text: its value may be of this very transaction (0019).
update reports set state_before = stated.state_before from unreadable_statements stated
  where stated.report_id = reports.id and reports.state::text = 'unreadable';--> statement-breakpoint
grant update (state_before, feedback_before) on reports to wbs_app;--> statement-breakpoint
ALTER TABLE "unreadable_statements" DROP COLUMN "state_before";
