import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { accountOf, codeNow, database, demonstrationPassword, signInAs } from '@/e2e/people'

/** A small programme of its own, with its own items, a session and three candidates of whom nobody was there yet. */
async function aProgramme(): Promise<{ programme: string; session: string; numbers: string[] }> {
  const code = `UJI-${randomUUID().slice(0, 8)}`
  const sections = ['TWK', 'TIU', 'TKP'].map((like) => ({
    code: `A${like.slice(1)}`,
    name: like,
    itemCount: 4,
    pointsPerItem: 5,
    scoring: like === 'TKP' ? 'weighted' : 'single',
    optionCount: 5,
  }))
  const ranking = { tieBreak: sections.map((section) => section.code).reverse(), perVacancy: 1 }
  const numbers = [1, 2, 3].map((n) => `${Date.now()}${n}`)
  const [row] = await database<{ programme: string; session: string }[]>`
    with agency as (
      select agency_id as id from accounts where user_id = ${accountOf('exam_manager').userId}
    ), programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, ranking,
        weight_percent, source, is_confirmed)
      values (${code}, ${`Ujian ${code}`}, 2026, ${database.json(sections)}, 6000, '{}', ${database.json(ranking)}, 40,
        'uji', true) returning id
    ), grade as (
      insert into exam_passing_grades (programme_id, formation_kind, minimum_by_section, source, is_confirmed)
      select id, 'umum', '{}', 'KepmenPANRB uji', true from programme
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        vacancies)
      select programme.id, agency.id, 'F-1', 'Analis Data', 'S-1', 'Muntok', 'umum', 1 from programme, agency returning id
    ), site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      select id, ${`Gedung ${code}`}, 'Jalan Uji 1', 'Asia/Jakarta' from agency returning id
    ), room as (
      insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
      select site.id, agency.id, 'Ruang A', 6, 3 from site, agency returning id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
      select programme.id, site.id, agency.id, 1, now() + interval '1 day' from programme, site, agency returning id
    ), session_room as (
      insert into exam_session_rooms (session_id, room_id, agency_id)
      select session.id, room.id, agency.id from session, room, agency
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select programme.id, formation.id, agency.id, n, '190101010100' || lpad(at::text, 4, '0'), 'Peserta ' || at,
        'Muntok', '2000-01-01', 'F', 'S-1', 350
      from programme, formation, agency, unnest(${numbers}::text[]) with ordinality as c (n, at) returning id
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
      select session.id, candidate.id, agency.id, 6000 from session, candidate, agency
    )
    select programme.id as programme, session.id as session from programme, session`
  for (const section of sections) await fourItems(section.code, section.name)
  return { programme: row?.programme ?? '', session: row?.session ?? '', numbers }
}

/** Approved items of a section, with the texts and keys of the demonstration's: other sessions keep theirs secret. */
async function fourItems(section: string, like: string): Promise<void> {
  await database`
    with model as (
      select gen_random_uuid() as item, gen_random_uuid() as version, i.aspect, v.*
      from exam_items i join exam_item_versions v on v.item_id = i.id
      where i.section = ${like} and i.state = 'approved'
        and i.agency_id = (select agency_id from accounts where user_id = ${accountOf('exam_manager').userId}) limit 4
    ), item as (
      insert into exam_items (id, agency_id, code, section, aspect, state)
      select item, agency_id, item::text, ${section}, aspect, 'approved' from model
    ), version as (
      insert into exam_item_versions (id, item_id, agency_id, number, stem, options, source, written_by, reviewed_by,
        reviewed_at)
      select version, item, agency_id, 1, stem, options, source, written_by, reviewed_by, reviewed_at from model
    )
    insert into exam_item_keys (version_id, agency_id, option, points)
    select version, k.agency_id, option, points from model join exam_item_keys k on k.version_id = model.id`
}

