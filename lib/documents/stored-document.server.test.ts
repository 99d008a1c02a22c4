import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { count, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { documentKind, employeeDocuments, issuedDocuments } from '@/db/schema/documents'
import { testDatabase } from '@/db/testing.server'
import { type Context, type Role, roles, systemContext } from '@/lib/auth/actor'
import { rolesWith } from '@/lib/auth/permissions'
import { scopeOf } from '@/lib/auth/scope'
import { testAgency, testEmployee } from '@/lib/auth/testing.server'
import { storeFile } from '@/lib/documents/file-store.server'
import { openDocument } from './stored-document.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-stored-'))
process.env.FILES_FOLDER = folder
const { owner, reset } = await testDatabase()
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await reset()
})

let agency: number
let reader: string
let colleague: string
let paper: string
const letters = new Map<string, string>()

beforeAll(async () => {
  await reset()
  agency = await testAgency(owner, 'province')
  reader = await testEmployee(owner, agency)
  colleague = await testEmployee(owner, agency)
  const sha = await transact(systemContext('test', new Date()), (tx) =>
    storeFile(tx, Buffer.from('%PDF'), 'application/pdf'),
  )
  const [archived] = await owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${colleague}, 'SK_HUKDIS', ${sha}, 'SK.pdf', 1) returning id`
  paper = archived?.id ?? ''
  for (const kind of documentKind.enumValues) {
    const [letter] = await owner<{ id: string }[]>`
      insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, number, number_year,
        issued_on,
        issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count, data,
        issued_at)
      values (${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}, ${kind}, ${`${kind.replace('_', '-')}-1`},
        ${agency}, ${agency}, ${colleague}, ${kind}, 2026, '2026-11-20', 'Gubernur', 'Gubernur', 'Hidayat', 'test', 'UJI',
        ${sha}, 1, '{}', now()) returning id`
    letters.set(kind, letter?.id ?? '')
  }
})

function inRole(role: Role): Context {
  const scope = scopeOf(role, { id: agency, kind: 'province', servedIds: [] })
  return {
    actor: { accountId: null, employeeId: reader, name: 'Tini', agencyId: agency, role, scope },
    now: new Date(),
  }
}

const opens = (role: Role, id = '') =>
  openDocument(inRole(role), id).then(
    () => true,
    (error) => (error.code === 'not_found' ? false : Promise.reject(error)),
  )

/** What the second wall alone lets through. */
const shown = (role: Role, table: typeof employeeDocuments | typeof issuedDocuments, ids: string[]) =>
  transact(inRole(role), async (tx) => {
    const [found] = await tx.select({ total: count() }).from(table).where(inArray(table.id, ids))
    return found?.total
  })

test.each(roles)(
  'the archive of a colleague is shut to %s, unless the role is for the files of others',
  async (role) => {
    const may = rolesWith('employee.read').includes(role)
    expect(await opens(role, paper)).toBe(may)
    expect(await shown(role, employeeDocuments, [paper])).toBe(may ? 1 : 0)
  },
)

test.each(roles)('%s opens letters of others by what the role is for', async (role) => {
  const opened = []
  for (const [kind, id] of letters) if (await opens(role, id)) opened.push(kind)
  const isExam = (kind: string) => kind.startsWith('exam_')
  const ofFiles = documentKind.enumValues.filter((kind) => !isExam(kind))
  const ofExams = role === 'exam_manager' ? ['exam_minutes', 'exam_certificate'] : ['exam_minutes']
  const expected = rolesWith('employee.read').includes(role)
    ? ofFiles
    : rolesWith('exam.read').includes(role)
      ? ofExams
      : []
  expect(opened).toEqual(expected)
  const seen = expected === ofExams ? documentKind.enumValues.filter(isExam) : expected
  expect(await shown(role, issuedDocuments, [...letters.values()])).toBe(seen.length)
})

test('each person whom a letter names is told who opened it, but for the reader, wherever they serve by now', async () => {
  const moved = await testEmployee(owner, agency)
  const letter = letters.get('proposal_letter') ?? ''
  const people = await owner`select nip, name from employees where id in (${colleague}, ${reader}, ${moved})`
  await owner`update issued_documents set employee_id = null, data = ${owner.json({ people } as never)} where id = ${letter}`
  const elsewhere = await testAgency(owner, 'regency')
  await owner`update employees set agency_id = ${elsewhere}, work_agency_id = ${elsewhere} where id = ${moved}`
  await owner`insert into nip_aliases (nip, employee_id, reason, decided_on)
    select nip, id, 'Salah TMT', '2026-11-25' from employees where id = ${colleague}`
  await owner`update employees set nip = '198506142011031999' where id = ${colleague}`

  await openDocument(inRole('agency_approver'), letter)
  const told = await owner`
    select employee_id, agency_id from audit_events where event = 'document.read' and subject_id = ${letter}
    order by seq desc limit 3`
  expect(told.every((row) => row.agency_id === agency)).toBe(true)
  expect(told.map((row) => row.employee_id).toSorted()).toEqual([colleague, moved, null].toSorted())
  const all = await owner`select from audit_events where employee_id = ${reader} and event = 'document.read'`
  expect(all).toHaveLength(0)
})
