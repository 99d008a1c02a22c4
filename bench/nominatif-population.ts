import type { Sql } from 'postgres'

const PEOPLE_PER_AGENCY = 2_000
const UNITS_PER_AGENCY = 34

/**
 * Fills an empty database with N invented employees and their histories, in the shape the rules read and nothing more:
 * five rank rows, two posts, four predicates and one diploma each, credit points of functional staff, a few
 * examinations, punishments and corrections. Same N, same people.
 */
export async function populate(owner: Sql, people: number): Promise<void> {
  const restoreIndexes = await dropHistoryIndexes(owner)
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const statements = [
      agencies,
      positions,
      employees,
      ranks,
      posts,
      diplomas,
      predicates,
      points,
      training,
      punishments,
    ]
    for (const statement of statements) await tx.unsafe(statement(people))
  })
  await restoreIndexes()
  await owner`vacuum analyze`
}

/** Millions of rows are written faster when their indexes are built afterwards. */
async function dropHistoryIndexes(owner: Sql): Promise<() => Promise<void>> {
  const indexes = await owner<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename like '%\\_history' and indexname not like '%\\_pkey'`
  for (const { name } of indexes) await owner`drop index ${owner(name)}`
  return async () => {
    await owner`set maintenance_work_mem = '512MB'`
    for (const { definition } of indexes) await owner.unsafe(definition)
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx.unsafe(correctedPredicates)
    })
  }
}

/** A number from 0 to below `below` that depends on the person and on what it is for. */
const dice = (below: number, salt: number) => `(abs(hashint8extended(n, ${salt})) % ${below})::int`

const RANKS = `'{I/a,I/b,I/c,I/d,II/a,II/b,II/c,II/d,III/a,III/b,III/c,III/d,IV/a,IV/b,IV/c,IV/d,IV/e}'::rank_code[]`

const agencies = (people: number) => `
  insert into agencies (id, code, name, kind)
  select a, lpad(a::text, 4, '0'), 'Instansi ' || a, 'regency'
  from generate_series(1, ${Math.ceil(people / PEOPLE_PER_AGENCY)}) a;
  insert into units (id, agency_id, parent_id, code, name, head_title, head_echelon, preorder, last_preorder)
  select a.id * 100 + u, a.id, case when u > 0 then a.id * 100 end, lpad(u::text, 4, '0'), 'Unit ' || u,
    'Kepala Unit ' || u, case when u = 0 then 'II.b' else 'III.a' end, u, case when u = 0 then ${UNITS_PER_AGENCY} else u end
  from agencies a, generate_series(0, ${UNITS_PER_AGENCY - 1}) u`

const positions = () => `
  insert into positions (id, kind, name) select 1000 + u, 'structural', 'Kepala Unit ' || u
  from generate_series(0, ${UNITS_PER_AGENCY - 1}) u;
  insert into positions (id, kind, name) select 2000 + i, 'executing', 'Pelaksana ' || i from generate_series(1, 40) i;
  insert into positions (id, kind, name, category, grade)
  select 3000 + i * 10 + g.o, 'functional', 'Guru ' || i || ' ' || g.grade, 'keahlian', g.grade
  from generate_series(1, 20) i,
    (values (1, 'Ahli Pertama'), (2, 'Ahli Muda'), (3, 'Ahli Madya')) g(o, grade)`

/** One row of numbers per person, from which every table below is written. */
const person = (people: number) => `
  select n, md5(n::text)::uuid as id, 1 + n / ${PEOPLE_PER_AGENCY} as agency_id,
    (1 + n / ${PEOPLE_PER_AGENCY}) * 100 + n % ${UNITS_PER_AGENCY} as unit_id, n % ${UNITS_PER_AGENCY} as unit,
    born_on, cpns_on, since, level, start,
    case when n % ${PEOPLE_PER_AGENCY} < ${UNITS_PER_AGENCY} then 'structural'
      when ${dice(100, 4)} < 45 then 'functional' else 'executing' end::position_kind as kind,
    (${RANKS})[least(start + 4, 16)] as rank
  from (
    select n, date '1969-01-01' + n % 12000 as born_on,
      (date_trunc('month', date '1969-01-01' + n % 12000) + make_interval(years => 23 + ${dice(3, 1)}))::date as cpns_on,
      (date '2021-04-01' + make_interval(months => ${dice(12, 2)} * 6))::date as since,
      (array['20', '30', '40', '40', '45'])[1 + ${dice(5, 3)}] as level,
      (array[5, 6, 9, 9, 10])[1 + ${dice(5, 3)}] as start
    from generate_series(0, ${people - 1}) n
  ) drawn`

const employees = (people: number) => `
  insert into employees (id, agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, legal_status,
    status, cpns_on, pns_on, rank, rank_since, rank_service_months, position_id, position_kind, position_name,
    position_since, echelon, unit_id, education_level, education_name, graduated_year)
  select id, agency_id, agency_id,
    to_char(born_on, 'YYYYMMDD') || to_char(cpns_on, 'YYYYMM') || 1 + n % 2 || lpad((1 + n / 12000)::text, 3, '0'),
    full_name, upper(full_name), 'Pangkalpinang', born_on, case when n % 2 = 0 then 'male' else 'female' end::sex,
    case when ${dice(50, 5)} = 0 then '02' else '01' end, 'pns', cpns_on, (cpns_on + interval '1 year')::date, rank, since,
    96 + ${dice(120, 6)}, position_id, kind, position_name, since, case when kind = 'structural' then case when unit = 0 then 'II.b' else 'III.a' end end,
    unit_id, level, 'Manajemen', 2005
  from (
    select *, (array['Endang','Hendra','Kurnia','Nyoman','Rabiatul','Dedi','Yusmaniar','Galuh'])[1 + ${dice(8, 7)}] || ' ' ||
      (array['Saputra','Asmarani','Suartana','Adawiyah','Kurniawan','Lubis','Pratiwi','Zulfikar'])[1 + ${dice(8, 8)}] as full_name,
      case kind when 'structural' then 1000 + unit when 'executing' then 2001 + ${dice(40, 9)}
        else 3010 + 10 * ${dice(20, 10)} + case when rank >= 'IV/a' then 3 when rank >= 'III/c' then 2 else 1 end end as position_id
    from (${person(people)}) p
  ) p join (select id as position_id, name as position_name from positions) post using (position_id) order by n`

const ranks = (people: number) => `
  insert into rank_history (employee_id, effective_on, rank, service_months, decree_number, source)
  select id, case when k = 4 then since else (cpns_on + make_interval(months => least(k * 48, greatest(k, (since - cpns_on) / 32 - 4 + k))))::date end,
    (${RANKS})[least(start + k, 16)], 48 * k, '823/' || n || '/' || k, 'seed'
  from (${person(people)}) p, generate_series(0, 4) k order by n, k`

const posts = (people: number) => `
  insert into position_history (employee_id, effective_on, position_id, unit_id, echelon, inaugurated_on, source)
  select e.id, case k when 0 then e.cpns_on else e.position_since end,
    case k when 0 then 2001 else e.position_id end, e.unit_id, case k when 1 then e.echelon end,
    case k when 1 then e.position_since end, 'seed'
  from (select n, id from (${person(people)}) p) p join employees e using (id), generate_series(0, 1) k order by n, k`

const diplomas = (people: number) => `
  insert into education_history (employee_id, effective_on, level, program, graduated_year, source)
  select id, cpns_on, level, 'Manajemen', 2005, 'seed' from (${person(people)}) p order by n`

const predicates = (people: number) => `
  insert into performance_history (employee_id, effective_on, year, predicate, source)
  select id, make_date(year + 1, 1, 31), year,
    (array['good', 'good', 'good', 'very_good', 'needs_improvement', 'good', 'good', 'good'])[1 + ${dice(8, 11)} * year % 8], 'seed'
  from (${person(people)}) p, generate_series(2022, 2025) year where ${dice(20, 12)} <> year % 20 order by n, year`

const points = (people: number) => `
  insert into credit_point_history (employee_id, effective_on, period_starts_on, period_ends_on, main_thousandths, kind, source)
  select id, make_date(year + 1, 1, 31), make_date(year, 1, 1), make_date(year, 12, 31), 12500, 'conversion', 'seed'
  from (${person(people)}) p, generate_series(2023, 2025) year where kind = 'functional' order by n, year`

const training = (people: number) => `
  insert into training_history (employee_id, effective_on, kind, code, name, source)
  select id, date '2020-03-01', 'exam', 'UJIAN_DINAS_I', 'Ujian Dinas Tingkat I', 'seed'
  from (${person(people)}) p where ${dice(25, 13)} = 0`

const punishments = (people: number) => `
  insert into discipline_history (employee_id, effective_on, severity, ends_on, source)
  select id, date '2026-06-01', case n % 3 when 0 then 'light' when 1 then 'medium' else 'severe' end,
    date '2027-01-01' + ${dice(300, 14)}, 'seed'
  from (${person(people)}) p where ${dice(60, 15)} = 0`

const correctedPredicates = `
  insert into performance_history (employee_id, effective_on, year, predicate, source, replaces_id, reason)
  select employee_id, effective_on, year, 'good', 'update', id, 'Salah ketik' from performance_history
  where year = 2025 and predicate = 'needs_improvement' and abs(hashtext(employee_id::text)) % 40 = 0`
