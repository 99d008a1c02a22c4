CREATE TYPE "public"."account_role" AS ENUM('bkn_admin', 'bkn_verifier', 'bkn_signer', 'mutation_officer', 'agency_approver', 'agency_signer', 'employee', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."account_state" AS ENUM('active', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."session_stage" AS ENUM('code', 'password', 'enrol', 'open');--> statement-breakpoint
CREATE TYPE "public"."document_kind" AS ENUM('proposal_letter', 'proposal_note', 'technical_approval', 'promotion_decree');--> statement-breakpoint
CREATE TYPE "public"."document_status" AS ENUM('issued', 'superseded', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."signing_state" AS ENUM('waiting', 'issued', 'failed');--> statement-breakpoint
CREATE TYPE "public"."import_resolution" AS ENUM('new', 'updated', 'same', 'error');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('uploading', 'uploaded', 'checking', 'checked', 'applying', 'applied', 'undone', 'failed');--> statement-breakpoint
CREATE TYPE "public"."nominative_outcome" AS ENUM('eligible', 'conditional', 'ineligible');--> statement-breakpoint
CREATE TYPE "public"."agency_kind" AS ENUM('bkn', 'regional_office', 'central', 'province', 'regency', 'city');--> statement-breakpoint
CREATE TYPE "public"."appointment_status" AS ENUM('cpns', 'pns', 'pppk');--> statement-breakpoint
CREATE TYPE "public"."position_kind" AS ENUM('structural', 'functional', 'executing');--> statement-breakpoint
CREATE TYPE "public"."rank_code" AS ENUM('I/a', 'I/b', 'I/c', 'I/d', 'II/a', 'II/b', 'II/c', 'II/d', 'III/a', 'III/b', 'III/c', 'III/d', 'IV/a', 'IV/b', 'IV/c', 'IV/d', 'IV/e');--> statement-breakpoint
CREATE TYPE "public"."sex" AS ENUM('male', 'female');--> statement-breakpoint
CREATE TYPE "public"."proposal_state" AS ENUM('draft', 'collecting', 'agency_review', 'agency_repair', 'awaiting_approval', 'awaiting_letter', 'sent', 'bkn_review', 'returned', 'rejected', 'accepted', 'technical_draft', 'initialling', 'technical_signing', 'technical_sent', 'decree_draft', 'decree_signing', 'decree_sent', 'updating', 'done', 'cancelled', 'turned_down', 'technical_revoked');--> statement-breakpoint
CREATE TABLE "account_roles" (
	"account_id" uuid NOT NULL,
	"role" "account_role" NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "account_roles_account_id_role_pk" PRIMARY KEY("account_id","role")
);
--> statement-breakpoint
ALTER TABLE "account_roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"letter_number" text NOT NULL,
	"letter_on" date NOT NULL,
	"state" "account_state" DEFAULT 'active' NOT NULL,
	"state_reason" text,
	"password_hash" text NOT NULL,
	"password_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"must_change_password" boolean DEFAULT true NOT NULL,
	"totp_secret" text,
	"totp_last_step" bigint,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"last_signed_in_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_userId_unique" UNIQUE("user_id"),
	CONSTRAINT "accounts_employeeId_unique" UNIQUE("employee_id"),
	CONSTRAINT "accounts_user_id_valid" CHECK (user_id ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
	CONSTRAINT "accounts_letter_given" CHECK (btrim(letter_number) <> ''),
	CONSTRAINT "accounts_disabled_for_a_reason" CHECK (state = 'active' or btrim(coalesce(state_reason, '')) <> '')
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"account_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_account_id_code_hash_pk" PRIMARY KEY("account_id","code_hash")
);
--> statement-breakpoint
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"role" "account_role" NOT NULL,
	"stage" "session_stage" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_for" text,
	"device" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"last_attempt_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_throttles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"account_id" uuid,
	"actor_name" text NOT NULL,
	"role" text NOT NULL,
	"agency_id" integer,
	"employee_id" uuid,
	"subject_id" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_seals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incarnation" integer DEFAULT 1 NOT NULL,
	"low_xid" "xid8" NOT NULL,
	"high_xid" "xid8" NOT NULL,
	"event_count" integer NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "employee_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"document_type" text NOT NULL,
	"file_sha256" text NOT NULL,
	"original_name" text NOT NULL,
	"page_count" smallint NOT NULL,
	"replaces_id" uuid,
	"uploaded_by" uuid,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "employee_documents_same" UNIQUE("employee_id","document_type","file_sha256")
);
--> statement-breakpoint
ALTER TABLE "employee_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size_bytes" integer NOT NULL,
	"mime" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_sha256" CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "issued_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"kind" "document_kind" NOT NULL,
	"template" text NOT NULL,
	"status" "document_status" DEFAULT 'issued' NOT NULL,
	"agency_id" integer NOT NULL,
	"issued_by_agency_id" integer NOT NULL,
	"employee_id" uuid,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"issuing_office" text NOT NULL,
	"signatory_title" text NOT NULL,
	"signatory_name" text NOT NULL,
	"masked_holder" text,
	"signer" text NOT NULL,
	"certificate_issuer" text NOT NULL,
	"file_sha256" text NOT NULL,
	"page_count" smallint NOT NULL,
	"data" jsonb NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"superseded_by_id" uuid,
	"ended_on" date,
	"end_reason" text,
	CONSTRAINT "issued_documents_code_unique" UNIQUE("code"),
	CONSTRAINT "issued_documents_number" UNIQUE("issued_by_agency_id","kind","number"),
	CONSTRAINT "issued_documents_code" CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
	CONSTRAINT "issued_documents_ended" CHECK ((status = 'issued') = (ended_on is null)),
	CONSTRAINT "issued_documents_superseded" CHECK ((status = 'superseded') = (superseded_by_id is not null))
);
--> statement-breakpoint
ALTER TABLE "issued_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "signing_batches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"agency_id" integer NOT NULL,
	"actor" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "signing_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "signing_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"item_id" text NOT NULL,
	"state" "signing_state" DEFAULT 'waiting' NOT NULL,
	"document_id" uuid,
	"refusal_code" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "signing_items_documentId_unique" UNIQUE("document_id"),
	CONSTRAINT "signing_items_position" UNIQUE("batch_id","position"),
	CONSTRAINT "signing_items_document" CHECK ((state = 'issued') = (document_id is not null)),
	CONSTRAINT "signing_items_refusal" CHECK ((state = 'failed') = (refusal_code is not null))
);
--> statement-breakpoint
ALTER TABLE "signing_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_changes" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"employee_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "import_changes_run_id_employee_id_pk" PRIMARY KEY("run_id","employee_id")
);
--> statement-breakpoint
ALTER TABLE "import_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"agency_id" integer NOT NULL,
	"header" text NOT NULL,
	"field" text NOT NULL,
	CONSTRAINT "import_mappings_agency_id_header_pk" PRIMARY KEY("agency_id","header")
);
--> statement-breakpoint
ALTER TABLE "import_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_problems" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"column" text NOT NULL,
	"column_group" text NOT NULL,
	"code" text NOT NULL,
	"is_error" boolean NOT NULL,
	"value" text NOT NULL,
	"facts" jsonb NOT NULL,
	"suggestion" text,
	CONSTRAINT "import_problems_run_id_row_no_column_code_pk" PRIMARY KEY("run_id","row_no","column","code")
);
--> statement-breakpoint
ALTER TABLE "import_problems" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_ranks" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"nip" text NOT NULL,
	"rank" "rank_code" NOT NULL,
	"effective_on" date NOT NULL,
	"service_months" integer NOT NULL,
	"decree_number" text,
	"decree_on" date,
	CONSTRAINT "import_ranks_run_id_row_no_pk" PRIMARY KEY("run_id","row_no")
);
--> statement-breakpoint
ALTER TABLE "import_ranks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_rows" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"texts" jsonb,
	"resolution" "import_resolution",
	"employee_id" uuid,
	"nip" text,
	"old_nip" text,
	"nik" text,
	"name" text,
	"name_key" text,
	"front_title" text,
	"back_title" text,
	"birth_place" text,
	"born_on" date,
	"sex" "sex",
	"religion" text,
	"marital_status" text,
	"npwp" text,
	"email" text,
	"phone" text,
	"address" text,
	"employee_type" text,
	"legal_status" text,
	"status" "appointment_status",
	"card_number" text,
	"cpns_on" date,
	"cpns_decree_number" text,
	"cpns_decree_on" date,
	"pns_on" date,
	"pns_decree_number" text,
	"pns_decree_on" date,
	"first_rank" "rank_code",
	"rank" "rank_code",
	"rank_since" date,
	"rank_service_months" integer,
	"rank_decree_number" text,
	"rank_decree_on" date,
	"position_kind" "position_kind",
	"echelon" text,
	"position_name" text,
	"position_since" date,
	"unit_code" text,
	"education_level" text,
	"education_name" text,
	"graduated_year" smallint,
	"ratings" jsonb,
	"discipline_severity" text,
	"discipline_ends_on" date,
	CONSTRAINT "import_rows_run_id_row_no_pk" PRIMARY KEY("run_id","row_no")
);
--> statement-breakpoint
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"file_bytes" bigint NOT NULL,
	"file_hash" text,
	"status" "import_status" DEFAULT 'uploading' NOT NULL,
	"sheet_names" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sheet_name" text,
	"data_on" date,
	"header_row" integer,
	"first_data_row" integer,
	"headers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mode" text,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"counts" jsonb,
	"failure" text,
	"failure_facts" jsonb,
	"worker_at" timestamp with time zone,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checked_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "import_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_units" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"head_echelon" text,
	"head_title" text,
	CONSTRAINT "import_units_run_id_code_pk" PRIMARY KEY("run_id","code")
);
--> statement-breakpoint
ALTER TABLE "import_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nominative_results" (
	"effective_on" date NOT NULL,
	"agency_id" integer NOT NULL,
	"employee_id" uuid NOT NULL,
	"type" text NOT NULL,
	"outcome" "nominative_outcome" NOT NULL,
	"is_provisional" boolean NOT NULL,
	"unmet" jsonb NOT NULL,
	"nip" text NOT NULL,
	"name" text NOT NULL,
	"unit_id" integer,
	"rank" "rank_code",
	"rank_since" date,
	"proposed_rank" "rank_code",
	"service_months" integer,
	"salary_rupiah" integer,
	"rule_version" smallint NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "nominative_results_effective_on_agency_id_employee_id_type_pk" PRIMARY KEY("effective_on","agency_id","employee_id","type")
);
--> statement-breakpoint
ALTER TABLE "nominative_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nominative_runs" (
	"effective_on" date NOT NULL,
	"agency_id" integer NOT NULL,
	"employee_count" integer NOT NULL,
	"rule_version" smallint NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "nominative_runs_effective_on_agency_id_pk" PRIMARY KEY("effective_on","agency_id")
);
--> statement-breakpoint
ALTER TABLE "nominative_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nominative_stale" (
	"agency_id" integer NOT NULL,
	"employee_id" uuid,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nominative_stale_agencyId_employeeId_unique" UNIQUE NULLS NOT DISTINCT("agency_id","employee_id")
);
--> statement-breakpoint
ALTER TABLE "nominative_stale" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_accountId_page_name_unique" UNIQUE("account_id","page","name")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "agencies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" "agency_kind" NOT NULL,
	"province_code" text,
	"served_by_id" integer,
	"office_sign" text,
	"time_zone" text DEFAULT 'Asia/Jakarta' NOT NULL,
	"head_title" text DEFAULT '' NOT NULL,
	"personnel_unit_name" text DEFAULT '' NOT NULL,
	"seat" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"letter_pattern" text DEFAULT '800/{n}/BKD/{year}' NOT NULL,
	"decree_pattern" text DEFAULT '823/{n}/BKD/{year}' NOT NULL,
	"logo" text,
	CONSTRAINT "agencies_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "agencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "appointment_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"status" "appointment_status" NOT NULL,
	"technical_approval_number" text,
	"start_letter_number" text,
	"started_on" date,
	"training_number" text,
	"training_on" date,
	CONSTRAINT "appointment_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "appointment_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "appointment_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "award_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"kind" text NOT NULL,
	"year" smallint NOT NULL,
	CONSTRAINT "award_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "award_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "award_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credit_point_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"period_starts_on" date NOT NULL,
	"period_ends_on" date NOT NULL,
	"main_thousandths" integer NOT NULL,
	"support_thousandths" integer DEFAULT 0 NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "credit_point_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "credit_point_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "credit_point_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "discipline_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"severity" text NOT NULL,
	"kind" text,
	"ends_on" date NOT NULL,
	"regulation" text,
	CONSTRAINT "discipline_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "discipline_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "discipline_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "education_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"level" text NOT NULL,
	"program" text NOT NULL,
	"school" text,
	"diploma_number" text,
	"graduated_year" smallint,
	"is_appointment_basis" boolean DEFAULT false NOT NULL,
	CONSTRAINT "education_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "education_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "education_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "employees" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"work_agency_id" integer NOT NULL,
	"nip" text NOT NULL,
	"old_nip" text,
	"nik" text,
	"nik_checked_on" date,
	"nik_is_valid" boolean,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"front_title" text,
	"back_title" text,
	"birth_place" text NOT NULL,
	"born_on" date NOT NULL,
	"sex" "sex" NOT NULL,
	"religion" text,
	"marital_status" text,
	"npwp" text,
	"health_insurance_number" text,
	"taspen_number" text,
	"email" text,
	"official_email" text,
	"phone" text,
	"address" text,
	"postal_code" text,
	"employee_type" text,
	"legal_status" text DEFAULT '01' NOT NULL,
	"status" "appointment_status" NOT NULL,
	"card_number" text,
	"cpns_on" date NOT NULL,
	"pns_on" date,
	"is_blocked" boolean DEFAULT false NOT NULL,
	"deceased_on" date,
	"merged_into_id" uuid,
	"rank" "rank_code",
	"rank_since" date,
	"rank_service_months" integer,
	"position_id" integer,
	"position_kind" "position_kind",
	"position_name" text,
	"position_since" date,
	"echelon" text,
	"unit_id" integer,
	"education_level" text,
	"education_name" text,
	"graduated_year" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "employees_nip_valid" CHECK (nip_is_valid(nip)),
	CONSTRAINT "employees_nik_valid" CHECK (nik is null or nik_is_valid(nik)),
	CONSTRAINT "employees_old_nip_valid" CHECK (old_nip is null or old_nip ~ '^[0-9]{9}$'),
	CONSTRAINT "employees_name_given" CHECK (btrim(name) <> ''),
	CONSTRAINT "employees_adult" CHECK (born_on + interval '18 years' <= cpns_on)
);
--> statement-breakpoint
ALTER TABLE "employees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "family_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"relation" text NOT NULL,
	"name" text NOT NULL,
	"nik" text,
	"born_on" date,
	"status" text NOT NULL,
	"certificate_number" text,
	"receives_allowance" boolean DEFAULT false NOT NULL,
	CONSTRAINT "family_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "family_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "family_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "holidays" (
	"day" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "holidays" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leave_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"kind" text NOT NULL,
	"ends_on" date,
	"days" integer,
	CONSTRAINT "leave_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "leave_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "leave_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nip_aliases" (
	"nip" text PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"decided_on" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "nip_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nip_counters" (
	"prefix" text PRIMARY KEY NOT NULL,
	"last" smallint NOT NULL,
	CONSTRAINT "nip_counters_last" CHECK ("nip_counters"."last" between 0 and 999)
);
--> statement-breakpoint
ALTER TABLE "nip_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "performance_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"year" smallint NOT NULL,
	"predicate" text NOT NULL,
	"work_result" text,
	"behaviour" text,
	"appraiser_name" text,
	CONSTRAINT "performance_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "performance_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "performance_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "position_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"position_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"echelon" text,
	"inaugurated_on" date,
	"assignment" text DEFAULT 'definitive' NOT NULL,
	"ends_on" date,
	CONSTRAINT "position_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "position_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "position_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "positions" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "positions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" "position_kind" NOT NULL,
	"name" text NOT NULL,
	"category" text,
	"grade" text,
	"retirement_age_years" smallint,
	CONSTRAINT "positions_kind_name_unique" UNIQUE("kind","name")
);
--> statement-breakpoint
ALTER TABLE "positions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rank_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"rank" "rank_code" NOT NULL,
	"promotion_type" text,
	"service_months" integer NOT NULL,
	"salary_rupiah" integer,
	"technical_approval_number" text,
	"technical_approval_on" date,
	CONSTRAINT "rank_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "rank_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "rank_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reference_rows" (
	"table_name" text NOT NULL,
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"position" integer NOT NULL,
	"data" jsonb NOT NULL,
	"source" text NOT NULL,
	"confidence" text NOT NULL,
	CONSTRAINT "reference_rows_table_name_code_valid_from_pk" PRIMARY KEY("table_name","code","valid_from")
);
--> statement-breakpoint
ALTER TABLE "reference_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_time_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"employer" text NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date NOT NULL,
	"credited_months" integer NOT NULL,
	CONSTRAINT "service_time_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "service_time_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "service_time_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"kind" text NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"hours" integer,
	"organiser" text,
	"ended_on" date,
	CONSTRAINT "training_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "training_history_void" CHECK (not is_void or replaces_id is not null)
);
--> statement-breakpoint
ALTER TABLE "training_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "units" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "units_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"agency_id" integer NOT NULL,
	"parent_id" integer,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"head_title" text,
	"head_echelon" text,
	"preorder" integer DEFAULT 0 NOT NULL,
	"last_preorder" integer DEFAULT 0 NOT NULL,
	"closed_on" date,
	CONSTRAINT "units_agencyId_code_unique" UNIQUE("agency_id","code")
);
--> statement-breakpoint
ALTER TABLE "units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_series" (
	"series" text NOT NULL,
	"year" smallint NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_series_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
ALTER TABLE "number_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "promotion_batches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"effective_on" date NOT NULL,
	"number" text NOT NULL,
	"letter_number" text,
	"letter_on" date,
	"letter_code" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promotion_batches_agencyId_number_unique" UNIQUE("agency_id","number")
);
--> statement-breakpoint
ALTER TABLE "promotion_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "promotion_periods" (
	"effective_on" date PRIMARY KEY NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"approval_target_on" date NOT NULL,
	"letter_number" text NOT NULL,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "promotion_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "promotion_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" text NOT NULL,
	"batch_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"employee_id" uuid NOT NULL,
	"unit_id" integer,
	"effective_on" date NOT NULL,
	"type" text NOT NULL,
	"state" "proposal_state" DEFAULT 'draft' NOT NULL,
	"from_rank" "rank_code" NOT NULL,
	"from_rank_since" date NOT NULL,
	"from_service_months" integer NOT NULL,
	"from_salary_rupiah" integer NOT NULL,
	"to_rank" "rank_code" NOT NULL,
	"to_service_months" integer NOT NULL,
	"to_salary_rupiah" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"is_conditional" boolean DEFAULT false NOT NULL,
	"is_provisional" boolean DEFAULT false NOT NULL,
	"made_by" uuid NOT NULL,
	"checked_by" uuid,
	"approved_by" uuid,
	"verifier_id" uuid,
	"held_since" timestamp with time zone,
	"accepted_by" uuid,
	"initialled_by" uuid[] DEFAULT '{}' NOT NULL,
	"round" smallint DEFAULT 1 NOT NULL,
	"entered_state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_on" date,
	"sent_at" timestamp with time zone,
	"technical_number" text,
	"technical_year" smallint,
	"technical_on" date,
	"technical_code" text,
	"decree_number" text,
	"decree_on" date,
	"decree_code" text,
	"decree_authority" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promotion_proposals_agencyId_number_unique" UNIQUE("agency_id","number")
);
--> statement-breakpoint
ALTER TABLE "promotion_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposal_checks" (
	"proposal_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"item" text NOT NULL,
	"matches" boolean NOT NULL,
	"reason_code" text,
	"detail" text,
	"next_step" text,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reply" text,
	CONSTRAINT "proposal_checks_proposal_id_round_item_pk" PRIMARY KEY("proposal_id","round","item")
);
--> statement-breakpoint
ALTER TABLE "proposal_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposal_documents" (
	"proposal_id" uuid NOT NULL,
	"document_type" text NOT NULL,
	"document_id" uuid NOT NULL,
	"attached_by" uuid NOT NULL,
	"attached_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_documents_proposal_id_document_type_pk" PRIMARY KEY("proposal_id","document_type")
);
--> statement-breakpoint
ALTER TABLE "proposal_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposal_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"proposal_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"position" smallint NOT NULL,
	"event" text NOT NULL,
	"from_state" "proposal_state",
	"to_state" "proposal_state" NOT NULL,
	"account_id" uuid,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"actor_office" text NOT NULL,
	"reason_code" text,
	"detail" text,
	"next_step" text,
	"due_on" date
);
--> statement-breakpoint
ALTER TABLE "proposal_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "name_word_keys" (
	"key" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "name_word_keys_key_word_pk" PRIMARY KEY("key","word")
);
--> statement-breakpoint
ALTER TABLE "name_word_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "name_words" (
	"word" text PRIMARY KEY NOT NULL,
	"uses" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "name_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee_documents" ADD CONSTRAINT "employee_documents_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee_documents" ADD CONSTRAINT "employee_documents_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee_documents" ADD CONSTRAINT "employee_documents_replaces_id_employee_documents_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."employee_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_issued_by_agency_id_agencies_id_fk" FOREIGN KEY ("issued_by_agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_superseded_by_id_issued_documents_id_fk" FOREIGN KEY ("superseded_by_id") REFERENCES "public"."issued_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_batches" ADD CONSTRAINT "signing_batches_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_items" ADD CONSTRAINT "signing_items_batch_id_signing_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."signing_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_items" ADD CONSTRAINT "signing_items_document_id_issued_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."issued_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_problems" ADD CONSTRAINT "import_problems_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_ranks" ADD CONSTRAINT "import_ranks_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_units" ADD CONSTRAINT "import_units_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominative_runs" ADD CONSTRAINT "nominative_runs_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_served_by_id_agencies_id_fk" FOREIGN KEY ("served_by_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD CONSTRAINT "appointment_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_history" ADD CONSTRAINT "award_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_point_history" ADD CONSTRAINT "credit_point_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discipline_history" ADD CONSTRAINT "discipline_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "education_history" ADD CONSTRAINT "education_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_work_agency_id_agencies_id_fk" FOREIGN KEY ("work_agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_merged_into_id_employees_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_history" ADD CONSTRAINT "family_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave_history" ADD CONSTRAINT "leave_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nip_aliases" ADD CONSTRAINT "nip_aliases_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "performance_history" ADD CONSTRAINT "performance_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_history" ADD CONSTRAINT "position_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_history" ADD CONSTRAINT "position_history_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_history" ADD CONSTRAINT "position_history_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rank_history" ADD CONSTRAINT "rank_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_time_history" ADD CONSTRAINT "service_time_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_history" ADD CONSTRAINT "training_history_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_batches" ADD CONSTRAINT "promotion_batches_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_proposals" ADD CONSTRAINT "promotion_proposals_batch_id_promotion_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."promotion_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_proposals" ADD CONSTRAINT "promotion_proposals_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_proposals" ADD CONSTRAINT "promotion_proposals_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_proposals" ADD CONSTRAINT "promotion_proposals_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_checks" ADD CONSTRAINT "proposal_checks_proposal_id_promotion_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."promotion_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_documents" ADD CONSTRAINT "proposal_documents_proposal_id_promotion_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."promotion_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD CONSTRAINT "proposal_events_proposal_id_promotion_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."promotion_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_agency_id_index" ON "accounts" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_events_employee" ON "audit_events" USING btree ("employee_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_agency" ON "audit_events" USING btree ("agency_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_account" ON "audit_events" USING btree ("account_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_xid" ON "audit_events" USING btree ("xid","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "employee_documents_replaces" ON "employee_documents" USING btree ("replaces_id");--> statement-breakpoint
CREATE INDEX "employee_documents_employee" ON "employee_documents" USING btree ("employee_id","document_type");--> statement-breakpoint
CREATE INDEX "issued_documents_employee" ON "issued_documents" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "issued_documents_agency" ON "issued_documents" USING btree ("agency_id","issued_at");--> statement-breakpoint
CREATE INDEX "issued_documents_issuer" ON "issued_documents" USING btree ("issued_by_agency_id","issued_at");--> statement-breakpoint
CREATE INDEX "signing_batches_agency" ON "signing_batches" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE INDEX "signing_batches_open" ON "signing_batches" USING btree ("created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_items_once" ON "signing_items" USING btree ("kind","item_id") WHERE state <> 'failed';--> statement-breakpoint
CREATE INDEX "import_problems_page" ON "import_problems" USING btree ("run_id","is_error","column_group","row_no");--> statement-breakpoint
CREATE INDEX "import_ranks_nip" ON "import_ranks" USING btree ("run_id","nip");--> statement-breakpoint
CREATE INDEX "import_runs_agency" ON "import_runs" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_applying" ON "import_runs" USING btree ("agency_id") WHERE status = 'applying';--> statement-breakpoint
CREATE INDEX "saved_views_agency_id_page_index" ON "saved_views" USING btree ("agency_id","page");--> statement-breakpoint
CREATE INDEX "appointment_history_employee" ON "appointment_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_history_replaces" ON "appointment_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "award_history_employee" ON "award_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "award_history_replaces" ON "award_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "credit_point_history_employee" ON "credit_point_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_point_history_replaces" ON "credit_point_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "discipline_history_employee" ON "discipline_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "discipline_history_replaces" ON "discipline_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "education_history_employee" ON "education_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "education_history_replaces" ON "education_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "employees_nip" ON "employees" USING btree ("nip");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_nik_living" ON "employees" USING btree ("nik") WHERE deceased_on is null and merged_into_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "employees_old_nip" ON "employees" USING btree ("old_nip");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_card" ON "employees" USING btree ("card_number");--> statement-breakpoint
CREATE INDEX "employees_agency_name" ON "employees" USING btree ("agency_id","name","id");--> statement-breakpoint
CREATE INDEX "employees_name" ON "employees" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "employees_agency_unit" ON "employees" USING btree ("agency_id","unit_id","rank","legal_status");--> statement-breakpoint
CREATE INDEX "employees_work_agency" ON "employees" USING btree ("work_agency_id") WHERE work_agency_id <> agency_id;--> statement-breakpoint
CREATE INDEX "employees_same_person" ON "employees" USING btree ("name_key","born_on");--> statement-breakpoint
CREATE INDEX "family_history_employee" ON "family_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "family_history_replaces" ON "family_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "leave_history_employee" ON "leave_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "leave_history_replaces" ON "leave_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "performance_history_employee" ON "performance_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "performance_history_replaces" ON "performance_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "position_history_employee" ON "position_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "position_history_replaces" ON "position_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "rank_history_employee" ON "rank_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "rank_history_replaces" ON "rank_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "service_time_history_employee" ON "service_time_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "service_time_history_replaces" ON "service_time_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "training_history_employee" ON "training_history" USING btree ("employee_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "training_history_replaces" ON "training_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "units_agency_id_preorder_index" ON "units" USING btree ("agency_id","preorder");--> statement-breakpoint
CREATE INDEX "units_parent_id_index" ON "units" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "promotion_proposals_one_open" ON "promotion_proposals" USING btree ("employee_id") WHERE state not in ('done', 'rejected', 'cancelled', 'turned_down', 'technical_revoked');--> statement-breakpoint
CREATE UNIQUE INDEX "promotion_proposals_technical_number" ON "promotion_proposals" USING btree ("technical_number","technical_year");--> statement-breakpoint
CREATE INDEX "promotion_proposals_queue" ON "promotion_proposals" USING btree ("agency_id","state","due_on");--> statement-breakpoint
CREATE INDEX "promotion_proposals_state" ON "promotion_proposals" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "promotion_proposals_employee" ON "promotion_proposals" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "promotion_proposals_batch" ON "promotion_proposals" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "proposal_events_proposal" ON "proposal_events" USING btree ("proposal_id","at");--> statement-breakpoint
CREATE POLICY "account_roles_app" ON "account_roles" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "account_roles_national" ON "account_roles" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "account_roles_system" ON "account_roles" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_app" ON "accounts" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "accounts_national" ON "accounts" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "accounts_system" ON "accounts" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "recovery_codes_app" ON "recovery_codes" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "recovery_codes_national" ON "recovery_codes" AS PERMISSIVE FOR SELECT TO "satya_national" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "recovery_codes_system" ON "recovery_codes" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_app" ON "sessions" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "sessions_national" ON "sessions" AS PERMISSIVE FOR SELECT TO "satya_national" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "sessions_system" ON "sessions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sign_in_throttles_system" ON "sign_in_throttles" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_events_insert" ON "audit_events" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_events_select" ON "audit_events" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "audit_events_national" ON "audit_events" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_events_system" ON "audit_events" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_seals_system" ON "audit_seals" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_seals_national" ON "audit_seals" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "employee_documents_app" ON "employee_documents" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "employee_documents_national" ON "employee_documents" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "employee_documents_system" ON "employee_documents" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "files_app" ON "files" AS PERMISSIVE FOR ALL TO "satya_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "files_national" ON "files" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "files_system" ON "files" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issued_documents_app" ON "issued_documents" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "issued_by_agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "issued_by_agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "issued_documents_national" ON "issued_documents" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issued_documents_system" ON "issued_documents" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signing_batches_app" ON "signing_batches" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "signing_batches_national" ON "signing_batches" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signing_batches_system" ON "signing_batches" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signing_items_app" ON "signing_items" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from signing_batches b where b.id = batch_id)) WITH CHECK (exists (select 1 from signing_batches b where b.id = batch_id));--> statement-breakpoint
CREATE POLICY "signing_items_national" ON "signing_items" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signing_items_system" ON "signing_items" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_changes_app" ON "import_changes" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_changes_national" ON "import_changes" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_changes_system" ON "import_changes" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_mappings_app" ON "import_mappings" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_mappings_national" ON "import_mappings" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_mappings_system" ON "import_mappings" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_problems_app" ON "import_problems" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_problems_national" ON "import_problems" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_problems_system" ON "import_problems" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_ranks_app" ON "import_ranks" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_ranks_national" ON "import_ranks" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_ranks_system" ON "import_ranks" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_rows_app" ON "import_rows" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_rows_national" ON "import_rows" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_rows_system" ON "import_rows" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_runs_app" ON "import_runs" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_runs_national" ON "import_runs" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_runs_system" ON "import_runs" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_units_app" ON "import_units" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_units_national" ON "import_units" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_units_system" ON "import_units" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_results_app" ON "nominative_results" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "nominative_results_national" ON "nominative_results" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_results_system" ON "nominative_results" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_runs_app" ON "nominative_runs" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "nominative_runs_national" ON "nominative_runs" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_runs_system" ON "nominative_runs" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_stale_app" ON "nominative_stale" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "nominative_stale_national" ON "nominative_stale" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nominative_stale_system" ON "nominative_stale" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_views_read" ON "saved_views" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid or (is_shared and "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "saved_views_own" ON "saved_views" AS PERMISSIVE FOR ALL TO "satya_app" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid) WITH CHECK ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "saved_views_national" ON "saved_views" AS PERMISSIVE FOR ALL TO "satya_national" USING ("account_id" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "saved_views_system" ON "saved_views" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "agencies_read" ON "agencies" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "agencies_national" ON "agencies" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "agencies_system" ON "agencies" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "appointment_history_app" ON "appointment_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "appointment_history_national" ON "appointment_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "appointment_history_system" ON "appointment_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "award_history_app" ON "award_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "award_history_national" ON "award_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "award_history_system" ON "award_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "credit_point_history_app" ON "credit_point_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "credit_point_history_national" ON "credit_point_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "credit_point_history_system" ON "credit_point_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "discipline_history_app" ON "discipline_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "discipline_history_national" ON "discipline_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "discipline_history_system" ON "discipline_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "education_history_app" ON "education_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "education_history_national" ON "education_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "education_history_system" ON "education_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "employees_app" ON "employees" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "work_agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "work_agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "employees_national" ON "employees" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "employees_system" ON "employees" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "family_history_app" ON "family_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "family_history_national" ON "family_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "family_history_system" ON "family_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "holidays_read" ON "holidays" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "holidays_national" ON "holidays" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "holidays_system" ON "holidays" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "leave_history_app" ON "leave_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "leave_history_national" ON "leave_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "leave_history_system" ON "leave_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nip_aliases_app" ON "nip_aliases" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "nip_aliases_national" ON "nip_aliases" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nip_aliases_system" ON "nip_aliases" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nip_counters_national" ON "nip_counters" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "nip_counters_system" ON "nip_counters" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "performance_history_app" ON "performance_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "performance_history_national" ON "performance_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "performance_history_system" ON "performance_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "position_history_app" ON "position_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "position_history_national" ON "position_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "position_history_system" ON "position_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "positions_read" ON "positions" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "positions_national" ON "positions" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "positions_system" ON "positions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rank_history_app" ON "rank_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "rank_history_national" ON "rank_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rank_history_system" ON "rank_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reference_rows_read" ON "reference_rows" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "reference_rows_national" ON "reference_rows" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reference_rows_system" ON "reference_rows" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "service_time_history_app" ON "service_time_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "service_time_history_national" ON "service_time_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "service_time_history_system" ON "service_time_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "training_history_app" ON "training_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id")) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "training_history_national" ON "training_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "training_history_system" ON "training_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "units_read" ON "units" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "units_app" ON "units" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "units_national" ON "units" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "units_system" ON "units" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "number_series_app" ON "number_series" AS PERMISSIVE FOR ALL TO "satya_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "number_series_national" ON "number_series" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "number_series_system" ON "number_series" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_batches_app" ON "promotion_batches" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "promotion_batches_national" ON "promotion_batches" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_batches_system" ON "promotion_batches" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_periods_read" ON "promotion_periods" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "promotion_periods_national" ON "promotion_periods" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_periods_system" ON "promotion_periods" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_proposals_app" ON "promotion_proposals" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "promotion_proposals_national" ON "promotion_proposals" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promotion_proposals_system" ON "promotion_proposals" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_checks_app" ON "proposal_checks" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from promotion_proposals p where p.id = proposal_id)) WITH CHECK (exists (select 1 from promotion_proposals p where p.id = proposal_id));--> statement-breakpoint
CREATE POLICY "proposal_checks_national" ON "proposal_checks" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_checks_system" ON "proposal_checks" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_documents_app" ON "proposal_documents" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from promotion_proposals p where p.id = proposal_id)) WITH CHECK (exists (select 1 from promotion_proposals p where p.id = proposal_id));--> statement-breakpoint
CREATE POLICY "proposal_documents_national" ON "proposal_documents" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_documents_system" ON "proposal_documents" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_events_app" ON "proposal_events" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from promotion_proposals p where p.id = proposal_id)) WITH CHECK (exists (select 1 from promotion_proposals p where p.id = proposal_id));--> statement-breakpoint
CREATE POLICY "proposal_events_national" ON "proposal_events" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_events_system" ON "proposal_events" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "name_word_keys_search" ON "name_word_keys" AS PERMISSIVE FOR ALL TO "satya_search" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "name_word_keys_system" ON "name_word_keys" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "name_words_search" ON "name_words" AS PERMISSIVE FOR ALL TO "satya_search" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "name_words_system" ON "name_words" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);