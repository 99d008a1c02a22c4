CREATE POLICY "sign_in_throttles_exam" ON "sign_in_throttles" AS PERMISSIVE FOR ALL TO "satya_exam" USING (key like 'pin:%') WITH CHECK (key like 'pin:%');--> statement-breakpoint
CREATE POLICY "audit_events_exam_insert" ON "audit_events" AS PERMISSIVE FOR INSERT TO "satya_exam" WITH CHECK ("account_id" is not distinct from (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "exam_incidents_exam" ON "exam_incidents" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (kind in ('pause', 'extra_time'));--> statement-breakpoint
CREATE POLICY "exam_late_answers_exam" ON "exam_late_answers" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_late_answers_exam_insert" ON "exam_late_answers" AS PERMISSIVE FOR INSERT TO "satya_exam" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_receipts_exam" ON "exam_receipts" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_rooms_exam" ON "exam_rooms" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_session_rooms_exam" ON "exam_session_rooms" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_sites_exam" ON "exam_sites" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_announcement_lines_exam" ON "exam_announcement_lines" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_announcements_exam" ON "exam_announcements" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_objections_exam" ON "exam_objections" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_objections_exam_insert" ON "exam_objections" AS PERMISSIVE FOR INSERT TO "satya_exam" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_session_files_exam" ON "exam_session_files" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_candidates_exam" ON "exam_candidates" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_formations_exam" ON "exam_formations" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_passing_grades_exam" ON "exam_passing_grades" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "exam_programmes_exam" ON "exam_programmes" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "files_exam_insert" ON "files" AS PERMISSIVE FOR INSERT TO "satya_exam" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issued_documents_exam" ON "issued_documents" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
CREATE POLICY "signing_items_exam" ON "signing_items" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (kind = 'exam_certificate');--> statement-breakpoint
CREATE POLICY "agencies_exam" ON "agencies" AS PERMISSIVE FOR SELECT TO "satya_exam" USING (true);--> statement-breakpoint
-- What candidates and whoever comes by are answered is read by the exam room's role, column by column: no key, no item,
-- no NIK, nothing that would tell the keys from what is published.
grant select (id, code, name, time_zone) on agencies to satya_exam;
--> statement-breakpoint
grant select (id, programme_id, formation_id, agency_id, number, name) on exam_candidates to satya_exam;
--> statement-breakpoint
grant select (id, name, sections, ranking) on exam_programmes to satya_exam;
--> statement-breakpoint
grant select (id, formation_kind, job_group) on exam_formations to satya_exam;
--> statement-breakpoint
grant select (programme_id, formation_kind, job_group, minimum_by_section) on exam_passing_grades to satya_exam;
--> statement-breakpoint
grant select (id, name, time_zone) on exam_sites to satya_exam;
--> statement-breakpoint
grant select (id, name) on exam_rooms to satya_exam;
--> statement-breakpoint
grant select (session_id, room_id) on exam_session_rooms to satya_exam;
--> statement-breakpoint
grant select (programme_id, site_id, agency_id, number, starts_at, closed_at, root, seal, is_board_shown) on exam_sessions
  to satya_exam;
--> statement-breakpoint
grant select (attempt_id, kind, reason, seconds, recorded_at) on exam_incidents to satya_exam;
--> statement-breakpoint
grant select (attempt_id, receipt) on exam_receipts to satya_exam;
--> statement-breakpoint
grant select (session_id, file_sha256) on exam_session_files to satya_exam;
--> statement-breakpoint
grant select (
  id, programme_id, agency_id, stage, version, reason, programme, formations, objections_until, published_at
) on exam_announcements to satya_exam;
--> statement-breakpoint
grant select (announcement_id, position, formation, number, line) on exam_announcement_lines to satya_exam;
--> statement-breakpoint
grant select (id, candidate_id, stage, text, file_name, filed_at, state, answer) on exam_objections to satya_exam;
--> statement-breakpoint
grant select (kind, item_id, state, document_id) on signing_items to satya_exam;
--> statement-breakpoint
grant select (
  id, code, kind, status, number, issued_on, issuing_office, signatory_title, masked_holder, signer, certificate_issuer,
  file_sha256, superseded_by_id, ended_on
) on issued_documents to satya_exam;
--> statement-breakpoint
-- What candidates write: which device is theirs, the tries of their PIN, an objection, answers that came too late.
grant update (epoch, device, asked_by_device, device_asked_at) on exam_attempts to satya_exam;
--> statement-breakpoint
grant select, insert, update, delete on sign_in_throttles to satya_exam;
--> statement-breakpoint
grant insert (announcement_id, candidate_id, agency_id, stage, text, file_sha256, file_name, filed_at) on exam_objections
  to satya_exam;
--> statement-breakpoint
grant select (attempt_id, digest), insert on exam_late_answers to satya_exam;
--> statement-breakpoint
grant insert on files, audit_events to satya_exam;
--> statement-breakpoint
revoke insert on exam_objections, exam_late_answers from satya_system;
