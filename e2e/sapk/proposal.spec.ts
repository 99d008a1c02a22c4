import type { Page, Request, Route } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { proposalIn, stateOf } from '@/e2e/sapk/proposals'

const DETAIL = 'Halaman 1 surat keputusan tidak terbaca, mohon dipindai ulang.'
const REPLY = 'Berkas sudah dipindai ulang.'

/** Opens a file, begins with it, which assigns it, and waits until it can be worked on. */
async function openReview(page: Page, id: string) {
  await page.goto(`/sapk/verifikasi/${id}`)
  await page.getByRole('button', { name: 'Mulai verifikasi' }).click()
  await expect(page.getByText('Dipegang Anda')).toBeVisible()
}

test('a verifier accepts a file by keyboard alone', async ({ context, page }) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await page.goto('/sapk/verifikasi') // looks at the next file, and takes none
  await expect(page.getByRole('button', { name: 'Mulai verifikasi' })).toBeVisible()
  await page.goto(`/sapk/verifikasi/${id}`)
  await expect(page.getByText('Anda baru melihat usul ini.')).toBeVisible()
  expect(await stateOf(id)).toBe('sent')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Dipegang Anda')).toBeVisible()
  const matches = page.getByRole('button', { name: 'Sesuai', exact: true })
  const count = await matches.count()
  expect(count).toBeGreaterThan(7) // rank to pay, then post, unit, education and every paper
  const struck = await page
    .locator('tr[data-row]:has(s)')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.innerText)))
  expect(struck.length).toBeGreaterThan(0)
  for (const [before, after] of struck) expect(before).not.toBe(after)
  await expect(page.getByRole('button', { name: /^Setujui/ })).toBeDisabled()

  await page.getByRole('heading', { level: 1 }).focus()
  for (let index = 0; index < count; index++) {
    await page.keyboard.press('j')
    await expect(matches.nth(index)).toBeFocused()
    await page.keyboard.press('s')
    await expect(matches.nth(index)).toHaveAttribute('aria-pressed', 'true')
  }
  await expect(page.getByText('Semua hal sudah diputus.')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => stateOf(id)).toBe('technical_draft')
  await expect(page).not.toHaveURL(new RegExp(`/${id}`))
  await expect(page.getByText(/^Usul \S+ atas nama .* disetujui\. Pertek menunggu paraf\.$/)).toBeVisible()
})

test('what does not match goes back with its reason, and the officer reads it', async ({ browser, context, page }) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  const rows = page.getByRole('row').filter({ has: page.getByRole('group') })
  const count = await rows.count()
  for (let index = 1; index < count; index++) {
    const matches = rows.nth(index).getByRole('button', { name: 'Sesuai', exact: true })
    await matches.click()
    await expect(matches).toHaveAttribute('aria-pressed', 'true')
  }
  await rows.nth(0).getByRole('button', { name: 'Tidak sesuai' }).click()
  const decide = page.getByRole('button', { name: /^Kembalikan 1 hal/ })
  await expect(page.getByLabel('Alasan')).toBeFocused()
  await page.getByLabel('Alasan').selectOption('value_differs')
  await page.getByLabel(/^Rincian/).fill(DETAIL)
  await expect(decide).toBeDisabled() // no next step yet
  await page.getByLabel('Langkah berikutnya').selectOption('replace_document')
  await expect(page.getByText('Semua putusan tersimpan')).toBeVisible()
  const preview = page.getByText(`Nilai berbeda dengan dokumen. ${DETAIL} Ganti berkas.`)
  await expect(preview).toBeVisible()
  await decide.click()
  await expect.poll(() => stateOf(id)).toBe('returned')

  const officer = await browser.newContext()
  await signInAs(officer, 'mutation_officer')
  const desk = await officer.newPage()
  await desk.goto(`/sapk/usul/${id}`)
  const repairs = desk.getByRole('region', { name: 'Perbaikan yang diminta' })
  await expect(repairs).toContainText(`Nilai berbeda dengan dokumen. ${DETAIL} Ganti berkas.`)
  await expect(repairs).toContainText('Jawab paling lambat')
  await repairs.getByLabel('Jawaban instansi').fill(REPLY)
  await repairs.getByRole('button', { name: 'Simpan jawaban' }).click()
  await expect(repairs.getByText('Perubahan tersimpan.')).toBeVisible()
  await officer.close()
})

