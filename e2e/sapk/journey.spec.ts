import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { PDFDocument } from 'pdf-lib'
import { expect, expectAccessible, press, test } from '@/e2e/fixtures'
import { codeNow, database, demonstrationPassword, signInAs } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { qrOf } from '@/lib/documents/qr.fixture'
import { formatDate, formatNip } from '@/lib/format'

/** The period of the journey: everybody of the sample who may be promoted then is in it. */
const PERIOD = '2027-04-01'
const SAMPLE = 'e2e/samples/pegawai-babel.xlsx'
const expected = JSON.parse(readFileSync('e2e/samples/pegawai-babel.expected.json', 'utf8'))

const NOTE = 'Masa kerja golongan dihitung sejak TMT CPNS.'

test('an officer brings the workbook, BKN decides, the decree is signed, and anybody can verify it', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const officer = await pageOf(browser, 'mutation_officer')
  let person = { id: '', name: '', nip: '' }
  let proposalUrl = ''

  await test.step('the officer imports the valid rows of the workbook', async () => {
    const earlier = await appliedImport()
    if (earlier) {
      await officer.goto(`/impor/${earlier}`)
      await expect(officer.getByText('Impor diterapkan')).toBeVisible({ timeout: 120_000 })
      return
    }
    await officer.goto('/impor')
    await officer.locator('input[type=file]').setInputFiles(SAMPLE)
    await officer.getByRole('button', { name: 'Periksa berkas' }).click({ timeout: 60_000 })
    const apply = officer.getByRole('button', { name: /^Terapkan [\d.]+ baris$/ })
    await expect(apply).toBeVisible({ timeout: 120_000 })
    await expect(apply).toHaveText(`Terapkan ${expected.importable_rows.toLocaleString('id-ID')} baris`)
    await expectAccessible(officer)
    await apply.click()
    const confirm = officer.getByRole('dialog')
    await confirm.getByRole('button', { name: /^Terapkan/ }).click()
    await expect(officer.getByText('Impor diterapkan')).toBeVisible({ timeout: 120_000 })
  })

  await test.step('as many rows as can be imported are in the register', async () => {
    const [run] = await database<{ rows: number }[]>`
      select (counts->>'newRows')::int + (counts->>'updatedRows')::int as rows from import_runs
      where id = ${(await appliedImport()) ?? ''}`
    expect(run?.rows).toBe(expected.importable_rows)
  })

  await test.step('the nominatif says who may be promoted, and why the others may not', async () => {
    await officer.goto(`/sapk/kenaikan-pangkat?periode=${PERIOD}`)
    await press(officer.getByRole('button', { name: /Hitung/ }))
    await expect.poll(somebodyEligible, { timeout: 120_000 }).toBeTruthy()
    const other = await somebodyTooEarly()
    await officer.goto(
      `/sapk/kenaikan-pangkat?periode=${PERIOD}&hasil=belum&nama=${encodeURIComponent(other.name)}&buka=${other.id}`,
    )
    const reason = officer.locator('tr[data-detail]:not([hidden])')
    await expect(reason).toContainText('Paling sedikit 4 tahun dalam pangkat')
    await expect(reason).toContainText(`${other.rank} sejak ${formatDate(other.since, 'short')}`)
    await expect(reason).toContainText('PP 99/2000')
    await expect(reason).toContainText('Usulkan setelah genap 4 tahun')
    await expectAccessible(officer)

    person = (await somebodyEligible()) ?? person
    await officer.goto(
      `/sapk/kenaikan-pangkat?periode=${PERIOD}&hasil=memenuhi&nama=${encodeURIComponent(person.name)}`,
    )
    await expect(officer.getByRole('link', { name: person.name, exact: true })).toBeVisible()
    await expectAccessible(officer)
  })

  await test.step('the officer proposes one person and completes the papers', async () => {
    await press(officer.getByRole('checkbox', { name: new RegExp(person.name) }))
    await officer.getByRole('button', { name: /^Buat 1 usul$/ }).click()
    await expect(officer.getByText('1 usul dibuat.')).toBeInViewport()
    await expect.poll(() => proposalOf(person.id)).toBeTruthy()
    proposalUrl = `/sapk/usul/${(await proposalOf(person.id))?.id}`
    await officer.goto(proposalUrl)
    await uploadEverything(officer, person)
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Ajukan', exact: true }).click()
    await expect.poll(() => stateOf(person.id)).toBe('agency_review')
  })

  await test.step('the approver, who is not the maker, approves', async () => {
    const approver = await pageOf(browser, 'agency_approver')
    await approver.goto(proposalUrl)
    await press(approver.getByRole('button', { name: 'Setujui usul' }))
    await approver.getByRole('dialog').getByRole('button', { name: 'Setujui usul' }).click()
    await expect(
      approver.getByText(`Usul ${person.name} disetujui dan menunggu tanda tangan surat usul.`),
    ).toBeVisible()
    await expect.poll(() => stateOf(person.id)).toBe('awaiting_letter')
    await approver.context().close()
  })

  await test.step("the agency's signer signs the letter, and BKN has the proposal", async () => {
    await sign(browser, 'agency_signer', 'Tanda tangani surat usul', person)
    await expect.poll(() => stateOf(person.id), { timeout: 60_000 }).toBe('sent')
  })

  await test.step('the verifier sees the papers beside the facts, and accepts', async () => {
    const verifier = await pageOf(browser, 'bkn_verifier')
    await expect.poll(() => countNotes(person.id), { timeout: 60_000 }).toBe(1)
    await verifier.goto(`${proposalUrl}/naskah/nota-usul`)
    await expect(verifier.getByRole('heading', { name: 'Naskah terbit' })).toBeVisible()
    await verifier.goto(proposalUrl.replace('/usul/', '/verifikasi/'))
    await press(verifier.getByRole('button', { name: 'Mulai verifikasi' }))
    await expect(verifier.getByText('Dipegang Anda')).toBeVisible()
    await expectAccessible(verifier)
    const evidence = verifier.getByRole('table').getByRole('button', { name: /hal\. 2$/ })
    await expect(evidence.first(), 'the page of the paper that names the person').toBeVisible()
    await evidence.first().click()
    await expect(verifier.getByText('hal. 2 dari 2')).toBeVisible()
    const matches = verifier.getByRole('button', { name: 'Sesuai', exact: true })
    await expect(matches.first()).toBeVisible()
    for (const match of await matches.all()) {
      await match.click()
      await expect(match).toHaveAttribute('aria-pressed', 'true') // a row that is saved moves the next ones
    }
    await verifier.getByLabel('Catatan pada pertek').fill(NOTE)
    await verifier.getByRole('button', { name: /^Setujui/ }).click()
    await expect.poll(() => stateOf(person.id)).toBe('technical_draft')
    await expect(verifier, 'the desk turns to the next file by itself').not.toHaveURL(/\/verifikasi\/[0-9a-f-]{36}$/)
    await verifier.goto(proposalUrl)
    await expect(verifier.getByText(NOTE).first()).toBeVisible()
    await press(verifier.getByRole('button', { name: 'Paraf pertek' }))
    await expect.poll(() => stateOf(person.id)).toBe('initialling')
    await verifier.context().close()
  })

  await test.step('a second verifier puts their initials, and the head of the office signs', async () => {
    const second = await pageOf(browser, 'bkn_verifier', 'verifikator.dua')
    await second.goto(proposalUrl)
    await press(second.getByRole('button', { name: 'Paraf pertek' }))
    await expect.poll(() => stateOf(person.id)).toBe('technical_signing')
    await second.context().close()
    await sign(browser, 'bkn_signer', 'Tanda tangani 1 pertek', person)
    await expect.poll(() => stateOf(person.id), { timeout: 60_000 }).toBe('technical_sent')
  })

  await test.step('the officer prepares the decree and the agency signs it', async () => {
    await officer.goto('/beranda')
    await officer.getByRole('link', { name: /^Pemberitahuan \d+\+? belum dibaca$/ }).click()
    await expect(officer.getByRole('listitem').filter({ hasText: person.name }).getByText('Baru')).toBeVisible()
    await expect(officer).toHaveTitle(/^Pemberitahuan/)
    await expectAccessible(officer)
    await officer.getByRole('link', { name: new RegExp(`Pertek terbit ${person.name}`) }).click()
    await expect(officer).toHaveURL(proposalUrl)
    await expect(officer.getByRole('link', { name: 'Pemberitahuan', exact: true })).toBeVisible()
    await press(officer.getByRole('button', { name: 'Siapkan SK' }))
    await expect.poll(() => stateOf(person.id)).toBe('decree_draft')
    await officer.goto(proposalUrl)
    await press(officer.getByRole('button', { name: 'Kirim ke penanda tangan' }))
    await expect.poll(() => stateOf(person.id)).toBe('decree_signing')
    await sign(browser, 'agency_signer', 'Tanda tangani 1 SK', person)
    await expect.poll(() => stateOf(person.id), { timeout: 60_000 }).toBe('done')
  })

  await test.step('the history has the new rank, with its masa kerja and pay', async () => {
    const [rank] = await database`
      select h.rank::text, h.effective_on::text, h.service_months = p.to_service_months as months,
        h.salary_rupiah = p.to_salary_rupiah as salary, h.decree_number = p.decree_number as decree
      from rank_history h join promotion_proposals p on p.id::text = h.source_id
      where h.employee_id = ${person.id} and h.source = 'proposal'`
    expect(rank).toMatchObject({ effective_on: PERIOD, months: true, salary: true, decree: true })
  })

  await test.step('anybody verifies the decree by the code that is printed on it, without signing in', async () => {
    const proposal = await proposalOf(person.id)
    await officer.goto(proposalUrl)
    const [download] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByRole('link', { name: 'Unduh SK kenaikan pangkat' }).click(),
    ])
    const file = await download.path()
    const hasPoppler = spawnSync('pdfsig', ['-v']).error === undefined
    if (hasPoppler) {
      const opinion = execFileSync('pdfsig', [file], { encoding: 'utf8' })
      expect(opinion).toContain('Signature is Valid.')
      expect(opinion).toContain('Total document signed')
    }
    const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await visitor.goto(hasPoppler ? qrOf(file) : `/v/${proposal?.decree_code}`)
    await expect(visitor).toHaveURL(new RegExp(`/v/${proposal?.decree_code}$`))
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText('sah')
    await expect(visitor.getByText(proposal?.decree_number ?? 'no number')).toBeVisible()
    await expect(visitor.getByText(person.name, { exact: true })).toHaveCount(0)
    await visitor.context().close()
  })
  await officer.context().close()
})

