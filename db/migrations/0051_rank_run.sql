ALTER TABLE "employees" ADD COLUMN "rank_service_on" date;
--> statement-breakpoint
-- A second decree of the same rank (SK PNS after SK CPNS, a corrected masa kerja) gives another masa kerja golongan and
-- begins no new rank: years in it count from the first decree after any other rank. PP 99/2000 art. 5.
create or replace function refresh_employees(ids uuid[]) returns void language sql security definer set search_path = public as $$
  update employees e
  set rank = r.rank, rank_since = held.since, rank_service_months = r.service_months,
      rank_service_on = nullif(r.effective_on, held.since),
      position_id = p.position_id, position_kind = p.kind, position_name = p.name, position_since = p.effective_on,
      echelon = p.echelon, unit_id = p.unit_id,
      education_level = d.level, education_name = d.program, graduated_year = d.graduated_year,
      version = e.version + 1, updated_at = now()
  from unnest(ids) as t(id)
  left join lateral (
    select h.rank, h.effective_on, h.service_months from rank_history h
    where h.employee_id = t.id and h.effective_on <= current_date and not h.is_void
      and not exists (select from rank_history n where n.replaces_id = h.id)
    order by h.effective_on desc, h.rank desc, h.recorded_at desc limit 1
  ) r on true
  left join lateral (
    select min(h.effective_on) as since from rank_history h
    where h.employee_id = t.id and h.rank = r.rank and h.effective_on <= r.effective_on and not h.is_void
      and not exists (select from rank_history n where n.replaces_id = h.id)
      and h.effective_on >= coalesce((
        select max(o.effective_on) from rank_history o
        where o.employee_id = t.id and o.rank <> r.rank and o.effective_on <= r.effective_on and not o.is_void
          and not exists (select from rank_history n where n.replaces_id = o.id)
      ), '-infinity')
  ) held on true
  left join lateral (
    select h.position_id, c.kind, c.name, h.effective_on, h.echelon, h.unit_id
    from position_history h join positions c on c.id = h.position_id
    where h.employee_id = t.id and h.effective_on <= current_date and h.assignment = 'definitive' and not h.is_void
      and not exists (select from position_history n where n.replaces_id = h.id)
    order by h.effective_on desc, h.recorded_at desc limit 1
  ) p on true
  left join lateral (
    select h.level, h.program, h.graduated_year from education_history h
    where h.employee_id = t.id and h.effective_on <= current_date and not h.is_void
      and not exists (select from education_history n where n.replaces_id = h.id)
    order by h.level desc, h.effective_on desc, h.recorded_at desc limit 1
  ) d on true
  where e.id = t.id
    and (e.rank, e.rank_since, e.rank_service_months, e.rank_service_on, e.position_id, e.position_since, e.echelon,
         e.unit_id, e.education_level, e.education_name, e.graduated_year)
      is distinct from
        (r.rank, held.since, r.service_months, nullif(r.effective_on, held.since), p.position_id, p.effective_on,
         p.echelon, p.unit_id, d.level, d.program, d.graduated_year)
$$;
--> statement-breakpoint
-- Those with two decrees of one rank are derived anew; the policies let only the system see everybody's.
do $$
begin
  set local role satya_system;
  perform refresh_employees(array(select distinct employee_id from rank_history group by employee_id, rank having count(*) > 1));
  reset role;
end $$;
