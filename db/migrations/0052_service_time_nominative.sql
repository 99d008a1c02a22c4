-- A recognised PMK raises the masa kerja golongan and the pay that the nominatif shows.
create trigger service_time_history_nominative after insert on service_time_history
  referencing new table as added for each statement execute function nominative_mark_added();