/** The nota usul that went with the letter; the job runner signs it after the letter. */
async function countNotes(personId: string): Promise<number> {
  const notes = await database`
    select from issued_documents where employee_id = ${personId} and kind = 'proposal_note'`
  return notes.length
}

async function pageOf(browser: Browser, role: Role, userId?: string): Promise<Page> {
  const context = await browser.newContext()
  await signInAs(context, role, userId)
  return context.newPage()
}

/** The run that applied the workbook: a second try of the journey finds what the first one imported. */
async function appliedImport(): Promise<string | undefined> {
  const [run] = await database<{ id: string }[]>`
    select id from import_runs where file_name = ${basename(SAMPLE)} and status in ('applying', 'applied')`
  return run?.id
}

/** Somebody whom the workbook brought and the rules let through without a condition. */
async function somebodyEligible() {
  const [found] = await database<{ id: string; name: string; nip: string }[]>`
    select e.id, e.name, e.nip from nominative_results r join employees e on e.id = r.employee_id
    where r.effective_on = ${PERIOD} and r.outcome = 'eligible' and r.type = 'regular'
      and exists (select from rank_history h where h.employee_id = e.id and h.source = 'import')
      and not exists (select from promotion_proposals p where p.employee_id = e.id)
    order by e.nip limit 1`
  return found
}

