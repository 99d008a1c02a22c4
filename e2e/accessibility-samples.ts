import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { MADE } from '@/e2e/cat/exam-hall'
import { accountOf, database } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'
import { aReporter } from '@/e2e/wbs/reporter'
import { pages } from '@/lib/auth/access-table'
import { type Role, roles } from '@/lib/auth/actor'
import type { SessionStage } from '@/lib/auth/session-stage'
import { readAiken } from '@/lib/cat/aiken'
import { COLUMNS } from '@/lib/cat/candidate-columns'
import { readingBudget } from '@/lib/cat/reading-budget'

/** One page to look at: who opens it, at which address, and in which stage of signing in. */
type Look = { page: string; role: Role | null; address: string; stage?: SessionStage }

export type Filled = Awaited<ReturnType<typeof fill>>

/** The address of each page that has a parameter, on filled data. */
export const samples: Record<string, (filled: Filled) => string> = {
  '/v/[kode]': ({ code }) => `/v/${code}`,
  '/admin/acuan/[tabel]': () => '/admin/acuan/pangkat',
  '/admin/akun/[id]': ({ account }) => `/admin/akun/${account}`,
  '/admin/instansi/[id]': ({ agency }) => `/admin/instansi/${agency}`,
  '/admin/struktur/[id]': ({ unit }) => `/admin/struktur/${unit}?ubah=baru`,
  '/cat/lokasi/[id]': ({ examSite }) => `/cat/lokasi/${examSite}`,
  '/cat/pengumuman/[id]': ({ examAnnouncement }) => `/cat/pengumuman/${examAnnouncement}`,
  '/cat/hasil/[id]/sanggah': ({ examProgramme }) => `/cat/hasil/${examProgramme}/sanggah`,
  '/cat/hasil/[id]': ({ examProgramme }) => `/cat/hasil/${examProgramme}`,
  '/cat/peserta/impor/[id]': ({ candidateFile }) => `/cat/peserta/impor/${candidateFile}`,
  '/cat/program/[id]': ({ examProgramme }) => `/cat/program/${examProgramme}`,
  '/cat/sesi/[id]': ({ examSession }) => `/cat/sesi/${examSession}`,
  '/cat/sesi/[id]/atur': ({ examSession }) => `/cat/sesi/${examSession}/atur`,
  '/cat/sesi/[id]/nilai': ({ examSession }) => `/cat/sesi/${examSession}/nilai`,
  '/cat/sesi/[id]/petunjuk': ({ examSession }) => `/cat/sesi/${examSession}/petunjuk`,
  '/cat/sesi/[id]/kartu': ({ examSession }) => `/cat/sesi/${examSession}/kartu`,
  '/cat/sesi/[id]/registrasi': ({ examSession }) => `/cat/sesi/${examSession}/registrasi`,
  '/cat/bank-soal/[id]': ({ item }) => `/cat/bank-soal/${item}`,
  '/cat/bank-soal/[id]/ubah': ({ item }) => `/cat/bank-soal/${item}/ubah`,
  '/cat/bank-soal/impor/[id]': ({ itemFile }) => `/cat/bank-soal/impor/${itemFile}`,
  '/impor/[id]': ({ importRun }) => `/impor/${importRun}`,
  '/pegawai/[id]': ({ person }) => `/pegawai/${person}?bagian=riwayat`,
  '/pegawai/[id]/karier': ({ person }) => `/pegawai/${person}/karier`,
  '/pegawai/[id]/riwayat/[jenis]': ({ person }) => `/pegawai/${person}/riwayat/golongan`,
  '/kinerja/tindak-lanjut/impor/[id]': ({ absenceFile }) => `/kinerja/tindak-lanjut/impor/${absenceFile}`,
  '/kinerja/skp/[id]': ({ ownPlan }) => `/kinerja/skp/${ownPlan}`,
  '/kinerja/skp/[id]/ubah': ({ ownPlan }) => `/kinerja/skp/${ownPlan}/ubah`,
  '/kinerja/penilaian/[id]/[periode]': ({ ownPlan }) => `/kinerja/penilaian/${ownPlan}/2026-07-01`,
  '/kinerja/penilaian/[id]/[periode]/catatan': ({ ownPlan }) => `/kinerja/penilaian/${ownPlan}/2026-07-01/catatan`,
  '/profil/usul/[id]': ({ own }) => `/profil/usul/${own}`,
  '/sapk/usul/[id]': ({ draft }) => `/sapk/usul/${draft}`,
  '/sapk/usul/[id]/naskah/[jenis]': ({ draft }) => `/sapk/usul/${draft}/naskah/nota-usul`,
  '/sapk/usul/proses/[id]': ({ run }) => `/sapk/usul/proses/${run}`,
  '/sapk/verifikasi/[id]': ({ sent }) => `/sapk/verifikasi/${sent}`,
  '/wbs/[id]': ({ wbsReport }) => `/wbs/${wbsReport}`,
}

