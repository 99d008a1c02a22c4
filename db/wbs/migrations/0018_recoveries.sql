CREATE TABLE "recoveries" (
	"used_on" date PRIMARY KEY NOT NULL
);
--> statement-breakpoint
grant select, insert, delete on recoveries to wbs_app;
--> statement-breakpoint
grant update (key_id, question) on seal_answers to wbs_app;
