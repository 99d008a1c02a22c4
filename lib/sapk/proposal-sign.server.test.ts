import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { runSigningBatch, signingProgress } from '@/lib/documents/signing.server'
import { approveProposal, cancelProposal } from '@/lib/sapk/proposal-agency.server'
import { initialProposal } from '@/lib/sapk/proposal-bkn.server'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { revokeTechnical } from '@/lib/sapk/proposal-revoke.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import {
  acceptAll,
  agencyId,
  closeOffices,
  completeDocuments,
  contextOf,
  database,
  eligible,
  officeId,
  openOffices,
  prepareForDecree,
  refOf,
  sendToBkn,
  signerOf,
  stateOf,
} from './offices.fixture'

const WHY = 'Pegawai tidak lagi memenuhi syarat pada hari tanda tangan.'

let officer: Context
let signer: Context
let head: Context

beforeAll(async () => {
  await openOffices(1800)
  officer = contextOf('mutation_officer')
  signer = await signerOf('agency_signer', agencyId)
  head = await signerOf('bkn_signer', officeId)
}, 120_000)

afterAll(closeOffices)

test('nobody is promoted who was punished, died, retired or moved after the approval; the others are', async () => {
  const people = await eligible(officer, 5)
  for (const person of people) {
    await sendToBkn(officer, person)
    await prepareForDecree(officer, person)
  }
  const [punished = '', dead = '', retired = '', moved = '', fit = ''] = people
  await punish(punished)
  await database.owner`update employees set deceased_on = '2026-11-20' where id = ${dead}`
  await database.owner`update employees set legal_status = '99' where id = ${retired}`
  await database.owner`update employees set agency_id = ${officeId}, unit_id = null where id = ${moved}`

  const batchId = await signDecrees(signer, await Promise.all(people.map(refOf)))
  await runSigningBatch(promotionSigning, batchId)
  const progress = await transact(signer, (tx) => signingProgress(tx, signer, batchId))
  expect(progress).toMatchObject({ issued: 1, failed: 4, isFinished: true })
  expect(progress.failures.map(({ refusalCode, facts }) => [refusalCode, facts?.condition])).toEqual([
    ['no_longer_eligible', 'promotion.sanction'],
    ['no_longer_eligible', 'person_gone'],
    ['no_longer_eligible', 'person_gone'],
    ['no_longer_eligible', 'person_gone'],
  ])
  expect(await Promise.all(people.map(stateOf))).toEqual([...Array(4).fill('decree_signing'), 'done'])
  const [ranks] = await database.owner`
    select array_agg(employee_id) as people from rank_history where source = 'proposal' and employee_id in ${database.owner(people)}`
  expect(ranks?.people).toEqual([fit])

  await revokeTechnical(head, await refOf(punished), WHY)
  expect(await stateOf(punished)).toBe('technical_revoked')
}, 180_000)

test('a technical approval waits while its person is unfit, is signed once the fault is mended, or is given up', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(person))
  await acceptAll(verifier, person)
  await initialProposal(verifier, await refOf(person))
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  const sign = async () => runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))

  await database.owner`update employees set legal_status = '02' where id = ${person}`
  await sign()
  expect(await stateOf(person)).toBe('technical_signing')
  await database.owner`update employees set legal_status = '01' where id = ${person}`
  await sign()
  expect(await stateOf(person)).toBe('technical_sent')

  const [other = ''] = await eligible(officer, 1)
  await sendToBkn(officer, other)
  await openForReview(verifier, await refOf(other))
  await acceptAll(verifier, other)
  await initialProposal(verifier, await refOf(other))
  await initialProposal(contextOf('bkn_verifier'), await refOf(other))
  await revokeTechnical(head, await refOf(other), WHY)
  expect(await stateOf(other)).toBe('technical_revoked')
}, 120_000)

test('the numbers of technical approvals come again each year: one accepted in December keeps that year', async () => {
  const people = await eligible(officer, 2)
  for (const person of people) await sendToBkn(officer, person)
  await database.owner`
    insert into number_series (agency_id, series, year, last)
    select agency_id, series, 2026, last from number_series where year = 2027 and series like 'technical:%'`
  for (const [at, day] of ['2026-12-30', '2027-01-04'].entries()) {
    const person = people[at] ?? ''
    const verifier = contextOf('bkn_verifier', {}, new Date(`${day}T09:00:00+07:00`))
    await openForReview(verifier, await refOf(person))
    await acceptAll(verifier, person)
    await initialProposal(verifier, await refOf(person))
    await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  }
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, await Promise.all(people.map(refOf))))
  expect(await Promise.all(people.map(stateOf))).toEqual(['technical_sent', 'technical_sent'])

  const letters = await database.owner`
    select number, number_year, issued_on::text from issued_documents
    where kind = 'technical_approval' and employee_id in ${database.owner(people)} order by number_year`
  expect(letters).toMatchObject([{ number_year: 2026 }, { number_year: 2027 }])
  expect(letters[0]?.number).toBe(letters[1]?.number)
  expect(letters[0]?.issued_on).toBe(letters[1]?.issued_on)
}, 120_000)

