import postgres from 'postgres'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, demonstrationPassword } from '@/e2e/people'
import { leftBehind, openInbox, SLOW, violationsOf } from '@/e2e/wbs/journey'
import { deskOf, keepPaper, letIn, lookAgain, officer, tabTo, take } from '@/e2e/wbs/office'
import { NAME, reportFromPhone } from '@/e2e/wbs/phone'
import { addMonths, civilDateIn } from '@/lib/civil-date'
import { type Closure, closureSchema } from '@/lib/wbs/closure'
import { quarterFigures } from '@/lib/wbs/figures'
import { numberOf, publishable, quarterOf } from '@/lib/wbs/quarter'
import { beside } from '@/scripts/wbs-database.mjs'

const LHP = 'Tiga saksi membenarkan permintaan uang itu.'

test('a frightened person is heard: from a phone to a closed case, with an identity that opens by the reporter’s leave', async ({
  browser,
  page: reporter,
}) => {
  test.setTimeout(420_000)
  await reporter.setViewportSize({ width: 360, height: 740 })
  const faults = violationsOf(reporter)

  const { code, report } =
    await test.step('the reporter writes on a phone, cleans a photo, seals who they are, and notes the code', () =>
      reportFromPhone(reporter))

  const verifier = await deskOf(browser, 'wbs.verifikator', '/wbs')
  await test.step('the verifikator finds it in the own list, says that a person has read it, and asks for more', async () => {
    const row = verifier.getByRole('row').filter({ hasText: report.slice(0, 8) })
    await expect(row).toContainText('Pejabat meminta uang Rp 15.000.000')
    await row.getByRole('link').click()
    await expect(verifier.getByText('Saya satu-satunya bendahara di bidang itu')).toBeVisible(SLOW)
    await expect(verifier.getByRole('region', { name: 'Berkas bukti' })).toContainText('Bukti 1.jpg')
    await expect(verifier.getByRole('button', { name: 'Mulai investigasi' })).toHaveCount(0)
    await expectAccessible(verifier)
    await verifier.getByRole('button', { name: 'Tanggapi dan mulai verifikasi' }).click()
    await verifier.getByRole('dialog').getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(verifier.getByText('Tulis alasan yang dibaca pelapor.')).toBeVisible()
    await expect(verifier.getByLabel('Yang dibaca pelapor')).toBeFocused()
    await verifier.getByLabel('Yang dibaca pelapor').fill('a'.repeat(10_002))
    await expect(verifier.getByText('Paling banyak 10.000 huruf; kurangi 2.')).toBeVisible()
    await verifier.getByLabel('Yang dibaca pelapor').fill('')
    await verifier.getByRole('dialog').getByRole('button', { name: 'Batal' }).first().click()
    await take(verifier, 'Tanggapi dan mulai verifikasi', 'Laporan Anda sudah kami baca.')
    await take(verifier, 'Minta klarifikasi', 'Apakah uang itu diminta lisan atau tertulis?', {
      result: 'Perlu klarifikasi',
    })
  })

  await test.step('the reporter comes back with the code, reads the question, and answers it', async () => {
    await openInbox(reporter, code, 'Ada pertanyaan untuk Anda')
    await expect(reporter.getByText('Apakah uang itu diminta lisan atau tertulis?')).toBeVisible()
    await expectAccessible(reporter)
    await reporter.getByRole('textbox', { name: 'Jawaban Anda' }).fill('a'.repeat(10_002))
    await reporter.getByRole('button', { name: 'Kirim jawaban' }).click()
    await expect(reporter.getByText('Terlalu panjang untuk satu jawaban, lebih 2 huruf.')).toBeVisible()
    await reporter.getByRole('textbox', { name: 'Jawaban Anda' }).fill('Lisan, di depan dua orang rekan.')
    await reporter.getByRole('button', { name: 'Kirim jawaban' }).click()
    await expect(reporter.getByRole('listitem').filter({ hasText: 'Lisan, di depan' })).toBeVisible(SLOW)
    await expect(reporter.getByRole('heading', { level: 1, name: 'Jawaban Anda sudah sampai' })).toBeVisible()
  })

  await test.step('the verifikator goes on, finds it complete, and lets a penelaah in', async () => {
    await lookAgain(verifier, report)
    await expect(verifier.getByText('Lisan, di depan dua orang rekan.')).toBeVisible()
    await take(verifier, 'Lanjutkan verifikasi', 'Jawaban Anda kami terima.')
    await take(verifier, 'Lengkap, teruskan ke telaah', 'Unsurnya lengkap.', { result: 'Informasi awal lengkap' })
    await letIn(verifier, 'Theresia Lowoleba, Advokat')
    await verifier.context().close()
  })

  await test.step('the penelaah weighs it in a note that the reporter has no key of', async () => {
    const page = await deskOf(browser, 'wbs.luar.dua', `/wbs/${report}`)
    await page.getByLabel('Jawaban untuk pelapor').fill('Bukti tidak perlu Anda cari sendiri.')
    await page.getByRole('button', { name: 'Kirim jawaban' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Bukti tidak perlu Anda' })).toBeVisible(SLOW)
    await page.getByLabel('Catatan baru').fill('Telaah: dua saksi disebut, layak diperiksa.')
    await page.getByRole('button', { name: 'Simpan catatan' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Telaah: dua saksi' })).toBeVisible(SLOW)
    await expect(page.getByRole('button', { name: 'Usulkan: Tidak diproses' })).toBeVisible()
    await page.context().close()
  })

  const inspector = await deskOf(browser, 'wbs.inspektur', `/wbs/${report}`)
  await test.step('the inspektur decides on an investigation, and signs no LHP that is not there', async () => {
    await expect(inspector.getByRole('listitem').filter({ hasText: 'Telaah: dua saksi' })).toBeVisible(SLOW)
    await take(inspector, 'Mulai investigasi', 'Bukti awal cukup.')
    await inspector.getByRole('button', { name: 'Tanda tangani LHP' }).click()
    await inspector.getByLabel('Yang dibaca pelapor').fill('Pemeriksaan selesai.')
    await inspector.getByRole('dialog').getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(inspector.getByText('Simpan LHP di berkas pemeriksaan lebih dahulu.')).toBeVisible()
    await inspector.getByRole('dialog').getByRole('button', { name: 'Batal' }).first().click()
  })

  await test.step('whoever has no key of it is told that there is no such report', async () => {
    const stranger = await officer(browser, 'wbs.luar.satu')
    const answer = await stranger.request.get(`/wbs/${report}`)
    expect(answer.status()).toBe(404)
    expect(await answer.text()).not.toContain('age-encryption')
    await stranger.context().close()
  })

  const investigator = await deskOf(browser, 'wbs.investigator', `/wbs/${report}`)
  await test.step('the investigator keeps plan, list of evidence and LHP, and asks for the identity', async () => {
    await keepPaper(investigator, 'Rencana pemeriksaan', 'Bertanya kepada dua rekan.')
    await keepPaper(investigator, 'Daftar bukti', 'Kuitansi, keterangan dua rekan.')
    await keepPaper(investigator, 'Laporan hasil pemeriksaan (LHP)', LHP)
    await investigator.getByText('Minta identitas', { exact: true }).click()
    await investigator.getByRole('button', { name: 'Kirim permintaan' }).click()
    await expect(investigator.getByLabel('Tujuan')).toBeFocused()
    await investigator.getByLabel('Tujuan').fill('Meminta keterangan di luar kantor')
    await investigator.getByLabel('Dasar hukum').fill('Pasal 10 UU 31/2014')
    await expect(investigator.getByText('Isi bagian ini.')).toHaveCount(0)
    await expectAccessible(investigator)
    await investigator.getByRole('button', { name: 'Kirim permintaan' }).click()
    await expect(investigator.getByText('Menunggu jawaban pelapor.')).toBeVisible(SLOW)
    await expect(investigator.getByRole('button', { name: 'Buka identitas' })).toHaveCount(0)
  })

  await test.step('the reporter is asked before any custodian is, reads who and why, and says yes', async () => {
    const custodian = await officer(browser, 'wbs.kustodian.satu')
    expect(await (await custodian.request.get('/wbs/segel')).text()).not.toContain(report)
    await custodian.context().close()
    await reporter.goto('/lapor')
    await openInbox(reporter, code, 'Laporan Anda sedang diinvestigasi')
    await expect(reporter.getByText('Meminta keterangan di luar kantor')).toBeVisible(SLOW)
    await expectAccessible(reporter)
    await reporter.getByRole('button', { name: 'Ya, saya izinkan' }).click()
    await expect(reporter.getByText('Anda mengizinkan. Menunggu dua kustodian.')).toBeVisible(SLOW)
  })

  await test.step('one custodian says no, and why', async () => {
    const page = await deskOf(browser, 'wbs.kustodian.dua', '/wbs/segel')
    const asked = page.locator('section').filter({ hasText: `Permintaan untuk laporan ${report.slice(0, 8)}` })
    await asked.getByText('Tolak', { exact: true }).click(SLOW)
    await asked.getByRole('button', { name: 'Kirim penolakan' }).click()
    await expect(asked.getByLabel('Alasan menolak')).toBeFocused()
    await asked.getByLabel('Alasan menolak').fill('Tujuannya belum jelas bagi saya.')
    await expect(asked.getByText('Tulis alasan lebih dahulu.')).toHaveCount(0)
    await expectAccessible(page)
    await asked.getByRole('button', { name: 'Kirim penolakan' }).click()
    await expect(asked.getByText('menolak', { exact: true })).toBeVisible(SLOW)
    await expect(asked.getByRole('button', { name: 'Kirim penolakan' })).toHaveCount(0)
    await page.context().close()
  })

  await test.step('the two others hand their shares to whoever asked, by the keyboard alone', async () => {
    for (const userId of ['wbs.kustodian.satu', 'wbs.kustodian.tiga']) {
      const page = await officer(browser, userId)
      await page.goto('/wbs/segel')
      await tabTo(page, page.getByLabel('Frasa sandi kunci, atau kata pemulihan'))
      await page.keyboard.type(demonstrationPassword)
      await page.keyboard.press('Enter')
      const asked = page.locator('section').filter({ hasText: `Permintaan untuk laporan ${report.slice(0, 8)}` })
      await expect(asked.getByText(/^Izin pelapor, ditandatangani/)).toBeVisible(SLOW)
      await expectAccessible(page)
      await tabTo(page, asked.getByRole('button', { name: 'Buka bagian saya untuk yang meminta' }))
      await page.keyboard.press('Enter')
      await expect(asked.getByText('membuka bagiannya', { exact: true })).toBeVisible(SLOW)
      await expect(page.locator(':focus')).toContainText('membuka bagiannya')
      await page.context().close()
    }
  })

  await test.step('the investigator alone reads the identity, and why one custodian said no', async () => {
    await lookAgain(investigator, report)
    await investigator.getByRole('button', { name: 'Buka identitas' }).click(SLOW)
    await expect(investigator.getByText(NAME)).toBeVisible(SLOW)
    await expect(investigator.getByText('Tujuannya belum jelas bagi saya.')).toBeVisible()
    await expectAccessible(investigator)
    await investigator.getByRole('button', { name: 'Sembunyikan' }).click()
    await expect(investigator.getByText(NAME)).toHaveCount(0)
    await investigator.context().close()
  })

  await test.step('the inspektur signs the LHP, recommends, and lets the authorised official in', async () => {
    await lookAgain(inspector, report)
    await expect(inspector.getByRole('button', { name: 'Buka identitas' })).toHaveCount(0)
    await take(inspector, 'Tanda tangani LHP', 'Pemeriksaan selesai.')
    const paper = inspector.getByRole('listitem').filter({ hasText: LHP })
    await expect(paper.getByText('Ditandatangani inspektur', { exact: true }).first()).toBeVisible(SLOW)
    await take(inspector, 'Beri rekomendasi', 'Hukuman disiplin bagi yang meminta uang.')
    await letIn(inspector, 'Hendra Simpangkatis, Deputi Bidang Pembinaan')
  })

  await test.step('the official follows the recommendation and proposes to close, which nobody does alone', async () => {
    const page = await deskOf(browser, 'wbs.pejabat', `/wbs/${report}`)
    await take(page, 'Mulai tindak lanjut', 'Pelaku diperiksa atasannya dan dibebastugaskan.')
    const closing = { result: 'Terbukti', sends: 'Kirim usul' }
    await take(page, 'Usulkan: Selesaikan', 'Terbukti; pelaku dihukum disiplin.', closing)
    await expect(page.getByText('Menunggu persetujuan orang lain.')).toBeVisible(SLOW)
    await expect(page.getByRole('button', { name: 'Setujui dan tanda tangani' })).toHaveCount(0)
    await page.context().close()
  })

  await test.step('the inspektur confirms it as it was proposed, and tells the statistics', async () => {
    await lookAgain(inspector, report)
    await inspector.getByRole('button', { name: 'Setujui dan tanda tangani' }).click()
    const dialog = inspector.getByRole('dialog')
    await expect(dialog.getByLabel('Yang dibaca pelapor')).toHaveValue('Terbukti; pelaku dihukum disiplin.')
    await dialog.getByLabel('Jenis instansi').selectOption({ label: 'Provinsi' })
    await dialog.getByLabel('Ada tindakan perbaikan').check()
    await expectAccessible(inspector)
    await dialog.getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(inspector.getByText('Selesai; dua orang memutuskan')).toBeVisible(SLOW)
    await inspector.context().close()
  })

  await test.step('the reporter reads each signed step and the end, sees who was given the identity, and nothing of the LHP', async () => {
    await reporter.goto('/lapor')
    await openInbox(reporter, code, 'Laporan ini selesai')
    for (const line of [
      'Laporan Anda sudah kami baca.',
      'Apakah uang itu diminta lisan atau tertulis?',
      'Jawaban Anda kami terima.',
      'Unsurnya lengkap.',
      'Bukti tidak perlu Anda cari sendiri.',
      'Bukti awal cukup.',
      'Pemeriksaan selesai.',
      'Hukuman disiplin bagi yang meminta uang.',
      'Pelaku diperiksa atasannya dan dibebastugaskan.',
      'Terbukti; pelaku dihukum disiplin.',
      'Penelaah kini ikut membaca laporan ini,',
      'Pejabat yang berwenang kini ikut membaca laporan ini,',
      'Anda menyegel identitas',
      'Investigator meminta agar identitas Anda dibuka',
      'Anda mengizinkan',
      'Kustodian identitas menolak membuka bagiannya,',
      'Kustodian identitas menyerahkan potongan kuncinya kepada yang meminta,',
      'Investigator menerima kuncinya dan kini dapat membaca identitas yang tersegel,',
    ])
      await expect(reporter.getByRole('listitem').filter({ hasText: line }).first()).toBeVisible()
    const card = reporter.getByRole('complementary')
    await expect(card.getByRole('definition').filter({ hasText: /^Terbukti$/ })).toBeVisible()
    await expect(card).toContainText('Theresia Lowoleba, Advokat')
    for (const secret of [LHP, 'Telaah: dua saksi']) await expect(reporter.getByText(secret)).toHaveCount(0)
    await expectAccessible(reporter)
    expect(await leftBehind(reporter)).toMatchObject({ cookies: [], local: 0, session: 0, databases: [], caches: [] })
    expect(faults).toEqual([])
  })

  await test.step('the figures of its quarter count it, and the main database knows nothing of it', async () => {
    const quarter = await publishedWith(report)
    await reporter.goto('/lapor/angka')
    const { number, year } = numberOf(quarter)
    const figures = reporter
      .locator('section')
      .filter({ hasText: `Triwulan ${number} ${year}` })
      .first()
    await expect(figures).toContainText('Laporan selesai5')
    const [found] =
      await database`select count(*)::int as count from audit_events where to_jsonb(audit_events)::text like ${`%${report}%`}`
    expect(found?.count).toBe(0)
  })
})

/**
 * Months pass: the figures of a quarter that is over, with what the closing told of the report and four others like it, of
 * which nobody would read a word: fewer than five are kept back.
 */
async function publishedWith(report: string): Promise<string> {
  const today = civilDateIn('Asia/Jakarta', new Date())
  const quarter = publishable(quarterOf(addMonths(today, -12)), today).at(-1) ?? ''
  const wbs = postgres(beside(process.env.TEST_DATABASE_URL ?? ''), { max: 1, transform: postgres.camel })
  const [told] = await wbs`select * from closures where report_id = ${report}`
  expect(told).toMatchObject({ category: 'levy', agencyKind: 'province', result: 'proven', hasCorrectiveAction: true })
  const days = { acknowledge: 1, verify: 1, review: 1, investigate: 1, follow_up: 1 }
  const closure: Closure = closureSchema.parse({ ...told, days })
  const figures = JSON.stringify(quarterFigures(quarter, { received: 5, unreadable: 0 }, Array(5).fill(closure)))
  await wbs`
    insert into publications (quarter, figures, published_on) values (${quarter}, ${figures}, ${today})
    on conflict (quarter) do update set figures = excluded.figures`
  await wbs.end()
  return quarter
}
