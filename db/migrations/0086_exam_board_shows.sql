ALTER TABLE "exam_programmes" ADD COLUMN "board_shows" text DEFAULT 'initials' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_programmes" ADD CONSTRAINT "exam_programmes_board" CHECK (board_shows in ('initials', 'numbers'));--> statement-breakpoint
-- The live board is made by the role of visitors, column by column.
grant select (board_shows) on exam_programmes to satya_exam;
