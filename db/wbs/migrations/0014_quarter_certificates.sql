ALTER TABLE "certificates" RENAME COLUMN "destroyed_on" TO "quarter_end";--> statement-breakpoint
-- Days that no ceremony signed yet are forgotten: their counts go to the end of their quarter.
with days as (delete from certificates returning quarter_end, reports)
insert into certificates (quarter_end, reports)
  select (date_trunc('quarter', quarter_end) + interval '3 months - 1 day')::date, sum(reports)::int from days group by 1;
