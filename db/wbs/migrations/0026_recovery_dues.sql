CREATE TABLE "recovery_dues" (
	"report_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recovery_dues" ADD CONSTRAINT "recovery_dues_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
grant select, insert, delete on recovery_dues to wbs_app;
