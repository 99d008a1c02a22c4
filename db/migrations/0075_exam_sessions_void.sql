ALTER TYPE "public"."exam_attempt_state" ADD VALUE 'void';--> statement-breakpoint
ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'cancellation';--> statement-breakpoint
ALTER TYPE "public"."exam_session_state" ADD VALUE 'void';--> statement-breakpoint
ALTER TABLE "exam_sessions" DROP CONSTRAINT "exam_sessions_siteId_startsAt_unique";--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "voided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "voided_by" uuid;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "voided_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "exam_sessions_start" ON "exam_sessions" USING btree ("site_id","starts_at") WHERE voided_at is null;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD CONSTRAINT "exam_sessions_void" CHECK ((state::text = 'void') = (voided_at is not null) and (voided_at is null) = (void_reason is null)
        and (voided_at is null) = (voided_by is null) and (voided_at is null) = (voided_name is null));--> statement-breakpoint
-- The board, the screens of candidates and announcements say that a session was cancelled.
grant select (voided_at, void_reason) on exam_sessions to satya_exam;
--> statement-breakpoint
create function keep_void_sessions() returns trigger language plpgsql set search_path = public as $$
begin
  raise exception 'a session that was cancelled stays cancelled';
end $$;
--> statement-breakpoint
create trigger exam_sessions_keep_void before update on exam_sessions for each row
  when (old.voided_at is not null and (new.voided_at, new.void_reason, new.voided_by, new.state)
    is distinct from (old.voided_at, old.void_reason, old.voided_by, old.state))
  execute function keep_void_sessions();
