CREATE TYPE "public"."shred_purpose" AS ENUM('report', 'identity');--> statement-breakpoint
CREATE TABLE "shred_keys" (
	"report_id" uuid NOT NULL,
	"purpose" "shred_purpose" NOT NULL,
	"key" "bytea" NOT NULL,
	CONSTRAINT "shred_keys_report_id_purpose_pk" PRIMARY KEY("report_id","purpose"),
	CONSTRAINT "key_is_256_bits" CHECK (octet_length("shred_keys"."key") = 32)
);