async function confirm(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** A candidate's device without a screen: signs in, answers so many items and finishes. */
async function work(request: APIRequestContext, origin: string, number: string, pin: string, answers: number) {
  const post = async (door: string, data: object) => {
    const answer = await request.post(`/api/cat/${door}`, { data, headers: { origin } })
    expect(`${door} ${answer.status()}`).toBe(`${door} 200`)
    return answer.json()
  }
  await post('masuk', { number, pin })
  const { work: paper } = await post('mulai', {})
  const changes = paper.paper.slice(0, answers).map((item: { options: string[] }, at: number) => {
    return { seq: at + 1, item: at + 1, option: item.options[0] }
  })
  await post('jawaban', { changes })
  await post('selesai', {})
}

test('from the desk to a published ranking that a stranger computes again', async ({ browser, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin
  const { programme, session, numbers } = await aProgramme()
  const pins: string[] = []
  const as = async (role: 'exam_manager' | 'exam_registrar' | 'exam_supervisor') => {
    const context = await browser.newContext()
    await signInAs(context, role)
    return context.newPage()
  }
  const [manager, registrar, supervisor] = [
    await as('exam_manager'),
    await as('exam_registrar'),
    await as('exam_supervisor'),
  ]

  await test.step('two candidates sit the exam, the third one stays away', async () => {
    await manager.goto(`/cat/sesi/${session}`)
    await confirm(manager, 'Siapkan lembar soal')
    for (const number of numbers.slice(0, 2)) {
      await registrar.goto(`/cat/sesi/${session}/registrasi`)
      await registrar.getByLabel('Cari nama atau nomor peserta').fill(number)
      await registrar.getByRole('button', { name: /^Registrasi/ }).click()
      await registrar.getByRole('button', { name: 'Beri PIN dan undi kursi' }).click()
      pins.push((await registrar.getByRole('definition').first().innerText()).replace(/\s/g, ''))
    }
    await supervisor.goto(`/cat/sesi/${session}`)
    await confirm(supervisor, 'Buka sesi')
    for (const [at, pin] of pins.entries()) {
      const device = await browser.newContext()
      await work(device.request, origin, numbers[at] ?? '', pin, at === 0 ? 12 : 7)
    }
  })

  await test.step('nothing is announced before the session is closed', async () => {
    await manager.goto(`/cat/hasil/${programme}`)
    await expect(manager.getByText('Peringkat belum dapat disusun')).toBeVisible()
    await expect(manager.getByRole('button', { name: 'Buka data dan kunci' })).toHaveCount(0)
    await expectAccessible(manager)
  })

  await test.step('the supervisor closes the session and signs its minutes', async () => {
    await supervisor.reload()
    await confirm(supervisor, 'Tutup sesi')
    await supervisor.getByRole('button', { name: 'Tanda tangani berita acara' }).click()
    const dialog = supervisor.getByRole('dialog')
    await dialog.getByLabel('Kata sandi').fill(demonstrationPassword)
    await dialog.getByLabel('Kode autentikator').fill(await codeNow('exam_supervisor'))
    await dialog.getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(supervisor.getByRole('link', { name: 'Buka berita acara' })).toBeVisible()
    await expectAccessible(supervisor)
    const address = await supervisor.getByRole('link', { name: 'Periksa keaslian' }).getAttribute('href')
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(address ?? '')
    await expect(stranger.getByText('Berita acara ujian')).toBeVisible()
  })

  await test.step('the manager looks at the ranking, publishes it, and opens the data', async () => {
    await manager.reload()
    await expect(manager.getByRole('row', { name: new RegExp(numbers[0] ?? '') })).toContainText('P/L')
    await confirm(manager, 'Terbitkan pengumuman')
    await expect(manager.getByRole('link', { name: /tahap pertama, versi 1/ })).toBeVisible()
    await confirm(manager, 'Buka data dan kunci')
    await expect(manager.getByRole('link', { name: 'Unduh data sesi 1' })).toBeVisible()
    await expectAccessible(manager)
  })

  await test.step('a candidate objects, the committee answers, and a correction says why', async () => {
    const candidate = await (await browser.newContext()).newPage()
    await candidate.goto('/cat/ruang-ujian')
    await candidate.getByLabel('Nomor peserta').fill(numbers[1] ?? '')
    await candidate.getByLabel('PIN').fill(pins[1] ?? '')
    await candidate.getByRole('button', { name: 'Masuk', exact: true }).click()
    await candidate.getByText('Ajukan sanggah').click()
    await candidate.getByLabel('Isi sanggah').fill('Nilai saya berbeda dari yang tampil di layar pada akhir ujian.')
    await expectAccessible(candidate)
    await candidate.getByRole('button', { name: 'Kirim sanggah' }).click()
    await expect(candidate.getByText('Sanggah terkirim')).toBeVisible()
    await candidate.setViewportSize({ width: 360, height: 800 })
    expect(await sidewaysOf(candidate)).toEqual([])

    await manager.goto(`/cat/hasil/${programme}/sanggah`)
    await manager.getByLabel('Alasan').fill('Nilai dihitung ulang dari catatan jawaban.')
    await expectAccessible(manager)
    await manager.getByRole('button', { name: 'Terima sanggah' }).click()
    await manager.getByRole('link', { name: 'Ke peringkat' }).click()
    await manager.getByRole('button', { name: 'Terbitkan perbaikan, versi 2' }).click()
    const dialog = manager.getByRole('dialog')
    await dialog.getByLabel('Alasan perbaikan').fill('Sanggah peserta diterima')
    await dialog.getByRole('button', { name: 'Terbitkan perbaikan, versi 2' }).click()
    await expect(manager.getByRole('link', { name: /tahap pertama, versi 2/ })).toBeVisible()
  })

  await test.step('the public finds a number, and computes everything again', async () => {
    const page = await (await browser.newContext()).newPage()
    const address = await manager.getByRole('link', { name: /tahap pertama, versi 2/ }).getAttribute('href')
    await page.goto(address ?? '')
    await expectAccessible(page)
    await page.getByLabel('Nomor peserta').fill(numbers[2] ?? '')
    await page.getByRole('button', { name: 'Cari' }).click()
    await expect(page.locator('tbody tr')).toHaveCount(1)
    await expect(page.locator('tbody tr')).toContainText('TH')
    await expect(page.locator('main')).not.toContainText('Peserta 3')
    await page.setViewportSize({ width: 360, height: 800 })
    expect(await sidewaysOf(page)).toEqual([])

    const files: string[] = []
    for (const name of ['Pengumuman (JSON)', 'Data sesi 1 (JSON)', 'Program pemeriksa']) {
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name }).click()
      files.push(await (await download).path())
    }
    const [announcement = '', data = '', script = ''] = files
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', runner(script), announcement, data])
    expect((await run).stdout).toBe('[]\n')
  })
})

/** The downloaded script has no name that Node.js takes for a module, so it is imported from its text. */
function runner(script: string): string {
  return `
    import { readFileSync } from 'node:fs'
    const source = readFileSync(${JSON.stringify(script)}).toString('base64')
    const { verifyExam } = await import('data:text/javascript;base64,' + source)
    const files = process.argv.slice(1).map((name) => JSON.parse(readFileSync(name, 'utf8')))
    console.log(JSON.stringify(verifyExam(files).faults))`
}
