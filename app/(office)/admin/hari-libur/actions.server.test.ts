import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { testAccount, testAgency, testSession } from '@/lib/auth/testing.server'
import { addDays, civilDay } from '@/lib/civil-date'
import { copyHolidaysToWbs } from '@/lib/holidays-of-wbs.server'
import { office } from '@/lib/wbs/people.fixture'
import { ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'
import { removeHolidayAction, setHolidayAction } from './actions'

const browser = vi.hoisted(() => ({ token: '', drawnAnew: [] as string[] }))
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => name === sessionCookieName() && { value: browser.token } }),
  headers: async () => new Headers(),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: (path: string) => browser.drawnAnew.push(path) }))

process.env.NEXTAUTH_URL = ORIGIN
const main = await testDatabase()
const wbs = await testWbsDatabase()

beforeAll(async () => {
  const bkn = await testAgency(main.owner, 'bkn')
  const { id } = await testAccount(main.owner, bkn, ['bkn_admin'])
  browser.token = (await testSession(main.owner, id, 'bkn_admin')).token
})
beforeEach(async () => {
  await main.owner`delete from holidays`
  await wbs.reset()
  await publish(wbs.owner, (await office()).signed)
})
afterAll(closeDatabase)

async function dueOfReport(name: string) {
  const { body } = await reportOf(name)
  expect((await post('laporan', body)).status).toBe(200)
  const [report] = await wbs.owner`select due_on::text from reports where id = ${body.id}`
  return report?.due_on as string
}

test('a report is due on no day that an administrator made a holiday, and on it again once that is taken back', async () => {
  const day = await dueOfReport('ani')
  expect(await setHolidayAction({ day, version: '', name: 'Cuti bersama tambahan' })).toMatchObject({ ok: true })
  expect(await dueOfReport('budi')).not.toBe(day)
  expect(await removeHolidayAction({ day, version: await versionOf(day) })).toMatchObject({ ok: true })
  expect(await dueOfReport('citra')).toBe(day)
})

test('the copy of every hour holds what the office holds, whatever was there before and however often it runs', async () => {
  const today = civilDay(new Date())
  await wbs.owner`insert into holidays values (${today}, 'Dahulu'), (${addDays(today, 1)}, 'Nama lama')`
  await main.owner`insert into holidays values (${addDays(today, 1)}, 'Nama baru'), (${addDays(today, 400)}, 'Nanti')`
  const copies = Array.from({ length: 4 }, () => copyHolidaysToWbs(systemContext('holidays', new Date())))
  await Promise.all(copies)
  expect(await wbs.owner`select day::text, name from holidays order by day`).toEqual([
    { day: addDays(today, 1), name: 'Nama baru' },
    { day: addDays(today, 400), name: 'Nanti' },
  ])
})

test('a holiday is saved, taken away and drawn anew also where the copy for WBS fails', async () => {
  const day = addDays(civilDay(new Date()), 30)
  const url = process.env.WBS_APP_DATABASE_URL
  const held = () => main.owner`select day::text from holidays`
  browser.drawnAnew = []
  process.env.WBS_APP_DATABASE_URL = 'postgres://wbs_app:wrong@127.0.0.1:1/nowhere'
  try {
    expect(await setHolidayAction({ day, version: '', name: 'Cuti bersama tambahan' })).toMatchObject({ ok: true })
    expect(await held()).toEqual([{ day }])
    expect(await removeHolidayAction({ day, version: await versionOf(day) })).toMatchObject({ ok: true })
    expect(await held()).toEqual([])
  } finally {
    process.env.WBS_APP_DATABASE_URL = url
  }
  expect(browser.drawnAnew).toEqual(['/admin/hari-libur', '/admin/hari-libur'])
})

async function versionOf(day: string) {
  const [holiday] = await main.owner<
    { version: string }[]
  >`select xmin::text as version from holidays where day = ${day}`
  return holiday?.version ?? ''
}
