ALTER TABLE "exam_item_versions" ADD COLUMN "option_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- Until now papers called an option what its writer or its file calls it, in the order of the bank: `correct`, or the
-- first one each time, told the key. Each item has another version, the same but for the ids of its options
-- (lib/cat/option-ids.server.ts). Papers that were made keep their version, so answers, keys and seals stay as they are.
do $$
begin
  set local role satya_system;
  with latest as (
    select distinct on (item_id) * from exam_item_versions order by item_id, number desc
  ), drawn as materialized (
    select v.id as version, o.place, o.option, 'o' || row_number() over (partition by v.id order by random()) as id
    from latest v, jsonb_array_elements(v.options) with ordinality as o (option, place)
  ), again as (
    insert into exam_item_versions (item_id, agency_id, number, stimulus, stem, options, option_names, keeps_order,
      explanation, source, written_by, reviewed_by, reviewed_at, created_at)
    select v.item_id, v.agency_id, v.number + 1, v.stimulus, v.stem, d.options, d.names, v.keeps_order, v.explanation,
      v.source, v.written_by, v.reviewed_by, v.reviewed_at, v.created_at
    from latest v, lateral (
      select jsonb_agg(option || jsonb_build_object('id', id) order by place) as options,
        array_agg(option ->> 'id' order by place) as names
      from drawn where version = v.id
    ) d where d.options is not null
    returning id, item_id, agency_id
  ), keys as (
    insert into exam_item_keys (version_id, agency_id, option, points)
    select a.id, a.agency_id, d.id, k.points
    from again a
    join latest v using (item_id)
    join drawn d on d.version = v.id
    join exam_item_keys k on k.version_id = v.id and k.option = d.option ->> 'id'
  )
  insert into audit_events (event, actor_name, role, agency_id, after, reason)
  select 'item.rename_options', 'Satya', 'system', agency_id, jsonb_build_object('items', count(*)),
    'Nama pilihan tidak boleh memberi tahu kuncinya kepada peserta'
  from again group by agency_id;
  reset role;
end $$;
