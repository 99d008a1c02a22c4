CREATE TYPE "public"."evaluation_kind" AS ENUM('periodic', 'annual');--> statement-breakpoint
CREATE TYPE "public"."evaluation_state" AS ENUM('open', 'confirmed', 'received', 'objected', 'answered', 'accepted', 'kept', 'changed');--> statement-breakpoint
CREATE TABLE "evaluation_behaviours" (
	"evaluation_id" uuid NOT NULL,
	"value" text NOT NULL,
	"feedback" text NOT NULL,
	CONSTRAINT "evaluation_behaviours_evaluation_id_value_pk" PRIMARY KEY("evaluation_id","value"),
	CONSTRAINT "evaluation_behaviours_text" CHECK (btrim(feedback) <> '')
);
--> statement-breakpoint
ALTER TABLE "evaluation_behaviours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evaluation_lines" (
	"evaluation_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"realisation" text DEFAULT '' NOT NULL,
	"rollup" jsonb NOT NULL,
	"feedback" text DEFAULT '' NOT NULL,
	CONSTRAINT "evaluation_lines_evaluation_id_item_id_pk" PRIMARY KEY("evaluation_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "evaluation_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"kind" "evaluation_kind" NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"employee_id" uuid NOT NULL,
	"appraiser_id" uuid NOT NULL,
	"superior_id" uuid,
	"agency_id" integer NOT NULL,
	"unit_id" integer,
	"state" "evaluation_state" DEFAULT 'open' NOT NULL,
	"confirmed_at" timestamp with time zone,
	"result_rating" text,
	"behaviour_rating" text,
	"predicate" text,
	"ground" text,
	"deviation_reason" text,
	"received_on" date,
	"objected_on" date,
	"objection" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	"decision" text,
	"decided_at" timestamp with time zone,
	"first_result_rating" text,
	"first_behaviour_rating" text,
	CONSTRAINT "evaluations_employeeId_kind_startsOn_unique" UNIQUE("employee_id","kind","starts_on"),
	CONSTRAINT "evaluations_not_oneself" CHECK (employee_id <> appraiser_id and employee_id is distinct from superior_id),
	CONSTRAINT "evaluations_period" CHECK (ends_on >= starts_on),
	CONSTRAINT "evaluations_ratings" CHECK (result_rating in ('above', 'as_expected', 'below') and behaviour_rating in ('above', 'as_expected', 'below')),
	CONSTRAINT "evaluations_predicate" CHECK (predicate is not distinct from case
  when result_rating is null or behaviour_rating is null then null
  when behaviour_rating = 'below' then case when result_rating = 'below' then 'very_poor' else 'poor' end
  when result_rating = 'below' then 'needs_improvement'
  when result_rating = 'above' and behaviour_rating = 'above' then 'very_good'
  else 'good' end),
	CONSTRAINT "evaluations_received" CHECK ((state in ('open', 'confirmed')) = (received_on is null)),
	CONSTRAINT "evaluations_rated" CHECK (received_on is null or (predicate is not null and btrim(coalesce(ground, '')) <> '')),
	CONSTRAINT "evaluations_objected" CHECK (objected_on is null or (received_on is not null and btrim(coalesce(objection, '')) <> '')),
	CONSTRAINT "evaluations_decided" CHECK ((state in ('kept', 'changed')) = (decided_at is not null))
);
--> statement-breakpoint
ALTER TABLE "evaluations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unit_achievements" (
	"unit_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"agency_id" integer NOT NULL,
	"predicate" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_achievements_unit_id_year_pk" PRIMARY KEY("unit_id","year"),
	CONSTRAINT "unit_achievements_predicate" CHECK (predicate in ('excellent', 'good', 'needs_improvement', 'poor', 'very_poor'))
);
--> statement-breakpoint
ALTER TABLE "unit_achievements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "evaluation_behaviours" ADD CONSTRAINT "evaluation_behaviours_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_lines" ADD CONSTRAINT "evaluation_lines_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_lines" ADD CONSTRAINT "evaluation_lines_item_id_plan_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."plan_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_appraiser_id_employees_id_fk" FOREIGN KEY ("appraiser_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_superior_id_employees_id_fk" FOREIGN KEY ("superior_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_achievements" ADD CONSTRAINT "unit_achievements_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_achievements" ADD CONSTRAINT "unit_achievements_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evaluations_plan_id_index" ON "evaluations" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "evaluations_appraiser_id_index" ON "evaluations" USING btree ("appraiser_id");--> statement-breakpoint
CREATE INDEX "evaluations_superior_id_index" ON "evaluations" USING btree ("superior_id");--> statement-breakpoint
CREATE INDEX "evaluations_unit_id_starts_on_index" ON "evaluations" USING btree ("unit_id","starts_on");--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_app" ON "evaluation_behaviours" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id));--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_insert" ON "evaluation_behaviours" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_update" ON "evaluation_behaviours" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_delete" ON "evaluation_behaviours" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_national" ON "evaluation_behaviours" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "evaluation_behaviours_system" ON "evaluation_behaviours" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "evaluation_lines_app" ON "evaluation_lines" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id));--> statement-breakpoint
CREATE POLICY "evaluation_lines_insert" ON "evaluation_lines" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_lines_update" ON "evaluation_lines" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_lines_delete" ON "evaluation_lines" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "evaluation_lines_national" ON "evaluation_lines" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "evaluation_lines_system" ON "evaluation_lines" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "evaluations_app" ON "evaluations" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "evaluations_insert" ON "evaluations" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "evaluations_update" ON "evaluations" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "evaluations_delete" ON "evaluations" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
  or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "evaluations_national" ON "evaluations" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "evaluations_system" ON "evaluations" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "unit_achievements_read" ON "unit_achievements" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "unit_achievements_insert" ON "unit_achievements" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "unit_achievements_update" ON "unit_achievements" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "unit_achievements_delete" ON "unit_achievements" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "unit_achievements_national" ON "unit_achievements" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "unit_achievements_system" ON "unit_achievements" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['evaluations', 'evaluation_lines', 'evaluation_behaviours', 'unit_achievements'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
    execute format('grant select, insert, update on %I to satya_app, satya_national', name);
  end loop;
end $$;
--> statement-breakpoint
create function evaluations_final() returns trigger language plpgsql set search_path = public as $$
begin
  raise exception 'evaluation % is final', old.id using errcode = 'check_violation', constraint = 'evaluations_final';
end $$;
--> statement-breakpoint
create trigger evaluations_final before update on evaluations for each row
  when (old.state in ('accepted', 'kept', 'changed')) execute function evaluations_final();
--> statement-breakpoint
-- How many people of a unit have which predikat for a year, for an appraiser of the unit: numbers and no names.
create function evaluation_distribution(unit int, of_year int) returns table (predicate text, people int)
language sql stable security definer set search_path = public as $$
  select e.predicate, count(*)::int from evaluations e
  where e.unit_id = unit and e.kind = 'annual' and date_part('year', e.starts_on) = of_year and e.predicate is not null
    and exists (select from plans p where p.unit_id = unit
      and p.appraiser_id = nullif(current_setting('satya.employee', true), '')::uuid)
  group by e.predicate
$$;
--> statement-breakpoint
-- Writes the result of a year that the appraiser sent, or the superior changed, into the history of the person, in the
-- place of what stood for that year. Neither of them may write histories: the function takes all it writes from the
-- evaluation itself.
create function keep_evaluation_result(evaluation uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  actor uuid := nullif(current_setting('satya.employee', true), '')::uuid;
  e evaluations;
  people jsonb;
  before uuid;
begin
  select * into e from evaluations where id = evaluation and kind = 'annual' and predicate is not null
    and actor in (appraiser_id, superior_id);
  if not found then
    raise exception 'no result of a year to keep' using errcode = 'insufficient_privilege';
  end if;
  select p.people into people from plans p where p.id = e.plan_id;
  select h.id into before from performance_history h
    where h.employee_id = e.employee_id and h.year = date_part('year', e.starts_on) and not h.is_void
      and not exists (select from performance_history newer where newer.replaces_id = h.id)
    order by h.recorded_at desc limit 1;
  insert into performance_history (employee_id, effective_on, source, source_id, replaces_id, reason, recorded_by, year,
    predicate, work_result, behaviour, appraiser_name, superior_name)
  values (e.employee_id, e.ends_on, 'evaluation', e.id, before,
    case when before is not null then
      case when e.state = 'changed' then 'Keputusan atas keberatan' else 'Evaluasi kinerja tahunan' end end,
    nullif(current_setting('satya.account', true), '')::uuid, date_part('year', e.starts_on), e.predicate,
    e.result_rating, e.behaviour_rating, people->'appraiser'->>'name', people->'superior'->>'name');
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['evaluation_distribution(int, int)', 'keep_evaluation_result(uuid)'] loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to satya_app, satya_national', name);
    execute format('grant create on schema public to satya_system');
    execute format('alter function %s owner to satya_system', name);
    execute format('revoke create on schema public from satya_system');
  end loop;
end $$;
