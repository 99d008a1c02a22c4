import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/fixtures'
import { accountOf, database } from '@/e2e/people'
import { civilDateIn, isoWeekday } from '@/lib/civil-date'

const SHOTS = process.env.SHOTS_FOLDER

/** The employee of the journeys has written nothing. */
export async function forgetOwnDays(): Promise<void> {
  const { userId } = accountOf('employee')
  await database`delete from entry_evidence e using accounts a where a.employee_id = e.employee_id and a.user_id = ${userId}`
  await database`delete from daily_entries d using accounts a where a.employee_id = d.employee_id and a.user_id = ${userId}`
}

/** The suite runs on any day of the week. */
export async function letterOnDayOff(sheet: Locator) {
  const letter = sheet.getByLabel('Nomor surat tugas')
  if (isoWeekday(civilDateIn('Asia/Jakarta', new Date())) > 5 || (await letter.count()) > 0)
    await letter.fill('800/1/2026')
}

/** No finding of axe, and a picture in both themes where somebody wants to look. */
export async function look(page: Page, name: string) {
  await expectAccessible(page)
  if (!SHOTS) return
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png` })
  }
}
