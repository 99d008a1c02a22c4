import { createCipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accountOf, database } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'

/**
 * Their part is no id of a row: a table of reference data, a code or a board for everybody, a way of signing in; or it
 * is a report, which lies in no table of the main database and is written down in none (e2e/wbs/case.spec.ts).
 */
export const withoutRows = [
  '/admin/acuan/[tabel]',
  '/api/templat/[nama]',
  '/v/[kode]',
  '/v/[kode]/berkas',
  '/api/auth/[...nextauth]',
  '/api/cat/[pintu]',
  '/api/kinerja/[pintu]',
  '/kinerja/harian/[berkas]',
  '/cat/bukti/[id]',
  '/cat/bukti/[id]/data',
  '/cat/pengumuman/[id]',
  '/cat/pengumuman/[id]/data',
  '/cat/papan/[id]',
  '/cat/ruang-ujian/[berkas]',
  '/lapor/[...lain]',
  '/lapor/[berkas]',
  '/lapor/api/[...pintu]',
  '/lapor/luring/[kelompok]',
  '/wbs/[id]',
]

/** One row of every kind that an address can name. */
export type Rows = {
  agency: string
  unit: string
  person: string
  proposal: string
  document: string
  letter: string
  account: string
  importRun: string
  item: string
  itemFile: string
  candidateFile: string
  absenceFile: string
  programme: string
  bulkRun: string
  batch: string
  exportFile: string
  examSession: string
  examAttempt: string
  examSite: string
  examProgramme: string
  examObjection: string
  plan: string
  evidence: string
}

/** The rows of a person of an agency who is nobody else's test; what a command started belongs to `starter`. */
export async function rowsOf(agencyId: number, starter: string): Promise<Rows & { userId: string }> {
  const [free] = await database<{ id: string }[]>`
    select e.id from employees e
    where e.agency_id = ${agencyId} and e.work_agency_id = ${agencyId} and e.status = 'pns' and e.legal_status = '01'
      and not exists (select from accounts a where a.employee_id = e.id)
      and not exists (select from promotion_proposals p where p.employee_id = e.id)
      and not exists (select from plans p where p.employee_id = e.id)
    order by random() limit 1`
  const person = free?.id ?? ''
  const proposal = await proposalFor(person)
  const { account, userId } = await accountFor(person)
  const sha = storedPdf()
  await database`insert into files (sha256, size_bytes, mime) values (${sha}, 8, 'application/pdf') on conflict do nothing`
  const letter = await idFrom(database`
    insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, number, issued_on,
      issuing_office, signatory_title, signatory_name, masked_holder, signer, certificate_issuer, file_sha256,
      page_count, data, issued_at, number_year)
    values (${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}, 'promotion_decree', 'promotion-decree-1',
      ${agencyId}, ${agencyId}, ${person}, ${randomUUID()}, '2026-11-20', 'Gubernur', 'Gubernur', 'Hidayat', 'R***',
      'test', 'UJI', ${sha}, 1, '{}', now(), 2026) returning id`)
  const document = await idFrom(database`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${person}, 'SK_PANGKAT', ${sha}, 'SK.pdf', 1) returning id`)
  const importRun = await idFrom(database`
    insert into import_runs (agency_id, file_name, file_bytes, created_by_name)
    values (${agencyId}, 'pegawai.xlsx', 8, 'Petugas') returning id`)
  const item = await itemFor(agencyId, account)
  const itemFile = await idFrom(database`
    insert into exam_item_imports (agency_id, account_id, file_name, items, created_at)
    values (${agencyId}, ${account}, 'soal.txt', '[]', now()) returning id`)
  const candidateFile = await idFrom(database`
    insert into exam_candidate_imports (programme_id, agency_id, account_id, file_name, rows, created_at)
    select id, ${agencyId}, ${account}, 'peserta.xlsx', '[]', now() from exam_programmes where code = 'SKD-2024'
    returning id`)
  const absenceFile = await idFrom(database`
    insert into absence_imports (agency_id, file_name, ground, headings, rows, created_by, created_at)
    values (${agencyId}, 'rekap.xlsx', 'Rekap presensi', '[]', '[]', ${account}, now()) returning id`)
  const programme = await idFrom(database`
    insert into exam_programmes (agency_id, code, name, year, sections, duration_seconds, accommodated_seconds,
      weight_percent, source, is_confirmed)
    values (${agencyId}, ${`UJI-${randomUUID()}`}, 'Ujian dinas', 2026, '[]', 6000, '{}', 100, 'uji', false) returning id`)
  const [unit] = await database<{ id: number }[]>`select min(id) as id from units where agency_id = ${agencyId}`
  const own = { agency: String(agencyId), unit: String(unit?.id), person, proposal, document, letter, account }
  const examSite = await idFrom(database`
    insert into exam_sites (agency_id, name, address, time_zone)
    values (${agencyId}, ${randomUUID()}, 'Jalan Uji 1', 'Asia/Jakarta') returning id`)
  const examSession = await idFrom(database`
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
    select id, ${examSite}, ${agencyId}, 1, now() + interval '1 day' from exam_programmes where code = 'SKD-2024'
    returning id`)
  const examProgramme = await idFrom(database`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      values (${randomUUID()}, 'Ujian', 2026, '[]', 6000, '{}', 40, 'uji', true) returning id
    )
    insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
      vacancies)
    select id, ${agencyId}, 'F-1', 'Analis Data', 'S-1', 'Muntok', 'umum', 1 from programme
    returning programme_id as id`)
  const examObjection = await idFrom(database`
    with candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select programme_id, id, agency_id, 'P-1', '1901010101000001', 'Peserta', 'Muntok', '2000-01-01', 'F', 'S-1', 350
      from exam_formations where programme_id = ${examProgramme} returning id, programme_id, agency_id
    ), announcement as (
      insert into exam_announcements (programme_id, agency_id, stage, version, programme, formations, objections_until,
        published_name, published_at)
      select programme_id, agency_id, 'first', 1, '{}', '[]', current_date, 'Panitia', now() from candidate returning id
    )
    insert into exam_objections (announcement_id, candidate_id, agency_id, stage, text, file_sha256, file_name, filed_at)
    select announcement.id, candidate.id, candidate.agency_id, 'first', 'Sanggah', ${sha}, 'bukti.pdf', now()
    from announcement, candidate returning id`)
  const rows = {
    ...own,
    importRun,
    item,
    itemFile,
    candidateFile,
    absenceFile,
    programme,
    examSession,
    examAttempt: await attemptFor(examSession, examProgramme),
    examSite,
    examProgramme,
    examObjection,
    ...(await workOf(person, sha)),
    userId,
  }
  return { ...rows, ...(await startedBy(starter, agencyId)) }
}

