ALTER TABLE "promotion_proposals" ADD COLUMN "verifier_name" text;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD COLUMN "document_type" text;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD COLUMN "document_id" uuid;