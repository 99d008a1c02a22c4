ALTER TYPE "public"."report_state" ADD VALUE 'unreadable';--> statement-breakpoint
CREATE TABLE "unreadable_statements" (
	"report_id" uuid NOT NULL,
	"holder" uuid NOT NULL,
	"key_id" text NOT NULL,
	"reason" text NOT NULL,
	"stated_on" date NOT NULL,
	"signature" "bytea" NOT NULL,
	"state_before" "report_state" NOT NULL,
	CONSTRAINT "unreadable_statements_report_id_holder_pk" PRIMARY KEY("report_id","holder")
);
--> statement-breakpoint
ALTER TABLE "closures" ALTER COLUMN "category" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "closures" ALTER COLUMN "agency_kind" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "unreadable_statements" ADD CONSTRAINT "unreadable_statements_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "told_unless_unreadable" CHECK (("closures"."result" = 'unreadable') = ("closures"."category" is null) and ("closures"."result" = 'unreadable') = ("closures"."agency_kind" is null));
--> statement-breakpoint
grant select, insert, delete, update (key_id, reason, stated_on, signature, state_before) on unreadable_statements to wbs_app;
--> statement-breakpoint
-- As long as what is not processed (wbs.md 15): its reporter has to hear of it and may send it again.
insert into retention_days (what, days) values ('unreadable', 90);
