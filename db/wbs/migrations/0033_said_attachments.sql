ALTER TABLE "attachments" ADD COLUMN "is_said" boolean DEFAULT false NOT NULL;--> statement-breakpoint
update attachments set is_said = true where sha256 is not null; -- no server can tell which
--> statement-breakpoint
grant update (is_said) on attachments to wbs_app;
