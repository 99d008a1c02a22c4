import { expect, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'

test('an officer finds a person by keyboard alone, and whoever switches single keys off types in peace', async ({
  context,
  page,
}) => {
  await proposalIn('draft')
  await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  const names = page.locator('main tr[data-row] a[data-name]')
  const goTo = async (letter: string, address: RegExp) => {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await page.waitForURL(address, { timeout: 5_000 })
    await expect(page.getByRole('heading', { level: 1 }), 'another page takes the focus').toBeFocused()
  }

  await test.step('g and a letter go to a place, j and k through its rows, x picks one', async () => {
    await page.goto('/beranda')
    await expect(() => goTo('a', /\/sapk\/usul/), 'a page listens once its script is there').toPass({ timeout: 40_000 })
    await expect(names.nth(1)).toBeVisible()
    await page.keyboard.press('j')
    await expect(names.nth(0)).toBeFocused()
    await page.keyboard.press('j')
    await expect(names.nth(1)).toBeFocused()
    await page.keyboard.press('k')
    await expect(names.nth(0)).toBeFocused()
    const pickable = page
      .locator('main tr[data-row]')
      .filter({ has: page.locator('[data-pick] input') })
      .first()
    await pickable.locator('a[data-name]').focus()
    await page.keyboard.press('x')
    await expect(pickable.locator('[data-pick] input')).toBeChecked()
  })

  await test.step('a slash searches, and keys typed into the field stay letters', async () => {
    await goTo('p', /\/pegawai$/)
    await expect(names.first()).toBeVisible()
    await page.keyboard.press('/')
    const search = page.locator('[data-page-search]')
    await expect(search).toBeFocused()
    await page.keyboard.type('gb')
    await expect(search).toHaveValue('gb')
    await expect(page).toHaveURL(/\/pegawai$/)
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(search, 'a dialog gives the focus back').toBeFocused()
  })

  await test.step('Ctrl+K goes to a page by its name', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('searchbox').fill('Nominatif')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/sapk\/kenaikan-pangkat/)
    await goTo('p', /\/pegawai$/)
    await expect(names.first()).toBeVisible()
    await page.keyboard.press('j')
    await expect(names.first()).toBeFocused()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/pegawai\/[0-9a-f-]{36}$/)
  })

  await test.step('switched off on the sheet, single keys do nothing any more, also after a reload', async () => {
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-hotkeys', 'off')
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused()
    await expect(page).toHaveURL(/\/pegawai\/[0-9a-f-]{36}$/)
  })
})
