ALTER TABLE "exam_objections" DROP CONSTRAINT "exam_objections_answered";--> statement-breakpoint
ALTER TABLE "exam_objections" ADD COLUMN "answered_under" uuid;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_answered_under_exam_announcements_id_fk" FOREIGN KEY ("answered_under") REFERENCES "public"."exam_announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
update exam_objections o set answered_under = (
  select m.id from exam_announcements n join exam_announcements m on m.programme_id = n.programme_id
    and m.agency_id = n.agency_id and m.stage = n.stage
  where n.id = o.announcement_id order by m.published_at <= o.answered_at desc, m.version desc limit 1)
where o.answered_at is not null;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_answered" CHECK ((state = 'filed') = (answered_at is null) and (state = 'filed') = (answered_under is null));
--> statement-breakpoint
grant update (answered_under) on exam_objections to satya_app, satya_national;
