import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { countNotifications, listNotifications } from '@/lib/notifications.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { ORIGIN } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const main = await testDatabase()
const { owner } = await testWbsDatabase()

afterAll(closeDatabase)

test('an officer is told once a day that WBS has something, and the main database learns nothing of what', async () => {
  const { ani } = await handlingOffice(owner)
  const { report } = await sentReport()
  await owner`update reports set state = 'verifying', due_on = '2026-11-06'`
  const at = (now: string): Context => ({
    now: new Date(now),
    actor: {
      ...{ accountId: ani.key.holder, employeeId: null, name: 'Ani', agencyId: 0 },
      ...{ role: 'wbs_officer', scope: { kind: 'self' } },
    },
  })
  const morning = at('2026-11-06T08:00:00+07:00')
  const told = [{ kind: 'wbs', key: 'wbs 2026-11-06', href: '/wbs', at: new Date('2026-11-06T00:00:00+07:00') }]
  expect(await listNotifications(at('2026-11-03T08:00:00+07:00'), null)).toEqual([])
  expect(await listNotifications(morning, null)).toEqual(told)
  expect(await countNotifications(morning, new Date('2026-11-05T20:00:00+07:00'))).toBe(1)
  expect(await countNotifications(morning, new Date('2026-11-06T00:00:00+07:00'))).toBe(0)
  expect(await countNotifications(at('2026-11-09T00:00:01+07:00'), morning.now)).toBe(1)
  const other: Context = { ...morning, actor: { ...morning.actor, role: 'appraiser' } }
  expect(await countNotifications(other, null)).toBe(0)
  expect(JSON.stringify(told)).not.toContain(report)
  const [trail] = await main.owner`select count(*)::int as entries from audit_events`
  expect(trail?.entries).toBe(0)
})
