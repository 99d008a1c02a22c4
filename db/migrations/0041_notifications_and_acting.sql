CREATE TYPE "public"."acting_kind" AS ENUM('acting', 'daily');--> statement-breakpoint
CREATE TABLE "acting_assignments" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"role" "account_role" NOT NULL,
	"kind" "acting_kind" NOT NULL,
	"post" text NOT NULL,
	"letter_number" text NOT NULL,
	"until" date NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "acting_assignments_post_given" CHECK (btrim(post) <> ''),
	CONSTRAINT "acting_assignments_letter_given" CHECK (btrim(letter_number) <> '')
);
--> statement-breakpoint
ALTER TABLE "acting_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "theme" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "notified_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "acting_assignments" ADD CONSTRAINT "acting_assignments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_theme_valid" CHECK (theme in ('system', 'light', 'dark'));--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_locale_valid" CHECK (locale in ('id', 'en'));--> statement-breakpoint
CREATE POLICY "acting_assignments_app" ON "acting_assignments" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "acting_assignments_national" ON "acting_assignments" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "acting_assignments_system" ON "acting_assignments" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);