ALTER TABLE "exam_incidents" ADD COLUMN "declined_by" uuid;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD COLUMN "declined_name" text;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD COLUMN "decline_reason" text;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_declined" CHECK (declined_by is distinct from recorded_by and (declined_at is null) = (decline_reason is null)
        and (declined_at is null or decided_at is null));
--> statement-breakpoint
grant update (declined_by, declined_name, declined_at, decline_reason) on exam_incidents to satya_app, satya_national;
