-- An agency makes programmes of its own; those of the law are written by BKN alone, which the policies say.
grant insert, update on exam_programmes to satya_app;
--> statement-breakpoint
grant insert, update, delete on exam_passing_grades, exam_blueprint_cells to satya_app;
--> statement-breakpoint
grant delete on exam_passing_grades, exam_blueprint_cells to satya_national;