/** Somebody of the workbook whose rank, by its own date, is younger than four years on the day of the period. */
async function somebodyTooEarly() {
  const [found] = await database<{ id: string; name: string; rank: string; since: CivilDate }[]>`
    select e.id, e.name, h.rank::text, h.effective_on::text as since
    from nominative_results r join employees e on e.id = r.employee_id
      join lateral (select rank, effective_on, source from rank_history where employee_id = e.id
        order by effective_on desc limit 1) h on h.source = 'import'
    where r.effective_on = ${PERIOD} and r.type = 'regular' and r.outcome = 'ineligible'
      and h.effective_on > ${PERIOD}::date - interval '4 years' order by e.nip limit 1`
  if (!found) throw new Error('everybody of the workbook is long enough in the rank')
  return found
}

async function proposalOf(employeeId: string) {
  const [proposal] = await database<{ id: string; state: string; decree_code: string; decree_number: string }[]>`
    select id, state, decree_code, decree_number from promotion_proposals where employee_id = ${employeeId}
    order by created_at desc limit 1`
  return proposal
}

const stateOf = async (employeeId: string) => (await proposalOf(employeeId))?.state

/** Gives every requirement that has no file one of its own, whose second page names the person. */
async function uploadEverything(page: Page, person: { nip: string }): Promise<void> {
  const missing = page.locator('input[type=file]')
  const count = await missing.count()
  for (let index = 0; index < count; index += 1) {
    const document = await PDFDocument.create()
    document.addPage().drawText(`Berkas ${index + 1} ${crypto.randomUUID()}`)
    document.addPage().drawText(`NIP ${formatNip(person.nip)}`)
    const buffer = Buffer.from(await document.save())
    await missing.nth(index).setInputFiles({ name: `berkas-${index + 1}.pdf`, mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByText(`berkas-${index + 1}.pdf`)).toBeVisible()
  }
}

/** Signs what waits for this person's proposal in the list, with password and code once more. */
async function sign(browser: Browser, role: Role, button: string, person: { name: string }): Promise<void> {
  const page = await pageOf(browser, role)
  await page.goto(`/sapk/usul?nama=${encodeURIComponent(person.name)}`)
  await press(page.getByRole('checkbox', { name: new RegExp(person.name) }))
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kata sandi').fill(demonstrationPassword)
  await expectAccessible(page)
  await dialog.getByLabel('Kode autentikator').fill(await codeNow(role)) // good for half a minute
  await dialog.getByRole('button', { name: 'Tanda tangani' }).click()
  await expect(dialog.getByText('Semua dokumen sudah ditandatangani.')).toBeVisible({ timeout: 60_000 })
  await page.context().close()
}
