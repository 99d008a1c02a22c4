DROP POLICY "exam_final_ties_app" ON "exam_final_ties" CASCADE;--> statement-breakpoint
DROP POLICY "exam_final_ties_national" ON "exam_final_ties" CASCADE;--> statement-breakpoint
DROP POLICY "exam_final_ties_system" ON "exam_final_ties" CASCADE;--> statement-breakpoint
DROP POLICY "exam_settlements_app" ON "exam_settlements" CASCADE;--> statement-breakpoint
DROP POLICY "exam_settlements_national" ON "exam_settlements" CASCADE;--> statement-breakpoint
DROP POLICY "exam_settlements_system" ON "exam_settlements" CASCADE;--> statement-breakpoint
CREATE POLICY "exam_final_ties_app_insert" ON "exam_final_ties" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_final_ties_app_update" ON "exam_final_ties" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and decided_at is null) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_final_ties_national_insert" ON "exam_final_ties" AS PERMISSIVE FOR INSERT TO "satya_national" WITH CHECK (true and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_final_ties_national_update" ON "exam_final_ties" AS PERMISSIVE FOR UPDATE TO "satya_national" USING (true and decided_at is null) WITH CHECK (true and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_settlements_app_insert" ON "exam_settlements" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_settlements_app_update" ON "exam_settlements" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and decided_at is null) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_settlements_national_insert" ON "exam_settlements" AS PERMISSIVE FOR INSERT TO "satya_national" WITH CHECK (true and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_settlements_national_update" ON "exam_settlements" AS PERMISSIVE FOR UPDATE TO "satya_national" USING (true and decided_at is null) WITH CHECK (true and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_final_ties_app" ON "exam_final_ties" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_final_ties_national" ON "exam_final_ties" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "exam_final_ties_system" ON "exam_final_ties" AS PERMISSIVE FOR SELECT TO "satya_system" USING (true);--> statement-breakpoint
CREATE POLICY "exam_settlements_app" ON "exam_settlements" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_settlements_national" ON "exam_settlements" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "exam_settlements_system" ON "exam_settlements" AS PERMISSIVE FOR SELECT TO "satya_system" USING (true);
--> statement-breakpoint
revoke insert on exam_final_ties from satya_app, satya_national, satya_system;
--> statement-breakpoint
revoke update (decided_by, decided_name, decided_at, decline_reason) on exam_final_ties from satya_system;
--> statement-breakpoint
grant insert (id, programme_id, agency_id, ahead, behind, reason, proposed_by, proposed_name, proposed_at)
  on exam_final_ties to satya_app, satya_national;
--> statement-breakpoint
revoke insert on exam_settlements from satya_app, satya_national, satya_system;
--> statement-breakpoint
grant insert (id, programme_id, agency_id, stage, fingerprint, reason, objections, changes, proposed_by, proposed_name,
  proposed_at) on exam_settlements to satya_app, satya_national;