const stages: Record<string, SessionStage> = {
  '/masuk/autentikator': 'enrol',
  '/masuk/kata-sandi': 'password',
  '/masuk/kode': 'code',
}

/** More than the table asks for: a home and a list for everybody, and the parts of a file. */
const also: [role: Role, address: string][] = [
  ...roles.map((role): [Role, string] => [role, '/beranda']),
  ['bkn_verifier', '/sapk/usul'],
  ['agency_signer', '/sapk/usul'],
  ['mutation_officer', '/sapk/usul?nama=tidakadayangbernamaini'],
  ['employee', '/profil?bagian=berkas'],
]

/** Every page of the access table once, for a role that may open it. */
export function looks(filled: Filled): Look[] {
  const fromTable = Object.entries(pages).map(([page, access]): Look => {
    const address = samples[page]?.(filled) ?? page
    if (access === 'public') return { page, role: null, address }
    return { page, role: access === 'signing in' ? 'auditor' : whoHas(page, access), address, stage: stages[page] }
  })
  return [...fromTable, ...also.map(([role, address]) => ({ page: address, role, address }))]
}

/** A file that is on its way is its officer's until it was sent, and an own page shows most to an employee. */
function whoHas(page: string, access: readonly Role[]): Role | null {
  if (page.startsWith('/kinerja/skp') || page.startsWith('/kinerja/penilaian')) return 'employee'
  if (page === '/kinerja/ketidakhadiran') return 'employee'
  if (page.startsWith('/profil') && page !== '/profil/akses') return 'employee'
  return access.includes('mutation_officer') && page !== '/beranda' ? 'mutation_officer' : (access[0] ?? null)
}

/** Rows for every page: proposals in several states, an employee's own, a letter with its code, a checked import. */
export async function fill(officer: Page) {
  await proposalIn('agency_review')
  const draft = await proposalIn('draft')
  const sent = await proposalIn('sent')
  const own = await ownProposal()
  const [person] = await database<{ id: string }[]>`
    select employee_id as id from promotion_proposals where id = ${draft.id}`
  const [exam] = await database<{ id: string; site: string; programme: string }[]>`
    select id, site_id as site, programme_id as programme from exam_sessions where number <> ${MADE}
    order by starts_at limit 1`
  const [account] = await database<{ id: string; agency: number; unit: number }[]>`
    select id, agency_id as agency, (select min(u.id) from units u where u.agency_id = accounts.agency_id) as unit
    from accounts where user_id = ${accountOf('mutation_officer').userId}`
  return {
    draft: draft.id,
    sent: sent.id,
    own,
    ownPlan: await ownPlan(),
    person: person?.id ?? '',
    account: account?.id ?? '',
    agency: account?.agency ?? 0,
    unit: account?.unit ?? 0,
    code: await issuedLetter(),
    run: await finishedRun(draft.id),
    examSession: exam?.id ?? '',
    examSite: exam?.site ?? '',
    examProgramme: exam?.programme ?? '',
    examAnnouncement: await anAnnouncement(),
    importRun: await checkedImport(officer),
    item: await anItem(),
    itemFile: await aFileOfItems(),
    candidateFile: await aFileOfCandidates(),
    absenceFile: await aFileOfAbsences(),
    wbsReport: (await aReporter().report({ apa: 'Sesuatu' })).id,
  }
}

