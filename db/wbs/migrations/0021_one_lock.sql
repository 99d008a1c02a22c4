ALTER TABLE "key_offers" ALTER COLUMN "locked" DROP NOT NULL;--> statement-breakpoint
grant update (locked) on key_offers to wbs_app;--> statement-breakpoint
update key_offers set locked = null where state = 'listed';--> statement-breakpoint
ALTER TABLE "key_offers" ADD CONSTRAINT "a_lock_lies_in_one_place" CHECK (("key_offers"."state"::text = 'listed') = ("key_offers"."locked" is null));