test('a letter names who is no longer fit and is sent without them once the officer has taken them out', async () => {
  const people = await eligible(officer, 3)
  for (const person of people) {
    await completeDocuments(officer, person)
    await submitProposal(officer, await refOf(person))
    await approveProposal(contextOf('agency_approver'), await refOf(person))
  }
  const [unfit = ''] = people
  await database.owner`
    update promotion_proposals set batch_id = (select batch_id from promotion_proposals where employee_id = ${unfit})
    where employee_id in ${database.owner(people)}`
  await punish(unfit)
  const batchId = await signLetters(signer, await Promise.all(people.map(refOf)))
  await runSigningBatch(promotionSigning, batchId)
  const [name] = await database.owner`select name from employees where id = ${unfit}`
  expect((await transact(signer, (tx) => signingProgress(tx, signer, batchId))).failures).toMatchObject([
    { refusalCode: 'letter_person_unfit', facts: { name: name?.name, others: 0, condition: 'promotion.sanction' } },
  ])

  await cancelProposal(officer, await refOf(unfit), WHY)
  await runSigningBatch(promotionSigning, await signLetters(signer, await Promise.all(people.slice(1).map(refOf))))
  expect(await Promise.all(people.map(stateOf))).toEqual(['cancelled', 'sent', 'sent'])
}, 120_000)

test.each(['to_service_months', 'to_salary_rupiah'])(
  'a paper whose %s no longer holds waits for a correction',
  async (figure) => {
    const [person = ''] = await eligible(officer, 1)
    await sendToBkn(officer, person)
    await prepareForDecree(officer, person)
    await database.owner.unsafe(`update promotion_proposals set ${figure} = ${figure} + 1 where employee_id = $1`, [
      person,
    ])
    const batchId = await signDecrees(signer, [await refOf(person)])
    await runSigningBatch(promotionSigning, batchId)
    expect((await transact(signer, (tx) => signingProgress(tx, signer, batchId))).failures).toMatchObject([
      { refusalCode: 'no_longer_eligible', facts: { condition: 'figures_changed' } },
    ])
  },
  120_000,
)

test('two signers over the same people in opposite order never block each other: one wins, the other is told', async () => {
  const refs = await waitingForLetter(12)
  const outcomes: string[] = []
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.allSettled([
      signLetters(signer, refs),
      signLetters(signer, refs.toReversed()),
      signLetters(signer, refs.slice(2).toReversed()),
    ])
    outcomes.push(...answers.map((answer) => (answer.status === 'fulfilled' ? 'taken' : answer.reason.code)))
    const batchIds = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    const again = await Promise.allSettled([
      ...batchIds.map((id) => runSigningBatch(promotionSigning, id)),
      signLetters(signer, refs.toReversed()),
    ])
    outcomes.push(...again.map((answer) => (answer.status === 'fulfilled' ? 'ran' : answer.reason.code)))
    await database.owner`delete from signing_items`
  }
  expect(outcomes.filter((outcome) => !/^(taken|ran|signing_repeated|wrong_state|stale)$/.test(outcome))).toEqual([])
  expect(outcomes).toContain('taken')
}, 120_000)

/** People in two batches whose letters wait; nobody asks here whether they are eligible. */
function waitingForLetter(count: number) {
  return database.owner<{ id: string; version: number }[]>`
    with batch as (
      insert into promotion_batches (agency_id, effective_on, number, created_by)
      select ${agencyId}, '2027-04-01', 'U-2027-04-' || part, gen_random_uuid() from generate_series(801, 802) part
      returning id, number
    )
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, effective_on, type, state, from_rank,
      from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months, to_salary_rupiah, findings,
      made_by)
    select 'KP-2027-04-' || e.place, b.id, ${agencyId}, e.id, '2027-04-01', 'regular', 'awaiting_letter', 'III/a',
      '2020-04-01', 0, 0, 'III/b', 0, 0, '[]', gen_random_uuid()
    from (
      select id, 8000 + row_number() over (order by id) as place from employees e
      where agency_id = ${agencyId} and id <> ${signer.actor.employeeId}
        and not exists (select from promotion_proposals p where p.employee_id = e.id)
      limit ${count}
    ) e
    join batch b on b.number = 'U-2027-04-' || (801 + e.place % 2)
    returning id, version`
}

async function punish(employeeId: string): Promise<void> {
  await database.owner`
    insert into discipline_history (employee_id, effective_on, ends_on, kind, severity, source)
    values (${employeeId}, '2026-11-01', '2027-10-31', 'PENURUNAN_JABATAN', 'severe', 'entry')`
}
