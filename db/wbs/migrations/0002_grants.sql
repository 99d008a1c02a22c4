-- What is signed, chained or logged is never changed; what is kept for a time may go.
grant usage on schema public to wbs_app;
--> statement-breakpoint
grant select, insert, delete on reports, wraps, messages, attachments, attachment_parts, seals, seal_shares, events,
  recipient_keys, wrapped_keys, spent_proofs to wbs_app;
--> statement-breakpoint
grant select, insert on manifests, log_leaves, checkpoints to wbs_app;
--> statement-breakpoint
grant update (epoch, state, due_on, is_quarantined, is_frozen, statistic_category) on reports to wbs_app;
--> statement-breakpoint
grant update (sha256) on attachments to wbs_app;
--> statement-breakpoint
grant update (ends_on, revoked_on) on recipient_keys to wbs_app;
--> statement-breakpoint
grant update (kdf, ct) on wrapped_keys to wbs_app;
--> statement-breakpoint
grant select on holidays to wbs_app;
