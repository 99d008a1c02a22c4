-- A paper that is being kept waits for no change of its person but the move to another agency, and that one for the paper.
create or replace function place_paper() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from employees where id = new.employee_id for key share;
  select agency_id into new.agency_id from employees where id = new.employee_id; -- as it is once nobody moves them
  return new;
end $$;
--> statement-breakpoint
create or replace function move_papers() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from employees where id = new.id for update;
  update employee_documents set agency_id = new.agency_id where employee_id = new.id;
  return null;
end $$;
