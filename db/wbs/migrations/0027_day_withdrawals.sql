-- Out of the new bounds nothing may hold: what held before it does again, which is longer.
delete from day_changes where (kind = 'retention' and name <> 'drift' and days < 60)
  or (name = 'drift' and days > 30) or (name = 'clarify' and days < 30) or (name = 'consent' and days < 10)
  or (name = 'feedback_latest' and days not between 1 and 12);
--> statement-breakpoint
ALTER TABLE "day_changes" DROP CONSTRAINT "days_are_bearable";--> statement-breakpoint
ALTER TABLE "day_changes" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "day_changes" ADD COLUMN "withdrawn_on" date;--> statement-breakpoint
ALTER TABLE "day_changes" ADD COLUMN "ordinal" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "day_changes" ADD CONSTRAINT "withdrawal_is_whole" CHECK (("day_changes"."withdrawn_by" is null) = ("day_changes"."withdrawn_on" is null));--> statement-breakpoint
ALTER TABLE "day_changes" ADD CONSTRAINT "withdrawn_before_it_began" CHECK ("day_changes"."withdrawn_by" is null or ("day_changes"."kind" = 'retention' and "day_changes"."confirmed_by" is not null and "day_changes"."withdrawn_on" < "day_changes"."starts_on"));--> statement-breakpoint
ALTER TABLE "day_changes" ADD CONSTRAINT "days_are_bearable" CHECK (case "day_changes"."name" when 'clarify' then "day_changes"."days" between 30 and 400 when 'consent' then "day_changes"."days" between 10 and 400 when 'feedback_latest' then "day_changes"."days" between 1 and 12 when 'drift' then "day_changes"."days" between 3 and 30 else case "day_changes"."kind" when 'handling' then "day_changes"."days" between 0 and 400 when 'retention' then "day_changes"."days" between 60 and 3650 else false end end);
--> statement-breakpoint
grant update (withdrawn_by, withdrawn_on) on day_changes to wbs_app;
--> statement-breakpoint
-- Of what was confirmed nothing changes but that it is withdrawn, once.
drop trigger confirmed_days_stay on day_changes;
--> statement-breakpoint
create trigger confirmed_days_stay before update on day_changes
  for each row when (old.confirmed_by is not null and current_user = 'wbs_app' and (old.withdrawn_by is not null
    or (new.confirmed_by, new.confirmed_on) is distinct from (old.confirmed_by, old.confirmed_on)))
  execute function keep_confirmed_days();
--> statement-breakpoint
create trigger confirmed_days_are_kept before delete on day_changes
  for each row when (old.confirmed_by is not null and current_user = 'wbs_app') execute function keep_confirmed_days();
