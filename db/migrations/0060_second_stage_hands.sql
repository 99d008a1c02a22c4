ALTER TABLE "exam_second_scores" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "exam_second_scores" ADD COLUMN "recorded_name" text;--> statement-breakpoint
ALTER TABLE "exam_second_scores" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "exam_second_scores" ADD COLUMN "replaced" jsonb;--> statement-breakpoint
-- Scores that are there already were recorded by whoever brought in their programme's last table.
update exam_second_scores s set recorded_by = e.account_id, recorded_name = e.actor_name
from exam_candidates c, (
  select distinct on (subject_id, agency_id) subject_id, agency_id, account_id, actor_name from audit_events
  where event = 'exam.import_second' order by subject_id, agency_id, seq desc
) e
where c.id = s.candidate_id and e.subject_id = c.programme_id::text and e.agency_id = s.agency_id;
--> statement-breakpoint
grant update (recorded_by, recorded_name, reason, replaced) on exam_second_scores to satya_app, satya_national;
