ALTER TABLE "reports" ADD COLUMN "is_answered" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
update reports set is_answered = false where 'clarifying' in (state, state_before) and 'recipient' = (
  select party from messages where report_id = reports.id and ring = 'pesan' order by seq desc limit 1
);
--> statement-breakpoint
grant update (is_answered) on reports to wbs_app;
