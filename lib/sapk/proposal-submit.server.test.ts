import { afterAll, beforeAll, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import type { Context } from '@/lib/auth/actor'
import { findCareer } from '@/lib/sapk/career.server'
import { renewDueDates } from '@/lib/sapk/due-date.server'
import { listOverrides, overridePeriod, resetPeriod } from '@/lib/sapk/periods.server'
import { approveProposal, cancelProposal } from '@/lib/sapk/proposal-agency.server'
import { recordCheck, returnProposal } from '@/lib/sapk/proposal-bkn.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { answerItem, resubmitProposal, submitProposal } from '@/lib/sapk/proposal-submit.server'
import {
  closeOffices,
  code,
  completeDocuments,
  contextOf,
  database,
  eligible,
  openOffices,
  PERIOD,
  refOf,
  sendToBkn,
  stateOf,
} from './offices.fixture'

let officer: Context
let administrator: Context
const on = (day: string) => ({ ...officer, now: new Date(`${day}T09:00:00+07:00`) })
const letter = {
  effectiveOn: PERIOD,
  opensOn: '2027-01-01',
  closesOn: '2027-02-26',
  approvalTargetOn: '2027-03-05',
  letterNumber: 'B-12/SESMA/2027',
  note: null,
}

beforeAll(async () => {
  await openOffices()
  officer = contextOf('mutation_officer')
  administrator = contextOf('bkn_admin', { scope: { kind: 'national' } })
}, 120_000)

afterAll(closeOffices)

test('a masa kerja that was corrected between return and resubmission is what the papers print', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await returnFor(person, 'field:serviceTime')
  const before = await figuresOf(person)
  await correctRank(person, { service_months: (row) => Number(row.service_months) + 24 })
  await answerItem(officer, await refOf(person), 'field:serviceTime', 'Masa kerja sudah diperbaiki sesuai SK.')
  await resubmitProposal(officer, await refOf(person))

  const after = await figuresOf(person)
  expect(after.from_service_months).toBe(Number(before.from_service_months) + 24)
  expect(after.to_service_months).toBe(Number(before.to_service_months) + 24)
  expect(after.to_salary_rupiah).toBeGreaterThan(Number(before.to_salary_rupiah))
}, 60_000)

test('a rank that was corrected before submitting is what is proposed', async () => {
  const [person = ''] = await eligible(officer, 1)
  const before = await figuresOf(person)
  await completeDocuments(officer, person)
  await correctRank(person, { service_months: (row) => Number(row.service_months) + 12 })
  await submitProposal(officer, await refOf(person))
  expect((await figuresOf(person)).from_service_months).toBe(Number(before.from_service_months) + 12)
}, 60_000)

test('who is no longer eligible is neither submitted nor sent again', async () => {
  const [first = '', second = ''] = await eligible(officer, 2)
  await completeDocuments(officer, first)
  await correctRank(first, { effective_on: () => '2026-01-01' })
  expect(await code(submitProposal(officer, await refOf(first)))).toBe('promotion.tenure_4')

  await sendToBkn(officer, second)
  await returnFor(second, 'field:rank')
  await answerItem(officer, await refOf(second), 'field:rank', 'TMT pangkat sudah diperbaiki sesuai SK.')
  await correctRank(second, { effective_on: () => '2026-01-01' })
  expect(await code(resubmitProposal(officer, await refOf(second)))).toBe('promotion.tenure_4')
  expect(await stateOf(second)).toBe('returned')
}, 60_000)

test('whose record is merged into another one while they are proposed gets no proposal', async () => {
  const [person = '', kept = ''] = await eligible(officer, 2)
  await cancelProposal(officer, await refOf(person), 'Diusulkan pada periode lain.')
  const result = await behind(
    database.owner,
    (tx) => tx`select from employees where id = ${person} for update`,
    () => createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] }),
    (tx) => tx`update employees set merged_into_id = ${kept} where id = ${person}`,
  )
  expect(result).toMatchObject({ created: 0, skipped: [{ employeeId: person, code: 'not_found' }] })
  expect(await stateOf(person)).toBe('cancelled')
}, 60_000)

test('after the cut-off nobody is proposed, submitted or approved', async () => {
  const [draft = '', submitted = ''] = await eligible(officer, 2)
  await completeDocuments(officer, draft)
  await completeDocuments(officer, submitted)
  await submitProposal(officer, await refOf(submitted))

  const late = on('2027-02-21')
  expect(await code(createProposals(late, { effectiveOn: PERIOD, employeeIds: [draft] }))).toBe('promotion.cut_off')
  expect(await code(submitProposal(late, await refOf(draft)))).toBe('promotion.cut_off')
  const approver = { ...contextOf('agency_approver'), now: late.now }
  expect(await code(approveProposal(approver, await refOf(submitted)))).toBe('promotion.cut_off')

  await overridePeriod(administrator, { ...letter, ...(await seenPeriod()) })
  await approveProposal(approver, await refOf(submitted))
  await resetPeriod(administrator, await seenPeriod())
  expect(await stateOf(submitted)).toBe('awaiting_letter')
}, 60_000)

