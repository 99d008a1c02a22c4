-- Row-level security binds the owner too; who may do what with the bank of items.
do $$
declare name text;
begin
  foreach name in array array['exam_blueprint_cells', 'exam_item_steps', 'exam_item_imports'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select on %I to satya_app, satya_national', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
  end loop;
end $$;
--> statement-breakpoint
grant insert, update on exam_blueprint_cells to satya_national;
--> statement-breakpoint
-- What happened to an item, and what was read from a file, stays as it was written.
grant insert on exam_item_steps, exam_item_imports to satya_app, satya_national;
--> statement-breakpoint
grant update (applied_at) on exam_item_imports to satya_app, satya_national;
--> statement-breakpoint
revoke update, delete on exam_item_steps from satya_system;
