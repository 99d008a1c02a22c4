CREATE TYPE "public"."key_offer_state" AS ENUM('offered', 'approved', 'refused', 'listed');--> statement-breakpoint
CREATE TABLE "key_changes" (
	"key_id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"ends_on" date,
	"position" text NOT NULL,
	"roles" text[] NOT NULL,
	"group_id" text,
	"planned_by" uuid NOT NULL,
	"planned_on" date NOT NULL,
	CONSTRAINT "nobody_changes_the_own_key" CHECK ("key_changes"."planned_by" <> "key_changes"."account_id")
);
--> statement-breakpoint
CREATE TABLE "key_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"age_pub" text NOT NULL,
	"sign_pub" "bytea" NOT NULL,
	"proof" "bytea" NOT NULL,
	"locked" text NOT NULL,
	"offered_on" date NOT NULL,
	"state" "key_offer_state" DEFAULT 'offered' NOT NULL,
	"name" text,
	"position" text,
	"roles" text[],
	"group_id" text,
	"decided_by" uuid,
	"decided_on" date,
	CONSTRAINT "key_offers_agePub_unique" UNIQUE("age_pub"),
	CONSTRAINT "nobody_decides_about_the_own_key" CHECK ("key_offers"."decided_by" <> "key_offers"."account_id"),
	CONSTRAINT "what_is_approved_is_complete" CHECK ("key_offers"."state" in ('offered', 'refused') or num_nulls("key_offers"."name", "key_offers"."position", "key_offers"."roles", "key_offers"."decided_by") = 0)
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "excluded" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "key_offers_account_id_index" ON "key_offers" USING btree ("account_id");--> statement-breakpoint
grant select, insert, delete on key_offers, key_changes to wbs_app;
--> statement-breakpoint
grant update (state, name, position, roles, group_id, decided_by, decided_on) on key_offers to wbs_app;
