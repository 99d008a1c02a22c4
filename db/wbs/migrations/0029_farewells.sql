ALTER TABLE "conflicts" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "epoch" integer;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "signature" "bytea";--> statement-breakpoint
ALTER TABLE "departures" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "departures" ADD COLUMN "epoch" integer;--> statement-breakpoint
ALTER TABLE "departures" ADD COLUMN "signature" "bytea";