/** An attempt of a candidate of the programme, whose registration photo is there. */
async function attemptFor(sessionId: string, programmeId: string): Promise<string> {
  const candidate = await idFrom(database`select id from exam_candidates where programme_id = ${programmeId}`)
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0xff, 0xd9])
  await database`
    insert into exam_photos (candidate_id, kind, agency_id, sealed, sha256, taken_at)
    select id, 'registration', agency_id, ${sealedFor(`${candidate} registration`, jpeg)},
      ${createHash('sha256').update(jpeg).digest('hex')}, now() from exam_candidates where id = ${candidate}`
  return idFrom(database`
    insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
    select ${sessionId}, id, agency_id, 6000 from exam_candidates where id = ${candidate} returning id`)
}

/** As `lib/auth/secret.server.ts` keeps it; that file loads only where a server runs. */
function sealedFor(owner: string, bytes: Buffer): string {
  const key = Buffer.from(hkdfSync('sha256', process.env.NEXTAUTH_SECRET ?? '', '', 'satya exam-photo', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What a command, a signature and a long download leave behind for whoever asked for them in a role. */
export async function startedBy(accountId: string, agencyId: number, role: Role = 'auditor') {
  const bulkRun = await idFrom(database`
    insert into bulk_runs (event, agency_id, account_id, role, finished_at)
    values ('submit', ${agencyId}, ${accountId}, 'mutation_officer', now()) returning id`)
  const batch = await idFrom(database`
    insert into signing_batches (kind, agency_id, account_id, role, finished_at)
    values ('x', ${agencyId}, ${accountId}, 'agency_signer', now()) returning id`)
  const exportFile = await idFrom(database`
    insert into list_exports (account_id, agency_id, role, list, format, query, locale, total_rows, size_bytes, finished_at)
    values (${accountId}, coalesce((select agency_id from accounts where id = ${accountId}), ${agencyId}), ${role},
      'employees', 'csv', '{}', 'id', 0, 8, now()) returning id`)
  const folder = path.resolve(filesFolder(), 'unduhan')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, exportFile), '%PDF-1.7')
  return { bulkRun, batch, exportFile }
}

/** The SKP of a person for a year that is over, and a photo beside an entry of theirs. */
async function workOf(person: string, sha: string): Promise<{ plan: string; evidence: string }> {
  const plan = await idFrom(database`
    insert into plans (employee_id, agency_id, regime, model, starts_on, ends_on, state, appraiser_id, people, agreed_at)
    select e.id, e.agency_id, 'permenpanrb6_2022', 'quantitative', '2025-01-01', '2025-12-31', 'agreed', a.id,
      jsonb_build_object('employee', plan_person(e.id), 'appraiser', plan_person(a.id), 'superior', null), now()
    from employees e, lateral (
      select id from employees o where o.agency_id = e.agency_id and o.id <> e.id order by random() limit 1
    ) a where e.id = ${person} returning id`)
  const evidence = await idFrom(database`
    with entry as (
      insert into daily_entries (id, employee_id, agency_id, work_on, starts_minute, ends_minute, kind, text, device_at,
        received_at)
      select gen_random_uuid(), id, agency_id, '2025-11-20', 480, 540, 'general', 'Apel pagi', now(), now()
      from employees where id = ${person} returning id
    )
    insert into entry_evidence (id, entry_id, employee_id, kind, name, file_sha256, received_at)
    select gen_random_uuid(), id, ${person}, 'photo', 'foto.jpg', ${sha}, now() from entry returning id`)
  return { plan, evidence }
}

async function proposalFor(person: string): Promise<string> {
  const number = `UJI-${randomUUID()}`
  return idFrom(database`
    with batch as (
      insert into promotion_batches (agency_id, effective_on, number, letter_number, letter_on, created_by)
      select agency_id, '2027-04-01', ${number}, ${number}, '2026-11-20', ${person} from employees where id = ${person}
      returning id
    )
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, unit_id, effective_on, type, state,
      from_rank, from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months,
      to_salary_rupiah, findings, made_by, due_on, sent_at, technical_number, technical_year, technical_on,
      decree_authority)
    select ${number}, batch.id, e.agency_id, e.id, e.unit_id, '2027-04-01', 'regular', 'technical_signing', 'III/b',
      '2023-04-01', 100, 3287000, 'III/c', 100, 3426000, '[]', ${person}, current_date + 3, now(), ${number}, 2026,
      '2026-11-23', 'agency'
    from batch, employees e where e.id = ${person} returning id`)
}

async function itemFor(agencyId: number, writer: string): Promise<string> {
  return idFrom(database`
    with item as (
      insert into exam_items (agency_id, code, section, aspect)
      values (${agencyId}, ${`UJI-${randomUUID()}`}, 'TWK', 'integritas') returning id
    )
    insert into exam_item_versions (item_id, agency_id, number, stem, options, source, written_by)
    select id, ${agencyId}, 1, 'Soal', '[]', 'tulis', ${writer} from item returning item_id as id`)
}

/** An account of its own for the person, with the first demonstration employee's password. */
async function accountFor(person: string): Promise<{ account: string; userId: string }> {
  const userId = `uji.${randomUUID().slice(0, 8)}`
  const account = await idFrom(database`
    insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash, must_change_password)
    select ${userId}, e.id, e.agency_id, '800/1', '2026-01-05', a.password_hash, false
    from employees e, accounts a where e.id = ${person} and a.user_id = ${accountOf('employee').userId} returning id`)
  await database`insert into account_roles (account_id, role) values (${account}, 'employee')`
  return { account, userId }
}

/** Of the server under test. */
function filesFolder(): string {
  if (!process.env.FILES_FOLDER) throw new Error('FILES_FOLDER is not set')
  return process.env.FILES_FOLDER
}

/** A file under the hash of its content, where the server under test looks for it. */
function storedPdf(): string {
  const sha = createHash('sha256').update('%PDF-1.7').digest('hex')
  const folder = path.resolve(filesFolder(), sha.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, sha), '%PDF-1.7')
  return sha
}

async function idFrom(query: Promise<{ id?: string }[]>): Promise<string> {
  const [row] = await query
  if (!row?.id) throw new Error('nothing was inserted')
  return row.id
}
