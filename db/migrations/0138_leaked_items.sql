ALTER TYPE "public"."exam_item_step" ADD VALUE 'leak';--> statement-breakpoint
ALTER TYPE "public"."exam_item_step" ADD VALUE 'restore';--> statement-breakpoint
ALTER TYPE "public"."exam_item_state" ADD VALUE 'leaked';