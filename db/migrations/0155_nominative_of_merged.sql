-- A record that leads to another one leaves the list, and comes back once it stands for itself again.
create or replace trigger employees_nominative
  after update of legal_status, status, is_blocked, born_on, cpns_on, pns_on, deceased_on, agency_id, name, nip,
    merged_into_id on employees
  for each row
  when ((old.legal_status, old.status, old.is_blocked, old.born_on, old.cpns_on, old.pns_on, old.deceased_on,
         old.agency_id, old.name, old.nip, old.merged_into_id)
    is distinct from (new.legal_status, new.status, new.is_blocked, new.born_on, new.cpns_on, new.pns_on,
         new.deceased_on, new.agency_id, new.name, new.nip, new.merged_into_id))
  execute function nominative_mark_changed();
