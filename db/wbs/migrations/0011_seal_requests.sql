CREATE TYPE "public"."seal_answer" AS ENUM('shared', 'declined');--> statement-breakpoint
CREATE TYPE "public"."seal_request_state" AS ENUM('asked', 'granted', 'refused', 'lapsed', 'ordered', 'declined', 'opened');--> statement-breakpoint
CREATE TABLE "seal_answers" (
	"request_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"question" "bytea" NOT NULL,
	"order" "bytea",
	"answer" "seal_answer",
	"ct" "bytea",
	"answered_on" date,
	CONSTRAINT "seal_answers_request_id_key_id_pk" PRIMARY KEY("request_id","key_id"),
	CONSTRAINT "answer_is_whole" CHECK (("seal_answers"."answer" is null) = ("seal_answers"."ct" is null) and ("seal_answers"."answer" is null) = ("seal_answers"."answered_on" is null))
);
--> statement-breakpoint
CREATE TABLE "seal_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"report_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"requester_key" text NOT NULL,
	"state" "seal_request_state" DEFAULT 'asked' NOT NULL,
	"asked_on" date NOT NULL,
	"due_on" date NOT NULL,
	"consent_on" date,
	"consent" "bytea",
	CONSTRAINT "seal_requests_hash_unique" UNIQUE("hash"),
	CONSTRAINT "seal_requests_reportId_number_unique" UNIQUE("report_id","number"),
	CONSTRAINT "hash_is_sha256" CHECK (octet_length("seal_requests"."hash") = 32),
	CONSTRAINT "consent_is_whole" CHECK (("seal_requests"."consent" is null) = ("seal_requests"."consent_on" is null))
);
--> statement-breakpoint
ALTER TABLE "seal_answers" ADD CONSTRAINT "seal_answers_request_id_seal_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."seal_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seal_requests" ADD CONSTRAINT "seal_requests_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "seal_answers_key_id_index" ON "seal_answers" USING btree ("key_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_request" ON "seal_requests" USING btree ("report_id") WHERE "seal_requests"."state" in ('asked', 'granted', 'ordered');--> statement-breakpoint
grant select, insert, delete on seal_requests, seal_answers to wbs_app;
--> statement-breakpoint
grant update (state, due_on, consent_on, consent) on seal_requests to wbs_app;
--> statement-breakpoint
grant update ("order", answer, ct, answered_on) on seal_answers to wbs_app;
