-- Papers know the agency of their person and whether another one took their place, so that the list of an agency finds
-- them in its own order. Triggers keep both, whoever writes.
ALTER TABLE "employee_documents" ADD COLUMN "agency_id" integer;--> statement-breakpoint
ALTER TABLE "employee_documents" ADD COLUMN "is_replaced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
grant update (agency_id, is_replaced) on employee_documents to satya_system;
--> statement-breakpoint
do $$
begin
  set local role satya_system;
  update employee_documents c
  set agency_id = e.agency_id,
    is_replaced = exists (select from employee_documents n where n.replaces_id = c.id)
  from employees e where e.id = c.employee_id;
  reset role;
end $$;
--> statement-breakpoint
ALTER TABLE "employee_documents" ALTER COLUMN "agency_id" SET NOT NULL;--> statement-breakpoint
-- The lock makes a move to another agency wait for the paper, which it then takes along.
create function place_paper() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  select agency_id into new.agency_id from employees where id = new.employee_id for share;
  return new;
end $$;
--> statement-breakpoint
create function note_replaced_paper() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update employee_documents set is_replaced = true where id = new.replaces_id;
  return null;
end $$;
--> statement-breakpoint
create function move_papers() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update employee_documents set agency_id = new.agency_id where employee_id = new.id;
  return null;
end $$;
--> statement-breakpoint
-- As the system, whose policies see every row, so that they work for any table owner.
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function place_paper() owner to satya_system';
  execute 'alter function note_replaced_paper() owner to satya_system';
  execute 'alter function move_papers() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
create trigger employee_documents_place before insert on employee_documents
  for each row execute function place_paper();
--> statement-breakpoint
create trigger employee_documents_replaced after insert on employee_documents
  for each row when (new.replaces_id is not null) execute function note_replaced_paper();
--> statement-breakpoint
create trigger employees_papers after update of agency_id on employees
  for each row when (old.agency_id is distinct from new.agency_id) execute function move_papers();
--> statement-breakpoint
ALTER TABLE "employee_documents" ADD CONSTRAINT "employee_documents_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "employee_documents_agency" ON "employee_documents" USING btree ("agency_id","uploaded_at","id");--> statement-breakpoint
CREATE INDEX "employee_documents_kind" ON "employee_documents" USING btree ("agency_id","document_type","uploaded_at","id");--> statement-breakpoint
CREATE INDEX "employee_documents_replaced" ON "employee_documents" USING btree ("agency_id","uploaded_at","id") WHERE is_replaced;--> statement-breakpoint
CREATE INDEX "employee_documents_name" ON "employee_documents" USING btree ("agency_id",original_name collate "C");--> statement-breakpoint
CREATE INDEX "issued_documents_office" ON "issued_documents" USING btree ("agency_id","issued_at","id") WHERE template not like 'exam-%';--> statement-breakpoint
CREATE INDEX "issued_documents_template" ON "issued_documents" USING btree ("agency_id","template","issued_at","id") WHERE template not like 'exam-%';--> statement-breakpoint
CREATE INDEX "issued_documents_ended" ON "issued_documents" USING btree ("agency_id","issued_at","id") WHERE status <> 'issued';--> statement-breakpoint
CREATE INDEX "issued_documents_name" ON "issued_documents" USING btree ("agency_id",number collate "C");--> statement-breakpoint
ALTER POLICY "employee_documents_app" ON "employee_documents" TO satya_app USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or exists (select 1 from employees e where e.id = "employee_id"));
