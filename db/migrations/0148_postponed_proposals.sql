ALTER TABLE "proposal_events" ADD COLUMN "effective_on" date;--> statement-breakpoint
-- The nominatif of both periods follows a proposal that moves from one to the other.
create trigger promotion_proposals_nominative_moved after update of effective_on on promotion_proposals for each row
  when (old.effective_on is distinct from new.effective_on) execute function nominative_mark_proposed();
