CREATE TYPE "public"."message_ring" AS ENUM('pesan', 'catatan');--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_report_id_seq_pk";--> statement-breakpoint
ALTER TABLE "wraps" DROP CONSTRAINT "wraps_report_id_epoch_holder_pk";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "ring" "message_ring" DEFAULT 'pesan' NOT NULL;--> statement-breakpoint
ALTER TABLE "wraps" ADD COLUMN "ring" "message_ring" DEFAULT 'pesan' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_report_id_ring_seq_pk" PRIMARY KEY("report_id","ring","seq");--> statement-breakpoint
ALTER TABLE "wraps" ADD CONSTRAINT "wraps_report_id_ring_epoch_holder_pk" PRIMARY KEY("report_id","ring","epoch","holder");
