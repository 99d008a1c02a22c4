-- Files that were kept before they had shred keys are covered at the next start.
grant update (ct) on offline_reports to wbs_app;
