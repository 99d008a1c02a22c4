-- What SIASN keeps of a person and of histories, and Satya had no place for (docs/decisions/0151).
ALTER TABLE "discipline_history" ADD COLUMN "term_months" smallint;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "spouse_ordinal" smallint;--> statement-breakpoint
ALTER TABLE "leave_history" ADD COLUMN "unpaid_kind" text;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "period_starts_on" date;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "period_ends_on" date;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "birth_place_code" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "npwp_on" date;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "other_identity_kind" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "other_identity_number" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "taspen_on" date;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "landline" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "smart_card_number" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "death_certificate_number" text;--> statement-breakpoint
ALTER TABLE "discipline_history" ADD CONSTRAINT "discipline_history_term" CHECK (term_months is null or term_months between 1 and 1200);--> statement-breakpoint
ALTER TABLE "family_history" ADD CONSTRAINT "family_history_spouse" CHECK (spouse_ordinal is null or (relation = 'child' and spouse_ordinal between 1 and 20));--> statement-breakpoint
ALTER TABLE "leave_history" ADD CONSTRAINT "leave_history_unpaid" CHECK (unpaid_kind is null or kind = 'CLTN');--> statement-breakpoint
ALTER TABLE "performance_history" ADD CONSTRAINT "performance_history_period" CHECK (num_nulls(period_starts_on, period_ends_on) <> 1 and (period_starts_on is null
        or (period_starts_on <= period_ends_on and extract(year from period_starts_on) = year
          and extract(year from period_ends_on) = year)));--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_other_identity" CHECK ((other_identity_kind is null) = (other_identity_number is null)
        and other_identity_kind in ('passport', 'permit', 'licence'));--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_death_certificate" CHECK (death_certificate_number is null or deceased_on is not null);
--> statement-breakpoint
grant update (
  birth_place_code, npwp_on, other_identity_kind, other_identity_number, taspen_on, landline, smart_card_number,
  death_certificate_number
) on employees to satya_app, satya_national;
--> statement-breakpoint
-- What Dukcapil said is about one number: another NIK has not been asked about, whoever writes it.
create function forget_nik_check() returns trigger language plpgsql as $$
begin
  new.nik_is_valid := null;
  new.nik_checked_on := null;
  return new;
end $$;
--> statement-breakpoint
create trigger employees_nik_check before update of nik on employees
  for each row when (old.nik is distinct from new.nik
    and (old.nik_is_valid, old.nik_checked_on) is not distinct from (new.nik_is_valid, new.nik_checked_on))
  execute function forget_nik_check();
