CREATE TABLE "key_requests" (
	"report_id" uuid NOT NULL,
	"reader" text NOT NULL,
	"asked_on" date NOT NULL,
	CONSTRAINT "key_requests_report_id_reader_pk" PRIMARY KEY("report_id","reader")
);
--> statement-breakpoint
ALTER TABLE "key_requests" ADD CONSTRAINT "key_requests_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" DROP COLUMN "epoch";--> statement-breakpoint
ALTER TABLE "reports" DROP COLUMN "statistic_category";
--> statement-breakpoint
grant select, insert, delete on key_requests to wbs_app;