test('a verifier sees in the next round what was asked before and what the agency answered', async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('sent')
  await database`update promotion_proposals set round = 2 where id = ${id}`
  await database`
    insert into proposal_checks (proposal_id, round, item, matches, reason_code, detail, next_step, reply, checked_by)
    values (${id}, 1, 'field:rank', false, 'value_differs', ${DETAIL}, 'correct_data', ${REPLY}, ${id})`
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  await expect(page.getByText(`Putaran 1 Nilai berbeda dengan dokumen. ${DETAIL} Perbaiki data.`)).toBeVisible()
  await expect(page.getByText(`Jawaban instansi ${REPLY}`)).toBeVisible()
})

test('a verdict that could not be sent is shown as unsaved and sent when the connection is back', async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  const matches = page.getByRole('button', { name: 'Sesuai', exact: true })
  await context.setOffline(true)
  await matches.nth(0).click()
  await expect(page.getByText('1 putusan belum tersimpan')).toBeVisible()
  await matches.nth(1).click()
  await expect(page.getByText('2 putusan belum tersimpan')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('Semua putusan tersimpan')).toBeVisible()
  const [row] = await database`select count(*)::int as saved from proposal_checks where proposal_id = ${id}`
  expect(row?.saved).toBe(2)
})

test('a verdict that fails while the connection comes back is sent again at once', async ({ context, page }) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  const onItsWay: Route[] = []
  const isSent = (request: Request) => request.method() === 'POST' && request.headers()['next-action'] !== undefined
  await page.route('**', (route) => {
    if (onItsWay.length === 0 && isSent(route.request())) onItsWay.push(route)
    else void route.fallback()
  })
  await page.getByRole('button', { name: 'Sesuai', exact: true }).first().click()
  await expect.poll(() => onItsWay.length).toBe(1)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await onItsWay[0]?.abort('internetdisconnected')
  await expect(page.getByText('Semua putusan tersimpan')).toBeVisible()
})

test('a verdict that is pressed while earlier ones are being saved is not lost', async ({ context, page }) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  const matches = page.getByRole('button', { name: 'Sesuai', exact: true })
  await context.setOffline(true)
  for (let index = 0; index < 6; index++) await matches.nth(index).click()
  await expect(page.getByText('6 putusan belum tersimpan')).toBeVisible()
  await matches.nth(6).hover()
  await page.mouse.down()
  await context.setOffline(false)
  const saved = async () => (await database`select from proposal_checks where proposal_id = ${id}`).length
  await expect.poll(saved, { timeout: 30_000 }).toBe(6)
  await page.mouse.up()
  await expect(matches.nth(6)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('Semua putusan tersimpan')).toBeVisible()
  expect(await saved()).toBe(7)
})

test('a file that is left goes back to the queue, one that is passed on waits for its recipient', async ({
  browser,
  context,
  page,
}) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  await page.getByRole('link', { name: 'Linimasa' }).click()
  await expect(page.getByRole('heading', { name: 'Linimasa' })).toBeVisible()
  await expect.poll(() => stateOf(id)).toBe('sent')

  await openReview(page, id)
  await page.getByRole('button', { name: 'Teruskan' }).click()
  const dialog = page.getByRole('dialog', { name: 'Teruskan ke verifikator lain' })
  await dialog.getByLabel('Kepada').selectOption({ index: 1 })
  await dialog.getByLabel('Catatan').fill(DETAIL)
  await dialog.getByRole('button', { name: 'Teruskan' }).dblclick()
  await expect.poll(() => stateOf(id)).toBe('sent')
  await expect(page).not.toHaveURL(new RegExp(`/${id}$`))
  const steps = await database`select from proposal_events where proposal_id = ${id} and event = 'forward'`
  expect(steps).toHaveLength(1) // pressed twice, done once

  const [held] = await database`
    select a.user_id from promotion_proposals p join accounts a on a.id = p.verifier_id where p.id = ${id}`
  const other = await browser.newContext()
  await signInAs(other, 'bkn_verifier', held?.user_id)
  const desk = await other.newPage()
  await openReview(desk, id)
  await expect(desk.getByText(DETAIL)).toBeVisible()
  await other.close()
})

