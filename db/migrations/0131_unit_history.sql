CREATE TYPE "public"."unit_change" AS ENUM('found', 'rename', 'move', 'head', 'end');--> statement-breakpoint
CREATE TABLE "unit_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"effective_on" date NOT NULL,
	"decree_number" text,
	"decree_on" date,
	"decree_by" text,
	"source" text NOT NULL,
	"source_id" text,
	"replaces_id" uuid,
	"is_void" boolean DEFAULT false NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"unit_id" integer NOT NULL,
	"change" "unit_change" NOT NULL,
	"name" text,
	"kind" text,
	"parent_id" integer,
	"head_title" text,
	"head_echelon" text,
	CONSTRAINT "unit_history_reason" CHECK (replaces_id is null or btrim(coalesce(reason, '')) <> ''),
	CONSTRAINT "unit_history_void" CHECK (not is_void or replaces_id is not null),
	CONSTRAINT "unit_history_name" CHECK ((btrim(coalesce(name, '')) <> '') = (change in ('found', 'rename'))),
	CONSTRAINT "unit_history_kind" CHECK (kind is null or change in ('found', 'rename')),
	CONSTRAINT "unit_history_parent" CHECK (parent_id is null or (change in ('found', 'move') and parent_id <> unit_id)),
	CONSTRAINT "unit_history_head" CHECK (num_nonnulls(head_title, head_echelon) = 0 or change in ('found', 'head'))
);
--> statement-breakpoint
ALTER TABLE "unit_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "founded_on" date;--> statement-breakpoint
ALTER TABLE "unit_history" ADD CONSTRAINT "unit_history_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unit_history_unit" ON "unit_history" USING btree ("unit_id","effective_on");--> statement-breakpoint
CREATE INDEX "unit_history_day" ON "unit_history" USING btree ("effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_history_replaces" ON "unit_history" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
ALTER TABLE "import_runs" DROP COLUMN "units_before";--> statement-breakpoint
CREATE POLICY "unit_history_app" ON "unit_history" AS PERMISSIVE FOR ALL TO "satya_app" USING (exists (select 1 from units u where u.id = unit_id and u.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]))) WITH CHECK (exists (select 1 from units u where u.id = unit_id and u.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "unit_history_national" ON "unit_history" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "unit_history_system" ON "unit_history" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON unit_history TO satya_system, satya_app, satya_national;
--> statement-breakpoint
-- Numbers the tree of an agency in pre-order: a subtree is one range, which each unit widens for all above it.
create function number_units(agency int) returns void language sql set search_path = pg_catalog, public, pg_temp as $$
  with recursive tree as (
    select id, array[code] as path, array[id] as above from units where agency_id = agency and parent_id is null
    union all
    select u.id, t.path || u.code, t.above || u.id
    from units u join tree t on t.id = u.parent_id where cardinality(t.path) < 20
  ), numbered as (
    select id, above, row_number() over (order by path)::int as place from tree
  ), ranged as (
    select above.id, max(n.place) as last from numbered n, unnest(n.above) as above (id) group by above.id
  )
  update units u set preorder = n.place, last_preorder = r.last
  from numbered n join ranged r on r.id = n.id
  where n.id = u.id and (u.preorder, u.last_preorder) is distinct from (n.place, r.last)
$$;
--> statement-breakpoint
-- Derives these units from the rows of their history: the days of founding and ending, and what is in force today. A unit
-- that is founded later has until then the name, place and head that it is founded with.
create function refresh_units(ids int[]) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  with standing as materialized (
    select h.* from unit_history h
    where h.unit_id = any(ids) and not h.is_void
      and not exists (select from unit_history n where n.replaces_id = h.id)
  ), founded as (
    select distinct on (unit_id) unit_id, effective_on, greatest(effective_on, current_date) as by
    from standing where change = 'found' order by unit_id, effective_on, recorded_at
  ), ended as (
    select distinct on (unit_id) unit_id, effective_on
    from standing where change = 'end' order by unit_id, effective_on, recorded_at
  ), named as (
    select distinct on (unit_id) s.unit_id, s.name, s.kind from standing s join founded f using (unit_id)
    where s.change in ('found', 'rename') and s.effective_on <= f.by
    order by unit_id, s.effective_on desc, s.change desc, s.recorded_at desc
  ), placed as (
    select distinct on (unit_id) s.unit_id, s.parent_id from standing s join founded f using (unit_id)
    where s.change in ('found', 'move') and s.effective_on <= f.by
    order by unit_id, s.effective_on desc, s.change desc, s.recorded_at desc
  ), headed as (
    select distinct on (unit_id) s.unit_id, s.head_title, s.head_echelon from standing s join founded f using (unit_id)
    where s.change in ('found', 'head') and s.effective_on <= f.by
    order by unit_id, s.effective_on desc, s.change desc, s.recorded_at desc
  )
  update units u
  set name = n.name, kind = n.kind, parent_id = p.parent_id, head_title = h.head_title, head_echelon = h.head_echelon,
      founded_on = f.effective_on, closed_on = e.effective_on
  from founded f
  join named n using (unit_id) join placed p using (unit_id) join headed h using (unit_id)
  left join ended e using (unit_id)
  where u.id = f.unit_id
    and (u.name, u.kind, u.parent_id, u.head_title, u.head_echelon, u.founded_on, u.closed_on)
      is distinct from (n.name, n.kind, p.parent_id, h.head_title, h.head_echelon, f.effective_on, e.effective_on);
  perform number_units(t.agency_id) from (select distinct agency_id from units where id = any(ids)) t;
end $$;
--> statement-breakpoint
create function refresh_changed_units() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refresh_units(array(select distinct unit_id from added));
  return null;
end $$;
--> statement-breakpoint
-- As the system, whose policies see every row, so that they work for any table owner.
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function refresh_units(int[]) owner to satya_system';
  execute 'alter function refresh_changed_units() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
revoke execute on function number_units(int), refresh_units(int[]), refresh_changed_units() from public;
--> statement-breakpoint
grant execute on function number_units(int) to satya_system, satya_app;
--> statement-breakpoint
create trigger unit_history_refresh after insert on unit_history
  referencing new table as added for each statement execute function refresh_changed_units();
--> statement-breakpoint
-- Units came by import alone, which tells no day: they stand since before anybody wrote it down.
do $$
begin
  set local role satya_system;
  insert into unit_history (unit_id, change, effective_on, source, name, kind, parent_id, head_title, head_echelon)
  select id, 'found'::unit_change, '1900-01-01', 'import', coalesce(nullif(btrim(name), ''), code), kind, parent_id, head_title, head_echelon from units
  union all
  select id, 'end', closed_on, 'import', null, null, null, null, null from units where closed_on is not null;
  reset role;
end $$;
--> statement-breakpoint
ALTER TABLE unit_history FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A unit below which another one will stand by a decided change stays, too.
create or replace function remove_unused_units(agency int, ids int[]) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  unit int;
begin
  for unit in
    select u.id from units u where u.agency_id = agency and u.id = any(ids) order by u.preorder desc
  loop
    continue when exists (
      select from unit_history h where h.parent_id = unit and h.unit_id <> all(ids) and not h.is_void
        and not exists (select from unit_history n where n.replaces_id = h.id));
    begin
      delete from units where id = unit;
    exception when foreign_key_violation then
      null; -- somebody or something is in it: it stays
    end;
  end loop;
end $$;
