CREATE TABLE "day_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"days" integer NOT NULL,
	"source" text NOT NULL,
	"starts_on" date NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_on" date NOT NULL,
	"confirmed_by" uuid,
	"confirmed_on" date,
	CONSTRAINT "two_people" CHECK ("day_changes"."confirmed_by" <> "day_changes"."proposed_by"),
	CONSTRAINT "confirmation_is_whole" CHECK (("day_changes"."confirmed_by" is null) = ("day_changes"."confirmed_on" is null)),
	CONSTRAINT "starts_later" CHECK ("day_changes"."confirmed_on" < "day_changes"."starts_on"),
	CONSTRAINT "days_are_bearable" CHECK (case "day_changes"."kind" when 'handling' then "day_changes"."days" between 0 and 400 when 'retention' then "day_changes"."days" between 3 and 3650 else false end)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_proposal" ON "day_changes" USING btree ("kind","name") WHERE "day_changes"."confirmed_by" is null;
--> statement-breakpoint
grant select, insert, delete, update (confirmed_by, confirmed_on) on day_changes to wbs_app;
--> statement-breakpoint
revoke update (days, unit) on handling_days from wbs_app;
--> statement-breakpoint
-- What two people set stays: it says by which rule a deadline was counted, or a report deleted.
create function keep_confirmed_days() returns trigger language plpgsql as $$
begin
  raise exception 'a confirmed change of days is kept' using errcode = '42501';
end
$$;
--> statement-breakpoint
create trigger confirmed_days_stay before update or delete on day_changes
  for each row when (old.confirmed_by is not null and current_user = 'wbs_app') execute function keep_confirmed_days();
