-- Who acts for whom is written by the system alone, as accounts are.
alter table acting_assignments force row level security;
--> statement-breakpoint
grant select on acting_assignments to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, update, delete on acting_assignments to satya_system;
