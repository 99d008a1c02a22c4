import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import type { Zone } from '@/lib/format'
import { writeList } from '@/lib/list-write.server'
import { anActor, anAgency, anEmployee } from '@/lib/registry/register.fixture'
import { documentSource } from '@/lib/sapk/document-export.server'
import { parseDocumentAddress } from '@/lib/sapk/document-list'
import { listDocuments, MOST_LISTED } from '@/lib/sapk/document-read.server'

const database = await testDatabase()
const { owner } = database
afterAll(async () => {
  await database.reset()
  await closeDatabase()
})

const SHA = 'ab'.repeat(32)
let officer = anActor('mutation_officer', { kind: 'self' })
let stranger = officer

async function letter(agency: number, kind: string, number: string, person: string | null, code: string, day: string) {
  await owner`
    insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, number, issued_on,
      issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count, data,
      issued_at, number_year)
    values (${code}, ${kind}, ${`${kind.replace('_', '-')}-1`}, ${agency}, ${agency}, ${person}, ${number}, ${day}, 'Bupati',
      'Bupati', 'Hidayat', 'test', 'UJI', ${SHA}, 1, '{}', ${`${day}T03:00:00Z`},
      extract(year from ${day}::date))`
}

/** A person with two scans of a rank decree, a decree on a proposal, a letter about a batch and minutes of an exam. */
beforeAll(async () => {
  const agencyId = await anAgency(owner)
  const other = await anAgency(owner, 'Lain')
  officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  stranger = anActor('mutation_officer', { kind: 'agencies', agencyIds: [other] })
  const person = await anEmployee(owner, agencyId, { nip: '197001012005011001', name: 'Rukmini Tanjung' })
  const foreign = await anEmployee(owner, other, { nip: '198001012005012001', name: 'Orang Lain' })
  await owner`insert into files (sha256, size_bytes, mime) values (${SHA}, 1, 'application/pdf'),
    (${'cd'.repeat(32)}, 1, 'application/pdf')`
  const [old] = await owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count, uploaded_at)
    values (${person}, 'SK_PANGKAT', ${SHA}, 'sk lama.pdf', 1, '2026-01-10') returning id`
  const [scan] = await owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count, uploaded_at,
      replaces_id)
    values (${person}, 'SK_PANGKAT', ${'cd'.repeat(32)}, 'sk baru.pdf', 1, '2026-02-10', ${old?.id ?? ''}) returning id`
  await owner`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${foreign}, 'PREDIKAT_2025', ${SHA}, 'predikat.pdf', 1)`
  const [batch] = await owner<{ id: string }[]>`
    insert into promotion_batches (agency_id, effective_on, number, letter_code, created_by)
    values (${agencyId}, '2027-04-01', 'U-2027-04-001', 'AAAAAAAAAAA1', ${person}) returning id`
  const [proposal] = await owner<{ id: string }[]>`
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, effective_on, type, from_rank,
      from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months, to_salary_rupiah, findings,
      made_by, decree_code)
    values ('KP-2027-04-0001', ${batch?.id ?? ''}, ${agencyId}, ${person}, '2027-04-01', 'regular', 'III/a',
      '2020-04-01', 0, 0, 'III/b', 0, 0, '[]', ${person}, 'AAAAAAAAAAA2') returning id`
  await owner`
    insert into proposal_documents (proposal_id, document_type, document_id, attached_by)
    values (${proposal?.id ?? ''}, 'SK_PANGKAT', ${scan?.id ?? ''}, ${person})`
  await letter(agencyId, 'proposal_letter', '800/17/BKD/2026', null, 'AAAAAAAAAAA1', '2026-03-10')
  await letter(agencyId, 'promotion_decree', '823/9/BKD/2026', person, 'AAAAAAAAAAA2', '2026-04-10')
  await letter(agencyId, 'exam_minutes', 'BA/1', null, 'AAAAAAAAAAA3', '2026-05-10')
})

async function numbers(query: Record<string, string>, by = officer, zone: Zone = 'Asia/Jakarta') {
  const { rows, total } = await listDocuments(by, { ...parseDocumentAddress(query), zone }, { offset: 0, limit: 25 })
  expect(total).toBe(rows.length)
  return rows.map(({ number }) => number)
}

