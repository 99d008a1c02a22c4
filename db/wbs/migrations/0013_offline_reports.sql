CREATE TABLE "offline_openings" (
	"report_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"opened_on" date NOT NULL,
	CONSTRAINT "offline_openings_report_id_key_id_opened_on_pk" PRIMARY KEY("report_id","key_id","opened_on")
);
--> statement-breakpoint
CREATE TABLE "offline_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"group_id" text NOT NULL,
	"received_on" date NOT NULL,
	"is_quarantined" boolean DEFAULT false NOT NULL,
	"sha256" "bytea" NOT NULL,
	"ct" "bytea" NOT NULL,
	CONSTRAINT "offline_reports_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
ALTER TABLE "offline_openings" ADD CONSTRAINT "offline_openings_report_id_offline_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."offline_reports"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
grant select, insert, delete on offline_reports to wbs_app;
--> statement-breakpoint
grant select, insert on offline_openings to wbs_app;
