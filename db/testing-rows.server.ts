import 'server-only'
import type { Sql, TransactionSql } from 'postgres'

/** Whose rows: the three settings that row-level security reads. */
export type Person = { agencies: string; employee: string; account: string }

type Column = { name: string; type: string; references: string | null; target: string | null; label: string | null }

/** Values that checks ask for and the generator cannot guess. */
const ATTEMPT = 'eeeeeeee-eeee-4eee-aeee-eeeeeeeeeeee'
const OTHER_EMPLOYEE = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
const HISTORY_ROW = 'dddddddd-dddd-4ddd-addd-dddddddddddd'
const DOCUMENT = 'cccccccc-cccc-4ccc-accc-cccccccccccc'
const VALUES: Record<string, Record<string, unknown>> = {
  absence_imports: { headings: [], rows: [] },
  absences: { absent_on: '2025-12-01' },
  appraisers: { appraiser_id: OTHER_EMPLOYEE },
  daily_entries: { kind: 'general', ends_minute: 2, appraiser_id: OTHER_EMPLOYEE },
  entry_evidence: { kind: 'link', url: 'https://contoh.go.id', file_sha256: null },
  employee_documents: { id: DOCUMENT },
  history_documents: { history: 'rank_history', row_id: HISTORY_ROW, document_id: DOCUMENT },
  history_verifications: { history: 'rank_history', row_id: HISTORY_ROW },
  rank_history: { id: HISTORY_ROW },
  distinct_people: { other_id: OTHER_EMPLOYEE },
  entry_reminders: { days: ['2026-01-01'] },
  evaluations: { appraiser_id: OTHER_EMPLOYEE },
  exam_announcements: { objections_until: '2026-01-04' },
  exam_answer_events: { attempt_id: ATTEMPT },
  exam_attempts: { id: ATTEMPT },
  exam_candidate_imports: { rows: [] },
  exam_candidates: { nik: '1901014101000001', sex: 'F' },
  exam_final_ties: { ahead: [], behind: [] },
  exam_incidents: { recorded_by: OTHER_EMPLOYEE },
  exam_late_answers: { changes: [{ item: 1, option: 'o1' }] },
  exam_item_imports: { items: [] },
  exam_rulings: { numbers: [] },
  exam_settlements: { objections: [], changes: [] },
  exam_item_versions: { options: [] },
  exam_programmes: { sections: [] },
  exam_second_plans: { tests: [] },
  exam_sites: { time_zone: 'Asia/Jakarta' },
  exam_photos: { kind: 'desk', sha256: '0'.repeat(64) },
  files: { sha256: '0'.repeat(64) },
  issued_documents: { code: '0123456789AB' },
  plan_feedback: { value: 'service' },
  plans: { appraiser_id: OTHER_EMPLOYEE },
  unit_history: { name: 'Unit' },
  unit_achievements: { predicate: 'good' },
}

export async function listTables(owner: Sql): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`
  return rows.map(({ name }) => name)
}

/** One row in every table that has none, its parents first; triggers are off, checks are not. */
export async function fillEveryTable(owner: Sql, person: Person): Promise<void> {
  const empty = new Set(await emptyTables(owner))
  if (empty.size === 0) return
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const fill = async (table: string): Promise<void> => {
      if (!empty.delete(table)) return
      const columns = await columnsOf(tx, table)
      for (const { references } of columns) if (references) await fill(references)
      await insertRow(tx, table, columns, person)
    }
    for (const table of [...empty]) await fill(table)
  })
}

async function emptyTables(owner: Sql): Promise<string[]> {
  const asked = (await listTables(owner)).map(
    (table) => `select '${table}' as name where not exists (select from ${table})`,
  )
  const rows = await owner.unsafe<{ name: string }[]>(asked.join(' union all '))
  return rows.map(({ name }) => name)
}

/** The columns that a row must have, and those that say whose it is. */
async function columnsOf(tx: TransactionSql, table: string): Promise<Column[]> {
  return tx<Column[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      f.confrelid::regclass::text as references,
      (select t.attname from pg_attribute t where t.attrelid = f.confrelid and t.attnum = f.confkey[1]) as target,
      (select e.enumlabel from pg_enum e where e.enumtypid = a.atttypid order by e.enumsortorder limit 1) as label
    from pg_attribute a
    left join pg_constraint f on f.conrelid = a.attrelid and f.contype = 'f' and f.conkey = array[a.attnum]
      and f.confrelid <> a.attrelid
    where a.attrelid = ${`public.${table}`}::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a'
      and a.attgenerated = ''
      and ((a.attnotnull and not a.atthasdef and a.attidentity = '')
        or a.attname in ('agency_id', 'employee_id', 'account_id', 'owner_id', 'created_by', 'uploaded_by'))`
}

async function insertRow(tx: TransactionSql, table: string, columns: Column[], person: Person): Promise<void> {
  const values: Record<string, unknown> = {}
  for (const column of columns) values[column.name] = await sampleFor(tx, column, person)
  Object.assign(values, VALUES[table])
  await tx`insert into ${tx(table)} ${tx(values as Record<string, string>)}`
}

async function sampleFor(tx: TransactionSql, { name, type, references, target, label }: Column, person: Person) {
  if (references === 'agencies') return Number(person.agencies)
  if (references === 'employees' || name === 'employee_id') return person.employee
  if (references === 'accounts') return person.account
  if (name === 'agency_id') return Number(person.agencies)
  if (/^(account_id|owner_id|created_by|uploaded_by)$/.test(name) && type === 'uuid') return person.account
  if (references === 'units') {
    const [unit] = await tx`select id from units where agency_id = ${Number(person.agencies)} limit 1`
    return unit?.id
  }
  if (references && target) {
    const [row] = await tx.unsafe(`select ${target} as value from ${references} limit 1`)
    return row?.value
  }
  if (label) return label
  const samples: Record<string, unknown> = {
    integer: 1,
    bigint: 1,
    smallint: 1,
    boolean: false,
    date: '2026-01-01',
    jsonb: {},
    uuid: person.account,
    'timestamp with time zone': '2026-01-01T00:00:00Z',
    bytea: Buffer.from('x'),
    'text[]': [],
    'date[]': [],
    xid8: '1',
  }
  return samples[type] ?? 'x'
}
