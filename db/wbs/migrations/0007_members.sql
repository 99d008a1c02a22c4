ALTER TABLE "reports" ADD COLUMN "members" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
update reports set members = array(
  select holder from wraps
  where report_id = reports.id and ring = 'pesan' and epoch = reports.epoch and holder not in ('pelapor', 'pemulihan')
  order by holder);
--> statement-breakpoint
grant update (members) on reports to wbs_app;
