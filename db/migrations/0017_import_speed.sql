-- A GIN index answers for any of its columns: employees_agency_words finds the words of a name with or without an agency.
drop index employees_words;
--> statement-breakpoint
-- A check fills the tables of its run only; an apply the register. Each renews what it has changed.
create or replace function analyze_imported() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze employees, rank_history, position_history, education_history, appointment_history, performance_history,
    discipline_history;
end $$;
--> statement-breakpoint
-- Of the rows of a run only what they are found by: half of their columns are never compared.
create function analyze_staged() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze
    import_rows (run_id, row_no, resolution, employee_id, nip, nik, old_nip, card_number, name_key, born_on,
      position_kind, position_name, unit_code),
    import_ranks, import_problems;
end $$;
--> statement-breakpoint
revoke execute on function analyze_staged() from public;
--> statement-breakpoint
grant execute on function analyze_staged() to satya_app;
