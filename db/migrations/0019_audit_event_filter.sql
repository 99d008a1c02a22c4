-- Writers wait while this is built, a minute or two on a hundred million events. Where that is too long, build it
-- beforehand with "create index concurrently": it is then found here.
CREATE INDEX IF NOT EXISTS "audit_events_event" ON "audit_events" USING btree ("event" collate "C","seq");
