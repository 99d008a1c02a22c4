-- Until now every item had five options, and the one section with weighted options was known by its code.
update exam_programmes set sections = (
  select jsonb_agg(section || jsonb_build_object(
    'scoring', case when section ->> 'code' = 'TKP' then 'weighted' else 'single' end,
    'optionCount', 5
  ) order by place)
  from jsonb_array_elements(sections) with ordinality as s (section, place)
);
