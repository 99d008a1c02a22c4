CREATE TABLE "openings" (
	"report_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"opened_on" date NOT NULL,
	CONSTRAINT "openings_report_id_key_id_opened_on_pk" PRIMARY KEY("report_id","key_id","opened_on")
);
--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT ON "openings" TO wbs_app;