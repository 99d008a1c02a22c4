-- Whose record leads to this one is asked at every opening of a file.
CREATE INDEX "employees_merged" ON "employees" USING btree ("merged_into_id") WHERE merged_into_id is not null;
--> statement-breakpoint
-- Whoever showed a paper verifies no row by it, also after somebody else has corrected the row.
create or replace function carry_papers() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into history_documents (employee_id, history, row_id, document_id, recorded_by)
  select a.employee_id, tg_table_name, a.id, d.document_id, d.recorded_by
  from added a join history_documents d on d.row_id = a.replaces_id
  where not a.is_void and d.withdraws_id is null
    and not exists (select from history_documents w where w.withdraws_id = d.id);
  return null;
end $$;
