CREATE TYPE "public"."message_party" AS ENUM('reporter', 'recipient');--> statement-breakpoint
CREATE TYPE "public"."report_state" AS ENUM('received', 'verifying', 'clarifying', 'forwarded', 'not_processed', 'reviewing', 'investigating', 'examined', 'recommended', 'following_up', 'closed', 'reopened', 'withdrawn');--> statement-breakpoint
CREATE TABLE "attachment_parts" (
	"attachment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"bytes" integer NOT NULL,
	CONSTRAINT "attachment_parts_attachment_id_number_pk" PRIMARY KEY("attachment_id","number"),
	CONSTRAINT "attachment_parts_fileId_unique" UNIQUE("file_id")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid NOT NULL,
	"padded_bytes" bigint NOT NULL,
	"parts" integer NOT NULL,
	"sha256" "bytea",
	"begun_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"size" integer PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"signed_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"report_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"happened_on" date NOT NULL,
	"kind" text NOT NULL,
	"role" text NOT NULL,
	"chain_hash" "bytea" NOT NULL,
	CONSTRAINT "events_report_id_number_pk" PRIMARY KEY("report_id","number")
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"day" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_leaves" (
	"seq" integer PRIMARY KEY NOT NULL,
	"leaf" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_leaves_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "manifests" (
	"version" integer PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"signature" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"report_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"epoch" integer NOT NULL,
	"party" "message_party" NOT NULL,
	"ct" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "messages_report_id_seq_pk" PRIMARY KEY("report_id","seq")
);
--> statement-breakpoint
CREATE TABLE "recipient_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"age_pub" text NOT NULL,
	"sign_pub" "bytea" NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"revoked_on" date
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"locator_hash" "bytea" NOT NULL,
	"sign_pub" "bytea" NOT NULL,
	"box_pub" text NOT NULL,
	"group_id" text NOT NULL,
	"manifest_version" integer NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"state" "report_state" DEFAULT 'received' NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date,
	"is_quarantined" boolean DEFAULT false NOT NULL,
	"is_frozen" boolean DEFAULT false NOT NULL,
	"statistic_category" text,
	CONSTRAINT "reports_locatorHash_unique" UNIQUE("locator_hash"),
	CONSTRAINT "locator_is_sha256" CHECK (octet_length("reports"."locator_hash") = 32),
	CONSTRAINT "sign_pub_is_ed25519" CHECK (octet_length("reports"."sign_pub") = 32)
);
--> statement-breakpoint
CREATE TABLE "seal_shares" (
	"report_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"ct" "bytea" NOT NULL,
	CONSTRAINT "seal_shares_report_id_key_id_pk" PRIMARY KEY("report_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"report_id" uuid PRIMARY KEY NOT NULL,
	"ct" "bytea" NOT NULL,
	"sealed_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spent_proofs" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"expires_hour" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wrapped_keys" (
	"key_id" text NOT NULL,
	"kind" text NOT NULL,
	"kdf" text NOT NULL,
	"ct" "bytea" NOT NULL,
	CONSTRAINT "wrapped_keys_key_id_kind_pk" PRIMARY KEY("key_id","kind")
);
--> statement-breakpoint
CREATE TABLE "wraps" (
	"report_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"holder" text NOT NULL,
	"ct" "bytea" NOT NULL,
	CONSTRAINT "wraps_report_id_epoch_holder_pk" PRIMARY KEY("report_id","epoch","holder")
);
--> statement-breakpoint
ALTER TABLE "attachment_parts" ADD CONSTRAINT "attachment_parts_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seal_shares" ADD CONSTRAINT "seal_shares_report_id_seals_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."seals"("report_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrapped_keys" ADD CONSTRAINT "wrapped_keys_key_id_recipient_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."recipient_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wraps" ADD CONSTRAINT "wraps_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_report_id_index" ON "attachments" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "recipient_keys_account_id_index" ON "recipient_keys" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "reports_group_id_state_index" ON "reports" USING btree ("group_id","state");--> statement-breakpoint
CREATE INDEX "spent_proofs_expires_hour_index" ON "spent_proofs" USING btree ("expires_hour");--> statement-breakpoint
CREATE INDEX "wraps_holder_index" ON "wraps" USING btree ("holder");