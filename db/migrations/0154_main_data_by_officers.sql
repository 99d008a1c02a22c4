-- The rest of data utama that the file shows or a note prints, and no import brings: officers write it (docs/decisions/0154).
ALTER TABLE "employees"
  ADD CONSTRAINT "employees_health_insurance" CHECK (health_insurance_number ~ '^[0-9]{13}$'),
  ADD CONSTRAINT "employees_treasury_code" CHECK (treasury_code ~ '^[0-9]{3}$'),
  ADD CONSTRAINT "employees_position_class" CHECK (position_class between 1 and 17),
  ADD CONSTRAINT "employees_postal_code" CHECK (postal_code ~ '^[1-9][0-9]{4}$');
--> statement-breakpoint
grant update (housing_number, spouse_card_number, treasury_code, work_place, position_class)
  on employees to satya_app, satya_national;