/** A file of absences that waits: a row for the employee who has an account, and one that cannot be. */
async function aFileOfAbsences(): Promise<string> {
  const [file] = await database<{ id: string }[]>`
    insert into absence_imports (agency_id, file_name, ground, headings, rows, created_by, created_at)
    select e.agency_id, 'rekap.xlsx', 'Rekap presensi November 2026',
      '[{"column":0,"text":"NIP","field":"nip"},{"column":1,"text":"Tanggal","field":"tanggal"}]',
      jsonb_build_array(jsonb_build_object('row', 2, 'cells', jsonb_build_array(e.nip, '03/11/2026'), 'numeric', '[]'::jsonb),
        jsonb_build_object('row', 3, 'cells', jsonb_build_array(e.nip, '31/11/2026'), 'numeric', '[]'::jsonb)), a.id, now()
    from accounts a join employees e on e.id = a.employee_id where a.user_id = ${accountOf('employee').userId} returning id`
  return file?.id ?? ''
}

/** The open proposal of the employee who has an account: there can be only one. */
async function ownProposal(): Promise<string> {
  const [employee] = await database<{ id: string }[]>`
    select employee_id as id from accounts where user_id = ${accountOf('employee').userId}`
  const employeeId = employee?.id ?? ''
  const [open] = await database<{ id: string }[]>`
    select id from promotion_proposals where employee_id = ${employeeId} and state = 'sent'`
  if (open) return open.id
  const made = await proposalIn('sent')
  await database`update promotion_proposals set employee_id = ${employeeId} where id = ${made.id}`
  return made.id
}

/** The agreed plan of the employee who has an account. */
async function ownPlan(): Promise<string> {
  const [plan] = await database<{ id: string }[]>`
    select p.id from plans p join accounts a on a.employee_id = p.employee_id
    where a.user_id = ${accountOf('employee').userId} and p.state = 'agreed' limit 1`
  return plan?.id ?? ''
}

/** A letter in force; its file is not there, which the page says. */
async function issuedLetter(): Promise<string> {
  const code = `7QK4M2XD${String(Date.now() % 10_000).padStart(4, '0')}`
  const sha = 'ab'.repeat(32)
  await database`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf') on conflict do nothing`
  await database`
    insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, number, issued_on,
      issuing_office, signatory_title, signatory_name, masked_holder, signer, certificate_issuer, file_sha256,
      page_count, data, issued_at, number_year)
    select ${code}, 'promotion_decree', 'promotion-decree-1', a.id, a.id, ${code}, '2026-11-20',
      'Gubernur Kepulauan Bangka Belitung', 'Gubernur', 'Hidayat', 'R*** D***', 'test', 'UJI', ${sha}, 1, '{}', now(),
      2026
    from agencies a where a.id = (select agency_id from accounts where user_id = ${accountOf('mutation_officer').userId})`
  return code
}

/** A command over a whole list that is done, and left one out. */
async function finishedRun(proposalId: string): Promise<string> {
  const [run] = await database<{ id: string }[]>`
    insert into bulk_runs (event, agency_id, account_id, role, finished_at)
    select 'submit', agency_id, id, 'mutation_officer', now() from accounts
    where user_id = ${accountOf('mutation_officer').userId} returning id`
  const runId = run?.id ?? ''
  await database`
    insert into bulk_items (run_id, position, item_id, version, state, code, decided_at)
    values (${runId}, 0, ${proposalId}, 1, 'skipped', 'documents_missing', now())`
  return runId
}

/** An import with faults, checked and not applied. */
async function checkedImport(officer: Page): Promise<string> {
  await officer.goto('/impor')
  await officer.locator('input[type=file]').setInputFiles('e2e/samples/pegawai-babel.xlsx')
  await officer.getByRole('button', { name: 'Periksa berkas' }).click({ timeout: 60_000 })
  await officer.getByRole('button', { name: /^Terapkan [\d.]+ baris$/ }).waitFor({ timeout: 120_000 })
  return new URL(officer.url()).pathname.split('/').at(-1) ?? ''
}

/** An item of the demonstration bank that shows pictures. */
async function anItem(): Promise<string> {
  const [item] = await database<{ id: string }[]>`select id from exam_items where aspect = 'figural.serial' limit 1`
  return item?.id ?? ''
}