test('papers and letters of the own agency stand in one list, newest first, those of exams and of others do not', async () => {
  expect(await numbers({})).toEqual(['823/9/BKD/2026', '800/17/BKD/2026', 'sk baru.pdf', 'sk lama.pdf'])
  expect(await numbers({}, stranger)).toEqual(['predikat.pdf'])
  expect(await numbers({ urut: 'waktu' })).toEqual((await numbers({})).reverse())
})

test('in the order of kinds the letters come first, each kind by day, and the other way round from the end', async () => {
  const byKind = ['823/9/BKD/2026', '800/17/BKD/2026', 'sk lama.pdf', 'sk baru.pdf']
  expect(await numbers({ urut: 'jenis' })).toEqual(byKind)
  expect(await numbers({ urut: '-jenis' })).toEqual(byKind.reverse())
})

test('a document is found by name, NIP or number, by kind, state and day', async () => {
  expect(await numbers({ nama: 'tanjung' })).toHaveLength(3)
  expect(await numbers({ nama: '19700101' })).toHaveLength(3)
  expect(await numbers({ nama: 'rukmni tanjung' })).toHaveLength(3)
  expect(await numbers({ nama: '800/17' })).toEqual(['800/17/BKD/2026'])
  expect(await numbers({ nama: 'SK BARU' })).toEqual(['sk baru.pdf'])
  expect(await numbers({ nama: 'baru' })).toEqual([])
  expect(await numbers({ jenis: 'promotion_decree' })).toEqual(['823/9/BKD/2026'])
  expect(await numbers({ jenis: 'technical_approval' })).toEqual([])
  expect(await numbers({ jenis: 'SK_PANGKAT', keadaan: 'superseded' })).toEqual(['sk lama.pdf'])
  expect(await numbers({ jenis: 'PREDIKAT' }, stranger)).toEqual(['predikat.pdf'])
  expect(await numbers({ sejak: '2026-02-10', sampai: '2026-03-10' })).toEqual(['800/17/BKD/2026', 'sk baru.pdf'])
})

test('a paper and a decree lead to their proposal, a letter about many to its batch', async () => {
  const { rows } = await listDocuments(
    officer,
    { ...parseDocumentAddress({}), zone: 'Asia/Jakarta' },
    { offset: 0, limit: 25 },
  )
  expect(rows.map(({ proposalNumber }) => proposalNumber)).toEqual([
    'KP-2027-04-0001',
    'U-2027-04-001',
    'KP-2027-04-0001',
    null,
  ])
  expect(rows[1]).toMatchObject({ proposalId: null, personId: null, isIssued: true, state: 'current' })
  const second = await listDocuments(
    officer,
    { ...parseDocumentAddress({}), zone: 'Asia/Jakarta' },
    { offset: 1, limit: 2 },
  )
  expect(second.rows.map(({ number }) => number)).toEqual(['800/17/BKD/2026', 'sk baru.pdf'])
  expect(second.total).toBe(4)
})

test('a nota usul is found by its kind and leads to the proposal whose number it has', async () => {
  const [decree] = await owner<{ agency: number; person: string }[]>`
    select agency_id as agency, employee_id as person from issued_documents where kind = 'promotion_decree'`
  await letter(
    decree?.agency ?? 0,
    'proposal_note',
    'KP-2027-04-0001',
    decree?.person ?? '',
    'AAAAAAAAAAA4',
    '2026-03-11',
  )
  const address = { ...parseDocumentAddress({ jenis: 'proposal_note' }), zone: 'Asia/Jakarta' as const }
  const notes = async (by = officer) => (await listDocuments(by, address, { offset: 0, limit: 25 })).rows
  expect(await notes()).toMatchObject([{ number: 'KP-2027-04-0001', proposalNumber: 'KP-2027-04-0001' }])

  await owner`update promotion_proposals set agency_id = ${stranger.actor.agencyId}`
  const themselves = { ...officer, actor: { ...officer.actor, employeeId: decree?.person ?? null } }
  expect(await notes(themselves), 'each agency counts from one').toMatchObject([{ proposalNumber: null }])
  await owner`update promotion_proposals set agency_id = ${officer.actor.agencyId}`
  await owner`delete from issued_documents where kind = 'proposal_note'`
})

