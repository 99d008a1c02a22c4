CREATE TYPE "public"."limit_unit" AS ENUM('working', 'calendar', 'month');--> statement-breakpoint
CREATE TABLE "conflicts" (
	"report_id" uuid NOT NULL,
	"holder" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"declared_on" date NOT NULL,
	CONSTRAINT "conflicts_report_id_holder_pk" PRIMARY KEY("report_id","holder")
);
--> statement-breakpoint
CREATE TABLE "handling_days" (
	"name" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"unit" "limit_unit" NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "days_are_some" CHECK ("handling_days"."days" between 0 and 400)
);
--> statement-breakpoint
CREATE TABLE "proposed_decisions" (
	"report_id" uuid NOT NULL,
	"step" text NOT NULL,
	"result" text,
	"key_id" text NOT NULL,
	"holder" uuid NOT NULL,
	"proposed_on" date NOT NULL,
	CONSTRAINT "proposed_decisions_report_id_step_pk" PRIMARY KEY("report_id","step")
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "feedback_on" date;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_decisions" ADD CONSTRAINT "proposed_decisions_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
insert into handling_days (name, days, unit, source) values
  ('acknowledge', 3, 'working', 'SP4N-LAPOR! (Permenpan 62/2018)'),
  ('acknowledge_latest', 7, 'calendar', 'Directive (EU) 2019/1937 Art. 9(1)(b)'),
  ('verify', 5, 'working', 'SP4N-LAPOR!'),
  ('clarify', 30, 'calendar', 'UU 25/2009'),
  ('clarify_reminder', 7, 'calendar', 'house'),
  ('review', 14, 'working', 'SP4N-LAPOR!'),
  ('investigate', 60, 'calendar', 'Perpres 76/2013; SP4N-LAPOR!'),
  ('extend', 30, 'calendar', 'house'),
  ('recommend', 14, 'working', 'house'),
  ('act', 30, 'working', 'house'),
  ('conclude', 30, 'working', 'house'),
  ('review_again', 5, 'working', 'house'),
  ('feedback', 30, 'working', 'BPKP Perka 2/2016'),
  ('feedback_latest', 3, 'month', 'Directive (EU) 2019/1937 Art. 9(1)(f)'),
  ('reopen', 90, 'calendar', 'house'),
  ('consent', 10, 'working', 'house'),
  ('soon', 2, 'working', 'house'),
  ('late', 5, 'working', 'house');
--> statement-breakpoint
grant select, update (days, unit) on handling_days to wbs_app;
--> statement-breakpoint
grant select, insert, delete, update (result, key_id, holder, proposed_on) on proposed_decisions to wbs_app;
--> statement-breakpoint
grant select, insert on conflicts to wbs_app;
--> statement-breakpoint
grant update (feedback_on) on reports to wbs_app;
