ALTER TABLE "appointment_history" ADD COLUMN "formation_year" smallint;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "procurement_kind" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "position_name" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "health_letter_number" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "health_letter_on" date;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "drug_free_letter_number" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "police_letter_number" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "late_approval_number" text;--> statement-breakpoint
ALTER TABLE "appointment_history" ADD COLUMN "late_approval_on" date;--> statement-breakpoint
ALTER TABLE "credit_point_history" ADD COLUMN "position_id" integer;--> statement-breakpoint
ALTER TABLE "discipline_history" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "discipline_history" ADD COLUMN "rank_before" "rank_code";--> statement-breakpoint
ALTER TABLE "discipline_history" ADD COLUMN "rank_after" "rank_code";--> statement-breakpoint
ALTER TABLE "discipline_history" ADD COLUMN "annulment_number" text;--> statement-breakpoint
ALTER TABLE "discipline_history" ADD COLUMN "annulled_on" date;--> statement-breakpoint
ALTER TABLE "education_history" ADD COLUMN "graduated_on" date;--> statement-breakpoint
ALTER TABLE "education_history" ADD COLUMN "degree" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "housing_number" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "spouse_card_number" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "treasury_code" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "work_place" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "position_class" smallint;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "sex" "sex";--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "civil_servant_nip" text;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "card_number" text;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "ordinal" smallint;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "end_certificate_number" text;--> statement-breakpoint
ALTER TABLE "family_history" ADD COLUMN "situation" text;--> statement-breakpoint
ALTER TABLE "leave_history" ADD COLUMN "approval_number" text;--> statement-breakpoint
ALTER TABLE "leave_history" ADD COLUMN "returned_on" date;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "superior_name" text;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "coefficient_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "plan_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "service_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "integrity_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "commitment_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "discipline_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "teamwork_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "leadership_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "performance_history" ADD COLUMN "average_score_thousandths" integer;--> statement-breakpoint
ALTER TABLE "position_history" ADD COLUMN "change_kind" text;--> statement-breakpoint
ALTER TABLE "position_history" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "position_history" ADD COLUMN "moved_on" date;--> statement-breakpoint
ALTER TABLE "rank_history" ADD COLUMN "main_credit_thousandths" integer;--> statement-breakpoint
ALTER TABLE "rank_history" ADD COLUMN "support_credit_thousandths" integer;--> statement-breakpoint
ALTER TABLE "service_time_history" ADD COLUMN "technical_approval_number" text;--> statement-breakpoint
ALTER TABLE "service_time_history" ADD COLUMN "technical_approval_on" date;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "credit_point_history" ADD CONSTRAINT "credit_point_history_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action NOT VALID;--> statement-breakpoint
ALTER TABLE "credit_point_history" VALIDATE CONSTRAINT "credit_point_history_position_id_positions_id_fk";--> statement-breakpoint
-- A number belongs to one person for life: what BKN took away from somebody is nobody else's NIP (Perka BKN 22/2007).
create function nip_is_not_reused() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from added a join nip_aliases n on n.nip = a.nip where n.employee_id <> a.id) then
    raise unique_violation using constraint = 'nip_aliases_pkey', message = 'this NIP belonged to somebody else';
  end if;
  return null;
end $$;--> statement-breakpoint
create function alias_is_nobodys_nip() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from employees where nip = new.nip and id <> new.employee_id) then
    raise unique_violation using constraint = 'employees_nip', message = 'this NIP belongs to somebody else';
  end if;
  return new;
end $$;--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function nip_is_not_reused() owner to satya_system';
  execute 'alter function alias_is_nobodys_nip() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;--> statement-breakpoint
create trigger employees_nip_not_reused after insert on employees
  referencing new table as added for each statement execute function nip_is_not_reused();--> statement-breakpoint
create trigger employees_nip_not_reused_later after update on employees
  referencing new table as added for each statement execute function nip_is_not_reused();--> statement-breakpoint
create trigger nip_aliases_nobodys before insert on nip_aliases
  for each row execute function alias_is_nobodys_nip();
