import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'

test('the rail leads a verifier to the agencies that have look-alikes, and each count to its pairs', async ({
  page,
}) => {
  const { agency } = await aLookAlike()
  await signInAs(page.context(), 'bkn_verifier')
  await page.goto('/beranda')
  await page.getByRole('navigation').getByRole('link', { name: 'Duplikat' }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: agency, exact: true }) })
  const pairs = Number(await row.getByRole('cell').last().textContent())
  expect(pairs).toBeGreaterThan(0)
  await expectAccessibleInEveryLook(page)

  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: agency })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Bukan orang yang sama' })).toHaveCount(pairs)
  await expectAccessibleInEveryLook(page)
})

/** A second record of somebody of the demonstration's agency, with another NIP. */
async function aLookAlike(): Promise<{ agency: string }> {
  const [made] = await database<{ agency: string }[]>`
    with one as (
      select * from employees where agency_id = (select agency_id from accounts where user_id = 'petugas')
        and status = 'pns' and unit_id is not null order by nip limit 1
    ), added as (
      insert into employees (agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on)
      select agency_id, agency_id, left(nip, 15) || '998', name, name_key, birth_place, born_on, sex, status, cpns_on
      from one on conflict do nothing
    )
    select a.name as agency from one join agencies a on a.id = one.agency_id`
  if (!made) throw new Error('nobody to look like')
  return made
}
