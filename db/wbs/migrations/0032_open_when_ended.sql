-- whoever has new facts about a report that ended may write them
update reports set is_frozen = false where state in ('forwarded', 'not_processed', 'closed', 'withdrawn', 'unreadable');
