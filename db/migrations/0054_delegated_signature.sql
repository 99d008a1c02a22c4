-- Up to which rank a PPK may have decrees signed; what an administrator has given already stays.
update reference_rows
set data = data || jsonb_build_object('delegableTo',
  case when data ->> 'decreeBy' = 'ppk' and data ->> 'rankFrom' <> 'IV/a' then 'III/d' end)
where table_name = 'authority_rules' and not data ? 'delegableTo';
