-- Writers wait while this is built. Where that is too long, build it beforehand with "create index concurrently": it is
-- then found here.
CREATE INDEX IF NOT EXISTS "evaluations_agency_id_starts_on_index" ON "evaluations" USING btree ("agency_id","starts_on");