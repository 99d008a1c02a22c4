import { describe, expect, test } from 'vitest'
import { civilDay } from '@/lib/civil-date'
import { formNumber } from '@/lib/kinerja/forms'
import { aPlan } from '@/lib/kinerja/team.fixture'
import { database, rows, team, type Who } from './walls-of-parties.fixture'

describe('a form', () => {
  const sha = '0'.repeat(64)
  const aFile = () => database.owner`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf')`
  const half = (planId: string, number = formNumber('plan', 2026, planId)) =>
    `insert into half_signed_forms (kind, number, plan_id, half, file_sha256, signed_at)
      values ('performance_plan', '${number}', '${planId}', '{}', '${sha}', now())`
  const document = (whose: Who, kind: string, number: string, issuedOn: string) =>
    `insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, signed_by_id, number,
      issued_on, issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count, data,
      issued_at, number_year) values ('0123456789AB', '${kind}', 'x', ${team.agencyId}, ${team.agencyId}, '${team.ids[whose]}',
      '${team.ids.leader}', '${number}', '${issuedOn}', 'x', 'x', 'x', 'x', 'x', '${sha}', 1, '{}', now(),
      extract(year from date '${issuedOn}'))`
  /** The same as `rows`, and nothing of it stays. */
  async function tried(who: Who, statement: string): Promise<number> {
    const count = await rows(who, statement)
    await database.owner`delete from issued_documents`
    return count
  }
  /** Of somebody who issues other letters of the agency. */
  async function byOfficer(statement: string): Promise<number> {
    const done = database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${team.agencyId}::text, true),
        set_config('satya.role', 'agency_signer', true), set_config('satya.employee', '', true)`
      return (await tx.unsafe(statement)).count
    })
    return done.catch((error: Error) => {
      expect(error.message).toMatch(/row-level security/)
      return 0
    })
  }

  test('of a plan is signed first by its owner, once it is agreed and under its own number', async () => {
    const agreed = await aPlan(database.owner, team, 'member', { results: ['x'] })
    const draft = await aPlan(database.owner, team, 'colleague', { state: 'proposed', results: ['x'] })
    await aFile()
    for (const who of ['leader', 'superior', 'colleague'] as const)
      expect(await rows(who, half(agreed.id)), who).toBe(0)
    expect(await rows('colleague', half(draft.id)), 'before it is agreed').toBe(0)
    expect(await rows('member', half(agreed.id, 'SKP/2025/0'))).toBe(0)
    expect(await rows('member', half(agreed.id))).toBe(1)
    expect(await rows('member', `update half_signed_forms set half = '{"x":1}'`)).toBe(0)
    for (const [who, seen] of [
      ['member', 1],
      ['leader', 1],
      ['superior', 0],
      ['colleague', 0],
    ] as const)
      expect(await rows(who, 'select from half_signed_forms'), who).toBe(seen)
  })

  test('of a plan is issued by its appraiser alone, after the owner signed it or was silent for fourteen days', async () => {
    const agreed = await aPlan(database.owner, team, 'member', { results: ['x'] })
    const draft = await aPlan(database.owner, team, 'colleague', { state: 'proposed', results: ['x'] })
    await aFile()
    const plan = (whose: Who, id: string, day: string) =>
      document(whose, 'performance_plan', formNumber('plan', 2026, id), day)
    expect(await rows('leader', plan('colleague', draft.id, '2026-03-01')), 'not agreed').toBe(0)
    expect(await rows('leader', plan('member', agreed.id, '2026-01-28')), 'the owner may still sign').toBe(0)
    for (const who of ['member', 'superior'] as const)
      expect(await rows(who, plan('member', agreed.id, '2026-03-01')), who).toBe(0)
    expect(await tried('leader', plan('member', agreed.id, '2026-01-29'))).toBe(1)
    expect(await rows('leader', document('member', 'performance_plan', 'SKP/2025/0', '2026-03-01')), 'number').toBe(0)
    await rows('member', half(agreed.id))
    expect(await byOfficer(plan('member', agreed.id, '2026-01-15')), 'an officer of the agency').toBe(0)
    expect(await rows('leader', plan('member', agreed.id, '2026-01-15'))).toBe(1)
  })

  test('of an evaluation is issued once that is final, and under its own number', async () => {
    const agreed = await aPlan(database.owner, team, 'member', { results: ['x'] })
    await aFile()
    const [rated] = await database.owner<{ id: string }[]>`insert into evaluations (plan_id, kind, starts_on, ends_on,
      employee_id, appraiser_id, agency_id, state, result_rating, behaviour_rating, predicate, ground, received_on)
      values (${agreed.id}, 'periodic', '2026-01-01', '2026-03-31', ${team.ids.member}, ${team.ids.leader},
      ${team.agencyId}, 'received', 'above', 'above', 'very_good', 'x', current_date - 14) returning id`
    const id = rated?.id ?? ''
    const today = civilDay(new Date())
    const kinds = [
      ['performance_evaluation', 'evaluation'],
      ['performance_document', 'document'],
      ['credit_conversion', 'conversion'],
    ] as const
    async function issued(): Promise<number[]> {
      const counts: number[] = []
      for (const [kind, form] of kinds)
        counts.push(await tried('leader', document('member', kind, formNumber(form, 2026, id), today)))
      return counts
    }
    expect(await issued(), 'may still be objected to').toEqual([0, 0, 0])
    await database.owner`update evaluations set received_on = current_date - 15`
    expect(await issued(), 'a quarter makes no angka kredit').toEqual([1, 1, 0])
    const forged = document('member', 'performance_document', formNumber('document', 2026, agreed.id), today)
    expect(await rows('leader', forged), 'of no evaluation').toBe(0)
    expect(
      await byOfficer(document('member', 'performance_evaluation', formNumber('evaluation', 2026, id), today)),
    ).toBe(0)
  })
})
