CREATE TABLE "share_holders" (
	"report_id" uuid NOT NULL,
	"holder" uuid NOT NULL,
	CONSTRAINT "share_holders_report_id_holder_pk" PRIMARY KEY("report_id","holder")
);
--> statement-breakpoint
ALTER TABLE "share_holders" ADD CONSTRAINT "share_holders_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
grant select, insert on share_holders to wbs_app;--> statement-breakpoint
insert into share_holders (report_id, holder)
select distinct share.report_id, key.account_id from seal_shares share join recipient_keys key on key.id = share.key_id;