test('an approver asks for a repair or turns a proposal down, with the text that the officer reads', async ({
  context,
  page,
}) => {
  await signInAs(context, 'agency_approver')
  for (const [button, state] of [
    ['Minta perbaikan', 'agency_repair'],
    ['Tolak usul', 'turned_down'],
  ] as const) {
    const { id } = await proposalIn('agency_review')
    await page.goto(`/sapk/usul/${id}`)
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog', { name: button })
    await dialog.getByLabel('Alasan').selectOption('value_differs')
    await dialog.getByLabel('Rincian').fill(DETAIL)
    await dialog.getByLabel('Langkah berikutnya').selectOption('correct_data')
    const text = `Nilai berbeda dengan dokumen. ${DETAIL} Perbaiki data.`
    await expect(dialog.getByText(text)).toBeVisible()
    await dialog.getByRole('button', { name: button }).dblclick()
    await expect.poll(() => stateOf(id)).toBe(state)
    await expect(page.getByRole('region', { name: 'Linimasa' }).getByText(text)).toBeVisible()
    const steps = await database`select from proposal_events where proposal_id = ${id} and to_state = ${state}`
    expect(steps).toHaveLength(1)
  }
})

test('a rejection needs a reason, a detail and a next step', async ({ context, page }) => {
  const { id } = await proposalIn('sent')
  await signInAs(context, 'bkn_verifier')
  await openReview(page, id)
  for (const matches of await page.getByRole('button', { name: 'Sesuai', exact: true }).all()) await matches.click()
  await expect(page.getByText('Semua hal sudah diputus.')).toBeVisible()
  await page.getByRole('button', { name: 'Tolak', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Tolak' })
  await dialog.getByLabel('Rincian').focus()
  await page.keyboard.press('Control+Enter') // rejects, and does not accept the file below the dialog
  await expect(dialog.getByRole('alert').first()).toBeVisible()
  expect(await stateOf(id)).toBe('bkn_review')
  await dialog.getByRole('combobox', { name: 'Alasan' }).selectOption('condition_unmet')
  await dialog.getByLabel('Rincian').fill(DETAIL)
  await dialog.getByRole('combobox', { name: 'Langkah berikutnya' }).selectOption('propose_again')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => stateOf(id)).toBe('rejected')
})

test('a returned file that nobody answered is ended by BKN, and the officer reads why', async ({
  browser,
  context,
  page,
}) => {
  const { id } = await proposalIn('sent')
  await database`update promotion_proposals set state = 'returned', due_on = current_date - 2 where id = ${id}`
  await signInAs(context, 'bkn_verifier')
  await page.goto(`/sapk/usul/${id}`)
  await page.getByRole('button', { name: 'Nyatakan TMS' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nyatakan TMS' })
  await dialog.getByLabel('Alasan').selectOption('document_missing')
  await dialog.getByLabel('Rincian').fill(DETAIL)
  await dialog.getByLabel('Langkah berikutnya').selectOption('propose_again')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Nyatakan TMS' }).click()
  await expect.poll(() => stateOf(id)).toBe('rejected')
  await expect(page.getByRole('button', { name: 'Nyatakan TMS' })).toHaveCount(0)

  const officer = await browser.newContext()
  await signInAs(officer, 'mutation_officer')
  const desk = await officer.newPage()
  await desk.goto(`/sapk/usul/${id}`)
  await expect(desk.getByRole('region', { name: 'Linimasa' })).toContainText(`Berkas belum ada. ${DETAIL}`)
  await officer.close()
})

test('what missed its period is moved to the next one, from its page or from the list', async ({ context, page }) => {
  const [first, second] = [await lateProposal(), await lateProposal()]
  await signInAs(context, 'mutation_officer')
  await test.step('where submitting it is refused', async () => {
    await page.goto(`/sapk/usul/${first.id}`)
    await page.getByRole('button', { name: 'Ajukan', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'usul yang sudah dibuat dapat dipindahkan' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Pindahkan ke periode berikutnya' }).click()
    await expect(page.getByText(`Usul ${first.name} dipindahkan ke periode berikutnya.`)).toBeVisible()
    expect(await stateOf(first.id)).toBe('collecting')
    await expect(page.getByRole('region', { name: 'Linimasa' })).toContainText('Dipindahkan ke periode berikutnya')
    await expect(page.getByText('sudah lewat sebelum usul ini disetujui')).toHaveCount(0)
  })

  await test.step('many at once', async () => {
    await page.goto('/sapk/usul')
    await page
      .getByRole('link', { name: /^Usul periode / })
      .first()
      .click()
    await page.getByRole('checkbox', { name: `Pilih usul ${second.name}` }).check()
    await page.getByRole('button', { name: 'Pindahkan 1 usul ke periode berikutnya' }).click()
    await expect(page.getByText('1 usul dipindahkan ke periode berikutnya.')).toBeVisible()
    expect(await stateOf(second.id)).toBe('collecting')
  })
  await database`update promotion_proposals set state = 'cancelled' where id in ${database([first.id, second.id])}`
})

/** A draft for next month, whose cut-off has passed, of somebody who may be promoted in the period that is open now. */
async function lateProposal(): Promise<{ id: string; name: string }> {
  const { id } = await proposalIn('draft')
  const eligible = () => database<{ employeeId: string; name: string }[]>`
    select r.employee_id as "employeeId", e.name from nominative_results r
    join promotion_proposals p on p.id = ${id} and p.agency_id = r.agency_id
    join employees e on e.id = r.employee_id
    where r.outcome = 'eligible' and r.effective_on = (
        select min(n.effective_on) from nominative_runs n
        where n.agency_id = r.agency_id and n.effective_on - interval '2 months' + interval '19 days' >= current_date)
      and not exists (select from promotion_proposals o where o.employee_id = r.employee_id)
      and not exists (select from accounts a where a.employee_id = r.employee_id)
    order by r.employee_id limit 1`
  await expect.poll(async () => (await eligible()).length, { message: 'the nominatif of the open period' }).toBe(1)
  const [person] = await eligible()
  if (!person) throw new Error('nobody is eligible')
  await database`
    update promotion_proposals set employee_id = ${person.employeeId},
      effective_on = date_trunc('month', current_date + interval '1 month')::date where id = ${id}`
  return { id, name: person.name }
}

test('of two people at one file, one works and the other is told', async ({ browser, context, page }) => {
  await test.step('two verifiers', async () => {
    const { id } = await proposalIn('sent')
    await signInAs(context, 'bkn_verifier')
    await openReview(page, id)
    const other = await browser.newContext()
    await signInAs(other, 'bkn_verifier', 'verifikator.dua')
    const second = await other.newPage()
    await second.goto(`/sapk/verifikasi/${id}`)
    await expect(second.getByText(/^Dipegang .+\. Usul kembali ke antrean/)).toBeVisible()
    await expect(second.getByRole('button', { name: 'Sesuai', exact: true })).toHaveCount(0)
    await expectAccessible(second)
    await other.close()
  })

  await test.step('two officers', async () => {
    const { id } = await proposalIn('draft')
    const [first, second] = await Promise.all(
      ['petugas', 'petugas.dua'].map(async (userId) => {
        const own = await browser.newContext()
        await signInAs(own, 'mutation_officer', userId)
        const desk = await own.newPage()
        await desk.goto(`/sapk/usul/${id}`)
        await desk.getByRole('button', { name: 'Batalkan usul' }).click()
        await desk.getByRole('dialog').getByLabel('Alasan').fill('Pegawai pindah ke instansi lain bulan ini.')
        return desk
      }),
    )
    if (!first || !second) throw new Error('two officers were asked for')
    await first.getByRole('dialog').getByRole('button', { name: 'Batalkan usul' }).click()
    await expect.poll(() => stateOf(id)).toBe('cancelled')
    await second.getByRole('dialog').getByRole('button', { name: 'Batalkan usul' }).click()
    await expect(second.getByRole('dialog')).toContainText('Data ini baru saja diubah orang lain.')
    await expect(second.getByRole('dialog').getByLabel('Alasan')).toHaveValue(
      'Pegawai pindah ke instansi lain bulan ini.',
    )
    await first.context().close()
    await second.context().close()
  })
})

test('the pages of a proposal pass axe on a phone, for everybody who has a part in it', async ({ browser, page }) => {
  const sent = await proposalIn('sent')
  const draft = await proposalIn('draft')
  await page.close()
  for (const [role, paths] of [
    ['bkn_verifier', ['/beranda', '/sapk/usul', '/sapk/pemantauan', `/sapk/verifikasi/${sent.id}`]],
    ['mutation_officer', [`/sapk/usul/${draft.id}`, '/sapk/usul?nama=tidakada']],
    ['agency_signer', ['/beranda']],
    ['bkn_admin', ['/beranda']],
    ['employee', ['/profil/usul']],
  ] as const) {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } })
    await signInAs(context, role)
    const desk = await context.newPage()
    for (const path of paths) {
      await desk.goto(path)
      await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await sidewaysOf(desk), `${path} as ${role}`).toEqual([])
      await expectAccessible(desk)
    }
    await context.close()
  }
})
