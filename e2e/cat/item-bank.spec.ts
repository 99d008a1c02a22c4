import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { DOT_PNG } from '@/lib/cat/item-package.fixture'
import { zipOf } from '@/lib/import/workbook.fixture'

const WHOLE = 'E2E-UTUH'
const FAULTY = 'E2E-TANPA-KUNCI'

/** Two items as another system exports them: one is whole and has a picture, the other has lost its key. */
function packageWithFault(): Buffer {
  const item = (code: string, declared: string) =>
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${code}" title="${code}"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">${declared}</responseDeclaration><itemBody><p>Lanjutkan rangkaian ini. <img src="titik.png" alt="Titik merah"/></p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">${['satu', 'dua', 'tiga', 'empat', 'lima'].map((body, index) => `<simpleChoice identifier="c${index + 1}">${body} titik</simpleChoice>`).join('')}</choiceInteraction></itemBody></assessmentItem>`
  const resource = (file: string) => `<resource identifier="${file}" type="imsqti_item_xmlv2p1" href="${file}"/>`
  return zipOf({
    'imsmanifest.xml': `<manifest><resources>${resource('a.xml')}${resource('b.xml')}</resources></manifest>`,
    'a.xml': item(WHOLE, '<correctResponse><value>c2</value></correctResponse>'),
    'b.xml': item(FAULTY, ''),
    'titik.png': DOT_PNG,
  })
}

async function approvedSeries(): Promise<number> {
  const [row] = await database<{ n: number }[]>`
    select count(*)::int as n from exam_items i join accounts a on a.agency_id = i.agency_id
    where a.user_id = ${accountOf('item_writer').userId} and i.aspect = 'figural.serial' and i.state = 'approved'`
  return row?.n ?? 0
}

test('a package with a fault is imported, mended, reviewed by a second person and counted', async ({
  context,
  page,
}) => {
  const before = await approvedSeries()

  await test.step('the file is checked item by item, and nothing is in the bank yet', async () => {
    await signInAs(context, 'item_writer')
    await page.goto('/cat/bank-soal/impor')
    await expectAccessible(page)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'paket.zip', mimeType: 'application/zip', buffer: packageWithFault() })
    await expect(page.getByRole('heading', { name: 'paket.zip' })).toBeVisible()
    await expect(page.getByText('Kunci jawaban tidak ada.')).toBeVisible()
    await expect(page.getByText('Hanya butir yang utuh (1)')).toBeVisible()
    await expectAccessible(page)
    const [row] = await database`select count(*)::int as n from exam_items where code = ${WHOLE}`
    expect(row?.n).toBe(0)
  })

  await test.step('all come in as drafts', async () => {
    await page.getByText('Semua butir (2)').click()
    await page.getByLabel('Subtes').selectOption('TIU')
    await page.getByLabel('Aspek').selectOption('figural.serial')
    await page.getByRole('button', { name: 'Masukkan 2 butir' }).click()
    await expect(page.getByRole('link', { name: FAULTY })).toBeVisible()
  })

  await test.step('the fault is mended in a version of its own, and the item submitted', async () => {
    await page.getByRole('link', { name: FAULTY }).click()
    await expect(page.getByText('Tentukan satu jawaban benar.').first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Ubah butir' }).click()
    await expectAccessible(page)
    await page.getByLabel('Jawaban benar').selectOption('C')
    await page.getByRole('button', { name: 'Simpan versi' }).click()
    await page.getByRole('button', { name: 'Ajukan untuk ditelaah' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ajukan untuk ditelaah' }).click()
    await expect(page.getByText('Orang kedua menelaah')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Setujui butir' })).toBeHidden()
  })

  await test.step('a second person approves it, and the blueprint counts it', async () => {
    const address = page.url()
    await signInAs(context, 'item_reviewer')
    await page.goto(address)
    await page.getByRole('button', { name: 'Setujui butir' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Setujui butir' }).click()
    await expect(page.getByText('Dapat dipakai dalam ujian', { exact: true })).toBeVisible()
    await page.goto('/cat/bank-soal/kisi-kisi')
    const row = page.getByRole('row', { name: /Figural: serial/ }).first()
    await expect(row.getByRole('link', { name: String(before + 1), exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('what is exported is a package that can be read again', async () => {
    const answer = await page.request.get('/api/bank-soal/unduh?format=qti&subtes=TIU')
    expect(answer.headers()['content-type']).toBe('application/zip')
    expect((await answer.body()).subarray(0, 2).toString()).toBe('PK')
  })
})
