DROP POLICY "nip_counters_national" ON "nip_counters" CASCADE;--> statement-breakpoint
DROP POLICY "nip_counters_system" ON "nip_counters" CASCADE;--> statement-breakpoint
DROP TABLE "nip_counters" CASCADE;