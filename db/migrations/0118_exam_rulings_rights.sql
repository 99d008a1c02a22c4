alter table exam_rulings force row level security;
--> statement-breakpoint
grant select, insert, update (decided_by, decided_name, decided_at, decline_reason) on exam_rulings
  to satya_app, satya_national, satya_system;
