-- An objection stays as it was written; the committee may only answer.
alter table exam_objections force row level security;
--> statement-breakpoint
grant select on exam_objections to satya_app, satya_national;
--> statement-breakpoint
grant update (state, answer, answered_by, answered_name, answered_at) on exam_objections to satya_app, satya_national;
--> statement-breakpoint
grant select, insert on exam_objections to satya_system;
