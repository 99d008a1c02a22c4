CREATE TABLE "certificates" (
	"destroyed_on" date PRIMARY KEY NOT NULL,
	"reports" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid,
	"quarter" text NOT NULL,
	"category" text NOT NULL,
	"agency_kind" text NOT NULL,
	"result" text NOT NULL,
	"acknowledge_days" integer,
	"verify_days" integer,
	"review_days" integer,
	"investigate_days" integer,
	"follow_up_days" integer,
	"has_corrective_action" boolean NOT NULL,
	"has_retaliation" boolean NOT NULL,
	CONSTRAINT "closures_reportId_unique" UNIQUE("report_id")
);
--> statement-breakpoint
CREATE TABLE "deleted_receipts" (
	"quarter" text PRIMARY KEY NOT NULL,
	"reports" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"quarter" text PRIMARY KEY NOT NULL,
	"figures" text NOT NULL,
	"published_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_days" (
	"what" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "settled_on" date;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "keeps_identity" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
grant update (settled_on, keeps_identity) on reports to wbs_app;
--> statement-breakpoint
grant select, insert, delete on closures to wbs_app;
--> statement-breakpoint
grant select, insert on publications to wbs_app;
--> statement-breakpoint
grant select, insert, update (reports) on deleted_receipts to wbs_app;
--> statement-breakpoint
grant select, insert, update (reports), delete on certificates to wbs_app;
--> statement-breakpoint
grant select on retention_days to wbs_app;
--> statement-breakpoint
-- wbs.md 15: 90 days after the notice that it is not processed, two years after it was closed, give or take a week.
insert into retention_days (what, days) values
  ('not_processed', 90), ('forwarded', 90), ('withdrawn', 90), ('closed', 730), ('drift', 7);