/** A file of items that was read and waits, with a fault. */
async function aFileOfItems(): Promise<string> {
  const [item] = await readAiken('Ibu kota provinsi ini?\nA. Pangkalpinang\nB. Muntok\n', readingBudget())
  const items = [{ ...item, code: 'AIKEN-1' }]
  const [file] = await database<{ id: string }[]>`
    insert into exam_item_imports (agency_id, account_id, file_name, items, created_at)
    select agency_id, id, 'soal.txt', ${database.json(items as never)}, now() from accounts
    where user_id = ${accountOf('item_writer').userId} returning id`
  return file?.id ?? ''
}

/** A file of candidates that was read and waits, with a fault. */
async function aFileOfCandidates(): Promise<string> {
  const fields = COLUMNS.peserta.map(({ code }) => code)
  const cells: Record<string, string> = { nomor_peserta: '1', nama: 'Arga', tanggal_lahir: '31-02-1997' }
  const headings = fields.map((field, column) => ({ column, text: field, field }))
  const sheets = [{ name: 'peserta', kind: 'peserta', headings }]
  const rows = [{ sheet: 0, row: 2, cells: fields.map((field) => cells[field] ?? ''), numeric: [] }]
  const [file] = await database<{ id: string }[]>`
    insert into exam_candidate_imports (programme_id, agency_id, account_id, file_name, sheets, rows, created_at)
    select p.id, a.agency_id, a.id, 'peserta.xlsx', ${database.json(sheets)}, ${database.json(rows)}, now() from accounts a, exam_programmes p
    where a.user_id = ${accountOf('exam_manager').userId} and p.code = 'SKD-2024' returning id`
  return file?.id ?? ''
}

/** What an agency told the public of two candidates. */
async function anAnnouncement(): Promise<string> {
  const line = { scores: { TWK: 85, TIU: 120, TKP: 190 }, place: 1, result: 'P/L', tests: [], final: null }
  const absent = { scores: null, place: null, result: 'TH', tests: [], final: null }
  const grade = { minimumBySection: { TWK: 65 }, minimumTotal: null, fillTotal: null, source: 'uji' }
  const formation = { code: 'F-001', positionName: 'Analis Kebijakan', education: 'S-1', location: 'Muntok' }
  const told = { code: 'SKD-2024', name: 'SKD 2024', maximum: 550, weightPercent: 40, perVacancy: 3 }
  const below = { result: 'TL', place: null, total: 200, final: null, into: null }
  const changes = [
    { number: '2490312001170201', from: below, to: { ...below, result: 'P/L', place: 1 }, cause: 'objection' },
  ]
  const [row] = await database<{ id: string }[]>`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      values (${randomUUID()}, 'Ujian', 2026, '[]', 6000, '{}', 40, 'uji', true) returning id
    ), announcement as (
      insert into exam_announcements (programme_id, agency_id, stage, version, programme, formations, objections_until,
        published_name, published_at)
      select programme.id, agencies.id, 'first', 1, ${database.json({ ...told, tieBreak: ['TKP', 'TIU', 'TWK'] })},
        ${database.json([{ ...formation, kind: 'umum', vacancies: 1, grade, disqualified: [] }])}, current_date + 3, 'Panitia', now()
      from programme, agencies order by agencies.id limit 1 returning id, agency_id
    ), asked as (
      insert into exam_settlements (programme_id, agency_id, stage, fingerprint, reason, objections, changes, proposed_by,
        proposed_name, proposed_at)
      select programme.id, announcement.agency_id, 'first', 'uji', 'Nilai dua peserta tertukar pada daftar.',
        ${database.json(['2490312001170201'])}, ${database.json(changes)}, ${randomUUID()}, 'Panitia', now()
      from programme, announcement
    )
    insert into exam_announcement_lines (announcement_id, position, agency_id, formation, number, line)
    select id, n, agency_id, 'F-001', '249031200117020' || n, l from announcement,
      jsonb_array_elements(${database.json([line, absent])}) with ordinality as x (l, n)
    returning announcement_id as id`
  return row?.id ?? ''
}
