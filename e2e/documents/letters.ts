import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/fixtures'
import { accountOf, codeNow, database, demonstrationPassword, signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'
import type { Role } from '@/lib/auth/actor'
import { endStates } from '@/lib/sapk/proposal'

/**
 * A proposal of the demonstration employee that waits for the signature under one of its papers. The rules are asked
 * again when it is signed, so its figures are those of the register, without the rank of a decree signed here before
 * and without another proposal that is on its way.
 */
export async function awaitingSignature(state: 'awaiting_letter' | 'technical_signing' | 'decree_signing') {
  const { id } = await proposalIn('sent')
  const number = `X-${id.slice(0, 8)}`
  await database`
    update promotion_proposals set state = 'cancelled'
    where employee_id = (select employee_id from accounts where user_id = ${accountOf('employee').userId})
      and not state::text = any(${[...endStates]}::text[])`
  await database`
    insert into rank_history (employee_id, effective_on, rank, service_months, source, source_id, replaces_id, is_void,
      reason)
    select h.employee_id, h.effective_on, h.rank, h.service_months, h.source, h.source_id, h.id, true, 'Dibatalkan.'
    from rank_history h join accounts a on a.employee_id = h.employee_id
    where a.user_id = ${accountOf('employee').userId} and h.source = 'proposal' and not h.is_void
      and not exists (select from rank_history n where n.replaces_id = h.id)`
  await database`
    update promotion_proposals set state = ${state}, technical_number = ${number}, technical_year = 2026,
      technical_on = '2026-11-23', decree_authority = 'agency', from_rank = 'III/b', to_rank = 'III/c',
      from_service_months = 97, to_service_months = 97,
      employee_id = (select employee_id from accounts where user_id = ${accountOf('employee').userId})
    where id = ${id}`
  return id
}

/** Signs from the page of a paper, with password and code once more, and waits for the signed one. */
export async function signOnPage(page: Page, role: Role, address: string, button: RegExp): Promise<void> {
  await signInAs(page.context(), role)
  await page.goto(address)
  await expect(page.getByText('Draf', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kata sandi').fill(demonstrationPassword)
  await dialog.getByLabel('Kode autentikator').fill(await codeNow(role))
  await dialog.getByRole('button', { name: 'Tanda tangani' }).click()
  await expect(dialog.getByText('Semua dokumen sudah ditandatangani.')).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Tutup' }).last().click()
  await expect(page.getByText('Terbit', { exact: true })).toBeVisible()
}

export async function issuedOf(proposalId: string) {
  const [letter] = await database<{ id: string; code: string; number: string; file_sha256: string }[]>`
    select d.id, d.code, d.number, d.file_sha256 from issued_documents d
    join promotion_proposals p on p.decree_code = d.code where p.id = ${proposalId}`
  if (!letter) throw new Error('no decree was issued')
  return letter
}

/** Ends a letter as a correction would; no screen does so yet. */
export async function end(id: string, how: 'superseded' | 'revoked', successor: string | null = null): Promise<void> {
  await database`
    update issued_documents set status = ${how}, ended_on = '2026-11-25', superseded_by_id = ${successor},
      end_reason = ${how === 'revoked' ? 'Keliru.' : null} where id = ${id}`
}

/** Lets the person be proposed again. */
export async function close(proposalId: string): Promise<void> {
  await database`update promotion_proposals set state = 'cancelled' where id = ${proposalId}`
}
