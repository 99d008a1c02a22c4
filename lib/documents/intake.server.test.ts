import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { PDFDocument, PDFName, PDFNumber, PDFString } from 'pdf-lib'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { asAnother, behind, untilOneWaits } from '@/db/behind.fixture'
import { transact } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { testDatabase } from '@/db/testing.server'
import { type Context, type Role, systemContext } from '@/lib/auth/actor'
import { zipOf } from '@/lib/import/workbook.fixture'
import { archiveDocument, archiveIssued, listArchive, receivePdf } from './intake.server'
import { openDocument } from './stored-document.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-intake-'))
process.env.FILES_FOLDER = folder
process.env.UPLOAD_LIMIT_MB = '1'
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

const [yusuf, siti] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']

beforeEach(async () => {
  await database.reset()
  await database.owner`insert into agencies (id, code, name, kind) values (1, '7100', 'Provinsi', 'province'), (2, '7101', 'Kota', 'city')`
  await database.owner`insert into employees (id, agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on) values
    (${yusuf}, 1, 1, '199003092018031004', 'Yusuf', 'YUSUF', 'Sungailiat', '1990-03-09', 'male', 'pns', '2018-03-01'),
    (${siti}, 2, 2, '199103092018032001', 'Siti', 'SITI', 'Toboali', '1991-03-09', 'female', 'pns', '2018-03-01')`
})

function officer(agencyId: number): Context {
  return {
    actor: {
      accountId: null,
      employeeId: null,
      name: 'Petugas',
      agencyId,
      role: 'mutation_officer',
      scope: { kind: 'agencies', agencyIds: [agencyId] },
    },
    now: new Date('2027-01-25T02:30:00Z'),
  }
}

async function pdf(arrange: (document: PDFDocument) => void = () => {}): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false }) // the same bytes in another second too
  document.addPage()
  arrange(document)
  return document.save({ useObjectStreams: false })
}

const upload = (bytes: Uint8Array | string, name = 'SK.pdf') =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type: 'application/pdf' })

const refusal = (bytes: Uint8Array | string) => expect(receivePdf(upload(bytes))).rejects

