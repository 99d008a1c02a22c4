ALTER TABLE "key_offers" DROP CONSTRAINT "a_lock_lies_in_one_place";--> statement-breakpoint
update key_offers set locked = null where state = 'refused';--> statement-breakpoint
ALTER TABLE "key_offers" ADD CONSTRAINT "a_lock_lies_in_one_place" CHECK (("key_offers"."state"::text in ('listed', 'refused')) = ("key_offers"."locked" is null));