test('what is due follows the calendar when a holiday is added or a letter moves the cut-off', async () => {
  const [draft = '', submitted = ''] = await eligible(officer, 2)
  await completeDocuments(officer, submitted)
  await submitProposal(officer, await refOf(submitted))
  const due = async () => {
    await renewDueDates(officer.now)
    const rows = await database.owner<{ employee_id: string; due_on: string }[]>`
      select employee_id, due_on::text from promotion_proposals where employee_id in ${database.owner([draft, submitted])}`
    return [draft, submitted].map((id) => rows.find((row) => row.employee_id === id)?.due_on)
  }
  const [cutOff, review = ''] = await due()
  expect(cutOff).toBe('2027-02-20')

  await database.owner`insert into holidays (day, name) values (${review}, 'Libur')`
  await overridePeriod(administrator, { ...letter, ...(await seenPeriod()) })
  const [moved, later = ''] = await due()
  expect(moved).toBe('2027-02-26')
  expect(later > review).toBe(true)

  await database.owner`delete from holidays where day = ${review}`
  await resetPeriod(administrator, await seenPeriod())
  expect(await due()).toEqual(['2027-02-20', review])
}, 60_000)

test('before a period opens its papers may be collected, and nothing is submitted', async () => {
  const [person = ''] = await eligible(on('2026-12-01'), 1)
  await completeDocuments(officer, person)
  expect(await code(submitProposal(on('2026-12-31'), await refOf(person)))).toBe('promotion.opening')
  await submitProposal(on('2027-01-01'), await refOf(person))
  expect(await stateOf(person)).toBe('agency_review')
}, 60_000)

test('a letter of BKN changes a period that exists, in the order of its days, and can be taken back', async () => {
  expect(await code(overridePeriod(administrator, { ...letter, version: '', effectiveOn: '2027-04-02' }))).toBe(
    'not_found',
  )
  const late = { ...letter, version: '', closesOn: '2027-03-06' }
  await expect(overridePeriod(administrator, late)).rejects.toMatchObject({ fields: { closesOn: 'period_order' } })

  await overridePeriod(administrator, { ...letter, ...(await seenPeriod()) })
  await overridePeriod(administrator, { ...letter, ...(await seenPeriod()), letterNumber: 'B-13/SESMA/2027' })
  const [kept] = await database.owner`select letter_number, closes_on::text from promotion_periods`
  expect(kept).toMatchObject({ letter_number: 'B-13/SESMA/2027', closes_on: '2027-02-26' })
  const audited = await database.owner`select from audit_events where event = 'period.update'`
  expect(audited.length).toBeGreaterThanOrEqual(2)

  await resetPeriod(administrator, await seenPeriod())
  expect(await code(resetPeriod(administrator, await seenPeriod()))).toBe('not_found')
})

test('of two administrators who enter a letter at once one is told what stands there, and so is who takes it back late', async () => {
  const seen = await seenPeriod()
  const numbers = ['B-14/SESMA/2027', 'B-15/SESMA/2027']
  const both = numbers.map((letterNumber) => overridePeriod(administrator, { ...letter, ...seen, letterNumber }))
  const [late] = (await Promise.allSettled(both)).filter(({ status }) => status === 'rejected')
  const [kept] = await listOverrides(administrator, PERIOD)
  const { letterNumber, closesOn } = kept ?? {}
  const present = { values: { version: kept?.version, letterNumber, closesOn }, by: administrator.actor.name }
  expect(late).toMatchObject({ reason: { code: 'stale', present } })
  await expect(resetPeriod(administrator, seen)).rejects.toMatchObject({ code: 'stale', present })
  await resetPeriod(administrator, await seenPeriod())
})

test('"Kapan saya naik pangkat" reckons from the first period that still takes proposals, letters included', async () => {
  const [person = ''] = await eligible(officer, 1)
  const next = async () => (await findCareer(on('2027-02-21'), person))?.promotion.effectiveOn
  expect(await next()).toBe('2027-05-01')
  await overridePeriod(administrator, { ...letter, ...(await seenPeriod()) })
  expect(await next()).toBe(PERIOD)
  await resetPeriod(administrator, await seenPeriod())
})

type Row = Record<string, string | number | null>

async function figuresOf(employeeId: string): Promise<Row> {
  const [row] = await database.owner<Row[]>`
    select from_service_months, to_service_months, to_salary_rupiah from promotion_proposals
    where employee_id = ${employeeId} order by created_at desc limit 1`
  if (!row) throw new Error('no proposal')
  return row
}

/** Puts a corrected row in the place of the rank now held, as a correction by hand does. */
async function correctRank(employeeId: string, changes: Record<string, (row: Row) => string | number>): Promise<void> {
  const [held] = await database.owner<(Row & { id: string })[]>`
    select * from rank_history h where employee_id = ${employeeId} and not is_void
      and not exists (select from rank_history n where n.replaces_id = h.id)
    order by effective_on desc limit 1`
  if (!held) throw new Error('no rank')
  const { id, ...row } = held
  const changed = Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, change(held)]))
  const correction = { ...row, ...changed, replaces_id: id, reason: 'Sesuai SK', recorded_at: new Date() }
  await database.owner`insert into rank_history ${database.owner(correction)}`
}

async function returnFor(employeeId: string, item: string): Promise<void> {
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(employeeId))
  await recordCheck(verifier, await refOf(employeeId), {
    item,
    matches: false,
    reasonCode: 'value_differs',
    detail: 'Nilai berbeda dengan SK pangkat terakhir.',
    nextStep: 'correct_data',
  })
  await returnProposal(verifier, await refOf(employeeId))
}

/** The letter about the period as an administrator sees it. */
async function seenPeriod() {
  const [letter] = await listOverrides(contextOf('bkn_admin', { scope: { kind: 'national' } }), PERIOD)
  return { effectiveOn: PERIOD, version: letter?.version ?? '' }
}
