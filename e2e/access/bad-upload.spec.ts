import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { PDFDocument, PDFNumber } from 'pdf-lib'
import { expect, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'
import { workbookOf, zipOf } from '@/lib/import/workbook.fixture'

type Upload = { name: string; mimeType: string; buffer: Buffer }

const MEGABYTE = 1024 * 1024

async function pdf(arrange: (document: PDFDocument) => void = () => {}): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage()
  arrange(document)
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

/** A PDF of about this size that no compression makes smaller. */
function pdfOf(bytes: number): Promise<Buffer> {
  return pdf(({ context }) => void context.register(context.stream(new Uint8Array(bytes))))
}

const named = (name: string, buffer: Buffer | string, mimeType = 'application/pdf'): Upload => ({
  name,
  mimeType,
  buffer: Buffer.from(buffer),
})

async function papers(): Promise<[what: string, upload: Upload, sentence: RegExp][]> {
  const plain = await pdf()
  const locked = await pdf(({ context }) => {
    context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard', V: 2, R: 3 }))
  })
  const vast = await pdf(({ context }) => {
    const image = { Type: 'XObject', Subtype: 'Image', Width: 60_000, Height: PDFNumber.of(60_000) }
    context.register(context.flateStream(new Uint8Array(8), image))
  })
  const packed = deflateSync(Buffer.alloc(300 * MEGABYTE), { level: 9 })
  const bomb = Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 2 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n'),
  ])
  return [
    ['an empty file', named('kosong.pdf', ''), /Berkas ini kosong/],
    ['a page of the web', named('SK.pdf', '<!DOCTYPE html><script>alert(1)</script>'), /bukan PDF/],
    ['a PDF that is an archive too', named('SK.pdf', Buffer.concat([plain, zipOf({ a: 'b' })])), /bukan PDF/],
    ['half a PDF', named('SK.pdf', plain.subarray(0, plain.length / 2)), /bukan PDF/],
    ['a locked PDF', named('SK.pdf', locked), /terkunci dengan kata sandi/],
    ['an image of 60,000 pixels', named('SK.pdf', vast), /terlalu besar untuk ditampilkan/],
    ['a PDF that unpacks without end', named('SK.pdf', bomb), /rusak atau tidak dapat dibaca/],
    ['a file beyond the limit', named('SK.pdf', await pdfOf(11 * MEGABYTE)), /lebih besar dari 10 MB/],
  ]
}

const workbooks: [what: string, upload: Upload, sentence: RegExp][] = [
  ['an empty file', named('pegawai.xlsx', ''), /Berkas ini kosong/],
  ['a PDF', named('pegawai.xlsx', '%PDF-1.7\n%%EOF'), /bukan XLSX atau CSV/],
  ['a page of the web', named('pegawai.csv', '<!DOCTYPE html><p>nip</p>'), /Judul kolom tidak ditemukan/],
  [
    'a bomb',
    named('pegawai.xlsx', zipOf({ 'xl/workbook.xml': 'x' }, { declaredBytes: 0xfffffff0 })),
    /mengembang jauh melebihi/,
  ],
  ['an archive that leaves its folder', named('pegawai.xlsx', zipOf({ '../../luar.xml': 'x' })), /rusak atau bukan/],
  ['half a workbook', named('pegawai.xlsx', workbookOf('').subarray(0, 200)), /rusak atau bukan/],
  ['a locked workbook', named('pegawai.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /terkunci kata sandi/],
]

async function upload(page: Page, file: Upload) {
  await page.locator('input[type=file]').first().setInputFiles(file)
}

test('a paper that cannot be kept is refused in a sentence, and a large one that can be is kept', async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  const row = page
    .getByRole('listitem')
    .filter({ has: page.locator('input[type=file]') })
    .first()
  for (const [what, file, sentence] of await papers()) {
    await upload(page, file)
    await expect(row.getByRole('alert'), what).toHaveText(sentence)
    await expect(row.getByRole('button').last()).not.toHaveAttribute('aria-busy')
  }
  const stored = await database`select 1 from proposal_documents where proposal_id = ${id}`
  expect(stored).toHaveLength(0)

  await upload(page, named('../../SK kenaikan.pdf', await pdfOf(9 * MEGABYTE)))
  await expect(row).toContainText('SK kenaikan.pdf, 1 hal.')
  await expect(row.getByRole('alert')).toBeHidden()
})

test('a workbook that cannot be read is refused in a sentence and leaves no import behind', async ({
  context,
  page,
}) => {
  await signInAs(context, 'mutation_officer')
  const count = async () => (await database`select 1 from import_runs`).length
  const before = await count()
  for (const [what, file, sentence] of workbooks) {
    await page.goto('/impor')
    await upload(page, file)
    await expect(page.getByRole('alert').filter({ hasText: /\w/ }), what).toHaveText(sentence)
  }
  expect(await count()).toBe(before)
})