async function lines(query: Record<string, string>, by = officer) {
  const stream = new PassThrough()
  const source = await documentSource(by, query, 'id')
  const [file] = await Promise.all([text(stream), writeList(by, source, 'csv', stream)])
  const [, ...rows] = file.trim().split(/\r?\n/)
  return rows
}

test('a paper of half past midnight at the office belongs to that day: in the list, under the filter and in the file', async () => {
  const { agencyId } = stranger.actor
  await owner`update agencies set time_zone = 'Asia/Jayapura' where id = ${agencyId}`
  await owner`update employee_documents set uploaded_at = '2026-06-09T15:30:00Z' where original_name = 'predikat.pdf'`
  const day = (on: string) => ({ sejak: on, sampai: on })
  expect(await numbers(day('2026-06-10'), stranger, 'Asia/Jayapura')).toEqual(['predikat.pdf'])
  expect(await numbers(day('2026-06-09'), stranger, 'Asia/Jayapura')).toEqual([])
  expect(await lines(day('2026-06-09'), stranger)).toEqual([])
  const [line, ...more] = await lines(day('2026-06-10'), stranger)
  expect(line).toContain('2026-06-10')
  expect(line).toContain('Predikat kinerja 2025')
  expect(more).toEqual([])
})

test('who moves to another agency takes papers along, and letters stay with who issued them, under a masked name', async () => {
  const moved = await owner`
    update employees set agency_id = ${stranger.actor.agencyId}, work_agency_id = ${stranger.actor.agencyId}
    where name = 'Rukmini Tanjung' returning id`
  await owner`update issued_documents set masked_holder = 'R****** T******' where employee_id = ${moved[0]?.id}`
  expect(await numbers({})).toEqual(['823/9/BKD/2026', '800/17/BKD/2026'])
  expect(await numbers({}, stranger)).toContain('sk baru.pdf')
  const { rows } = await listDocuments(
    officer,
    { ...parseDocumentAddress({}), zone: 'Asia/Jakarta' },
    { offset: 0, limit: 25 },
  )
  expect(rows.map(({ personId, name, holder }) => [personId, name, holder])).toEqual([
    [null, null, 'R****** T******'],
    [null, null, null],
  ])
})

test('a list of more than can be turned says that there are more, and what lies beyond is left to filters', async () => {
  await owner`
    insert into files (sha256, size_bytes, mime)
    select encode(sha256(n::text::bytea), 'hex'), 1, 'application/pdf' from generate_series(1, ${MOST_LISTED + 1}) n`
  await owner`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count, uploaded_at)
    select id, 'IJAZAH', encode(sha256(n::text::bytea), 'hex'), 'ijazah ' || n, 1, '2020-01-01'
    from employees, generate_series(1, ${MOST_LISTED + 1}) n where name = 'Orang Lain'`
  const list = (query: Record<string, string>, offset: number) =>
    listDocuments(stranger, { ...parseDocumentAddress(query), zone: 'Asia/Jakarta' }, { offset, limit: 25 })
  expect((await list({}, 0)).total).toBe(MOST_LISTED + 1)
  const [near, far] = [await list({}, MOST_LISTED), await list({}, 1_000_000)]
  expect(near.rows).not.toEqual([])
  expect(far.rows).toEqual(near.rows)
  const few = { nama: 'ijazah 77' }
  expect((await list(few, 0)).total).toBe(11)
  expect(await list(few, 25), 'beyond the last page').toMatchObject({ rows: [], total: 11 })
})

test('a name of more people than are looked for is told, as documents of some of them are missing', async () => {
  const asked = async (nama: string) => {
    const address = { ...parseDocumentAddress({ nama }), zone: 'Asia/Jakarta' as const }
    return (await listDocuments(officer, address, { offset: 0, limit: 25 })).isOfSome
  }
  await owner`
    insert into employees (agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on)
    select ${officer.actor.agencyId}, ${officer.actor.agencyId},
      '19710101' || to_char(tmt, 'YYYYMM') || '1' || lpad((n % 900 + 1)::text, 3, '0'), 'Budi', 'BUDI', 'Toboali', '1971-01-01',
      'male', 'pns', tmt
    from generate_series(0, 2999) n, lateral (select date '2005-01-01' + make_interval(months => n / 900) as tmt) t`
  expect(await asked('budi')).toBe(true)
  expect(await asked('rukmini')).toBe(false)
  expect(await asked('1971')).toBe(false) // by NIP all of them are looked for
})