describe('a file that is', () => {
  test('an ordinary PDF is received with its pages counted', async () => {
    const received = await receivePdf(upload(await pdf((document) => document.addPage())))
    expect(received).toMatchObject({ pageCount: 2, originalName: 'SK.pdf' })
  })

  test('empty, no PDF, or beyond the limit is refused', async () => {
    await refusal('').toMatchObject({ code: 'file_empty' })
    await refusal('PK\u0003\u0004 archive').toMatchObject({ code: 'not_pdf' })
    await refusal('x'.repeat(1024 * 1024 + 1)).toMatchObject({ code: 'file_too_large', facts: { limitMb: 1 } })
  })

  test('a PDF and something else at once is refused', async () => {
    const plain = await pdf()
    await refusal(Buffer.concat([Buffer.from('<script>alert(1)</script>'), plain])).toMatchObject({ code: 'not_pdf' })
    await refusal(Buffer.concat([plain, Buffer.from('PK\u0005\u0006'.padEnd(22, '\u0001'))])).toMatchObject({
      code: 'not_pdf',
    })
  })

  test('a PDF whose end stands in the comment of an archive is refused', async () => {
    const archive = zipOf({ 'program.exe': 'MZ' })
    const comment = await pdf()
    archive.writeUInt16LE(comment.length, archive.length - 2)
    await refusal(Buffer.concat([Buffer.from('%PDF-1.7\n'), archive, comment])).toMatchObject({ code: 'not_pdf' })
  })

  test('cut off or only named PDF is refused', async () => {
    const whole = await pdf()
    await refusal(whole.subarray(0, whole.length / 2)).toMatchObject({ code: 'not_pdf' })
    await refusal('%PDF-1.7\nnothing here\n%%EOF\n').toMatchObject({ code: 'file_broken' })
    await refusal('<!DOCTYPE html><title>SK</title>').toMatchObject({ code: 'not_pdf' })
  })

  test.each([
    [60_000, 60_000],
    [60_000, 1],
    [20_000, 20_000],
  ])('with an image of %i by %i pixels is refused', async (width, height) => {
    const vast = await pdf(({ context }) => {
      const image = { Type: 'XObject', Subtype: 'Image', Width: width, Height: context.register(PDFNumber.of(height)) }
      context.register(context.flateStream(new Uint8Array(8), image))
    })
    await refusal(vast).toMatchObject({ code: 'file_image_too_large' })
  })

  test('locked is refused', async () => {
    const locked = await pdf(({ context }) => {
      context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard', V: 2, R: 3 }))
    })
    await refusal(locked).toMatchObject({ code: 'file_locked' })
  })

  test('able to run something is refused', async () => {
    await refusal(await pdf((document) => document.addJavaScript('main', 'app.alert(1)'))).toMatchObject({
      code: 'file_active',
    })
    const launching = await pdf(({ catalog, context }) => {
      catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') }))
    })
    await refusal(launching).toMatchObject({ code: 'file_active' })
  })

  test('of more than 300 pages is refused', async () => {
    const long = await pdf((document) => {
      for (let page = 0; page < 300; page++) document.addPage()
    })
    await refusal(long).toMatchObject({ code: 'file_too_many_pages', facts: { pageLimit: 300 } })
  })

  test('small but unpacks to hundreds of megabytes is refused in bounded time', async () => {
    const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 })
    const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`
    const tail = '\nendstream\nendobj\ntrailer\n<< /Root 2 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n'
    const start = performance.now()
    await refusal(Buffer.concat([Buffer.from(head), bomb, Buffer.from(tail)])).toMatchObject({ code: 'file_broken' })
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})

async function archive(context: Context, employeeId: string, text = 'a', replacesId?: string) {
  const bytes = await pdf((document) => document.setTitle(text))
  const received = { bytes, pageCount: 1, originalName: 'SK.pdf' }
  return transact(context, (tx) =>
    archiveDocument(tx, context, received, { employeeId, documentType: 'SK_PANGKAT', replacesId }),
  )
}

test('the same file for the same person and type is kept once', async () => {
  const received = { bytes: await pdf(), pageCount: 1, originalName: 'SK.pdf' }
  const keep = () =>
    transact(officer(1), (tx) =>
      archiveDocument(tx, officer(1), received, { employeeId: yusuf, documentType: 'SK_PANGKAT' }),
    )
  const [first, second] = await Promise.all([keep(), keep()])
  expect(second.id).toBe(first.id)
  expect([first.isNew, second.isNew].filter(Boolean)).toHaveLength(1)
  const names = readdirSync(folder, { recursive: true }).filter((name) => /[0-9a-f]{64}/.test(String(name)))
  expect(names.every((name) => /[0-9a-f]{64}$/.test(String(name)))).toBe(true) // no draft is left
})

test('a letter that was revoked does not come back as an upload', async () => {
  const { id } = await archive(officer(1), yusuf)
  await database.owner`
    insert into issued_documents (code, kind, template, status, agency_id, issued_by_agency_id, employee_id, number,
      issued_on, issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count,
      data, issued_at, ended_on, number_year)
    select '7QK4M2XD9TRB', 'promotion_decree', 'promotion-decree-1', 'revoked', 1, 1, employee_id, 'SK-7', '2026-11-20',
      'Gubernur', 'Gubernur', 'Hidayat', 'test', 'UJI', file_sha256, 1, '{}', now(), '2026-12-01', 2026
    from employee_documents where id = ${id}`
  await expect(archive(officer(1), yusuf)).rejects.toMatchObject({ code: 'paper_withdrawn' })
  await expect(archive(officer(1), yusuf, 'b')).resolves.toMatchObject({ isNew: true })
})

test('a newer file replaces an older one once, and the older stays readable', async () => {
  const first = await archive(officer(1), yusuf, 'a')
  const second = await archive(officer(1), yusuf, 'b', first.id)
  const current = await transact(officer(1), (tx) => listArchive(tx, officer(1), yusuf))
  expect(current.map((entry) => entry.id)).toEqual([second.id])
  await expect(archive(officer(1), yusuf, 'c', first.id)).rejects.toMatchObject({ code: 'wrong_state' })
  expect((await openDocument(officer(1), first.id)).name).toBe('SK.pdf')
})

test('another agency neither adds to nor opens a person’s archive', async () => {
  const { id } = await archive(officer(1), yusuf)
  await expect(archive(officer(2), yusuf)).rejects.toMatchObject({ code: 'not_found' })
  await expect(openDocument(officer(2), id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await transact(officer(1), (tx) => listArchive(tx, officer(2), yusuf))).toEqual([])
})

test('whoever keeps the accounts of all agencies opens nobody’s paper', async () => {
  const { id } = await archive(officer(1), yusuf)
  const { actor, now } = officer(1)
  const national = (role: Role) => ({ actor: { ...actor, role, scope: { kind: 'national' } as const }, now })
  await expect(openDocument(national('bkn_admin'), id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await openDocument(national('bkn_verifier'), id)).name).toBe('SK.pdf')
})

test('opening another person’s file is recorded under that person', async () => {
  const { id } = await archive(officer(1), yusuf)
  await openDocument(officer(1), id)
  const rows = await database.owner`select event, employee_id from audit_events order by seq`
  expect(rows.map((row) => row.event)).toEqual(['document.upload', 'document.read'])
  expect(rows[1]?.employee_id).toBe(yusuf)
})

test('an upload waits for no change of its person, but for a move to another agency, and comes along', async () => {
  const { owner } = database
  await owner.begin(async (tx) => {
    await tx`update employees set phone = '0811' where id = ${yusuf}` // as an import does, for minutes
    await archive(officer(1), yusuf, 'a')
  })
  const moving = (tx: TransactionSql) => tx`update employees set agency_id = 2 where id = ${yusuf}`
  await behind(owner, moving, () => archive(officer(1), yusuf, 'b'))
  const keeping = (tx: TransactionSql) => tx`
    insert into employee_documents (employee_id, agency_id, document_type, file_sha256, original_name, page_count, uploaded_at)
    select employee_id, 2, 'SK_CPNS', file_sha256, 'SK.pdf', 1, now() from employee_documents limit 1`
  const back = sql`update employees set agency_id = 1 where id = ${yusuf}`
  await behind(owner, keeping, () => transact(systemContext('test', new Date()), (tx) => tx.execute(back)))
  const places = await owner`select document_type, agency_id from employee_documents order by uploaded_at`
  expect(places.map(({ agency_id }) => agency_id)).toEqual([1, 1, 1])
})

test('a signed letter waits for an upload in place of the paper that it would replace, and replaces that one', async () => {
  const { owner } = database
  const first = await archive(officer(1), yusuf, 'a')
  const fileSha256 = 'b'.repeat(64)
  await owner`insert into files (sha256, size_bytes, mime) values (${fileSha256}, 1, 'application/pdf')`
  await owner`
    insert into issued_documents (code, kind, template, status, agency_id, issued_by_agency_id, employee_id, number,
      issued_on, issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count,
      data, issued_at, number_year)
    values ('7QK4M2XD9TRB', 'promotion_decree', 'promotion-decree-1', 'issued', 1, 1, ${yusuf}, 'SK-7', '2026-11-20',
      'Gubernur', 'Gubernur', 'Hidayat', 'test', 'UJI', ${fileSha256}, 1, '{}', now(), 2026)`
  const [letter] = await transact(officer(1), (tx) => tx.select().from(issuedDocuments))
  if (!letter) throw new Error('no letter')
  const received = { bytes: await pdf((document) => document.setTitle('b')), pageCount: 1, originalName: 'SK.pdf' }
  const into = { employeeId: yusuf, documentType: 'SK_PANGKAT', replacesId: first.id }
  let signing: Promise<string> | undefined
  const second = await transact(officer(1), async (tx) => {
    const added = await archiveDocument(tx, officer(1), received, into)
    signing = asAnother(() => transact(officer(1), (other) => archiveIssued(other, officer(1), letter, 'SK_PANGKAT')))
    signing.catch(() => undefined)
    await untilOneWaits(owner)
    return added
  })
  await signing
  const [last] = await owner`select replaces_id from employee_documents where file_sha256 = ${fileSha256}`
  expect(last?.replaces_id).toBe(second.id)
})
