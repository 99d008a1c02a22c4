-- Who has a proposal on its way for one period cannot be proposed for another: the nominatif follows when one opens or
-- ends. Steps between those two change nothing that it shows, and mark nobody.
create function nominative_mark_proposed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform nominative_mark(array[new.employee_id]);
  return null;
end $$;
--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function nominative_mark_proposed() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;
--> statement-breakpoint
create trigger promotion_proposals_nominative after insert on promotion_proposals
  referencing new table as added for each statement execute function nominative_mark_added();
--> statement-breakpoint
create trigger promotion_proposals_nominative_ended after update of state on promotion_proposals for each row
  when ((old.state in ('done', 'rejected', 'cancelled', 'turned_down', 'technical_revoked'))
    is distinct from (new.state in ('done', 'rejected', 'cancelled', 'turned_down', 'technical_revoked')))
  execute function nominative_mark_proposed();
