DROP POLICY "exam_rulings_app" ON "exam_rulings" CASCADE;--> statement-breakpoint
DROP POLICY "exam_rulings_national" ON "exam_rulings" CASCADE;--> statement-breakpoint
DROP POLICY "exam_rulings_system" ON "exam_rulings" CASCADE;--> statement-breakpoint
DROP POLICY "exam_photos_app" ON "exam_photos" CASCADE;--> statement-breakpoint
CREATE POLICY "exam_rulings_app_insert" ON "exam_rulings" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_rulings_app_update" ON "exam_rulings" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and decided_at is null) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_rulings_national_insert" ON "exam_rulings" AS PERMISSIVE FOR INSERT TO "satya_national" WITH CHECK (true and "proposed_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_rulings_national_update" ON "exam_rulings" AS PERMISSIVE FOR UPDATE TO "satya_national" USING (true and decided_at is null) WITH CHECK (true and "decided_by" = (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_photos_insert" ON "exam_photos" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and exists (
        select 1 from exam_candidates c where c.id = candidate_id and c.agency_id = exam_photos.agency_id));--> statement-breakpoint
CREATE POLICY "exam_photos_update" ON "exam_photos" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and exists (
        select 1 from exam_candidates c where c.id = candidate_id and c.agency_id = exam_photos.agency_id)) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and exists (
        select 1 from exam_candidates c where c.id = candidate_id and c.agency_id = exam_photos.agency_id));--> statement-breakpoint
CREATE POLICY "exam_photos_delete" ON "exam_photos" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) and exists (
        select 1 from exam_candidates c where c.id = candidate_id and c.agency_id = exam_photos.agency_id));--> statement-breakpoint
CREATE POLICY "exam_rulings_app" ON "exam_rulings" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_rulings_national" ON "exam_rulings" AS PERMISSIVE FOR SELECT TO "satya_national" USING (true);--> statement-breakpoint
CREATE POLICY "exam_rulings_system" ON "exam_rulings" AS PERMISSIVE FOR SELECT TO "satya_system" USING (true);--> statement-breakpoint
CREATE POLICY "exam_photos_app" ON "exam_photos" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
-- Who proposes does not decide: an insert says nothing of a decision. No job of the system does either.
revoke insert on exam_rulings from satya_app, satya_national, satya_system;
--> statement-breakpoint
revoke update (decided_by, decided_name, decided_at, decline_reason) on exam_rulings from satya_system;
--> statement-breakpoint
grant insert (id, programme_id, agency_id, kind, announcement_id, numbers, reason, proposed_by, proposed_name,
  proposed_at) on exam_rulings to satya_app, satya_national;
