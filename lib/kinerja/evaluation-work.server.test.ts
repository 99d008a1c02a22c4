import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { storeFile } from '@/lib/documents/file-store.server'
import { listWork, ORDERED } from './evaluation-work.server'
import { findEvaluation } from './evaluations-read.server'
import { openEvidence } from './evidence.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-work-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
const { owner } = database
afterEach(database.reset)
afterAll(() => rmSync(folder, { recursive: true }))

const PARTIES = ['member', 'leader', 'superior'] as const

let team: Team
let plan: { id: string; items: string[] }
beforeEach(async () => {
  team = await aTeam(owner)
  plan = await aPlan(owner, team, 'member', { year: 2025, results: ['Tersusunnya arsip', 'Terpeliharanya gedung'] })
})

const quarter = () => ({ planId: plan.id, kind: 'periodic' as const, startsOn: '2025-01-01' })
const year = () => ({ planId: plan.id, kind: 'annual' as const, startsOn: '2025-01-01' })

/** An entry of the member, approved by the appraiser of its day, who is not the one of the plan. */
async function anEntry(workOn: string, changes: Record<string, string | null> = {}): Promise<string> {
  const id = randomUUID()
  await owner`
    insert into daily_entries ${owner({
      id,
      employee_id: team.ids.member,
      agency_id: team.agencyId,
      appraiser_id: team.ids.colleague,
      work_on: workOn,
      starts_minute: 480,
      ends_minute: 540,
      kind: 'plan',
      plan_item_id: plan.items[0] ?? null,
      text: `Menyusun ${workOn}`,
      state: 'approved',
      reviewed_by: team.ids.colleague,
      reviewed_at: '2026-01-01T03:00:00Z',
      device_at: '2025-01-01T03:00:00Z',
      received_at: '2025-01-01T03:00:00Z',
      ...changes,
    })}`
  return id
}

const ordered = {
  kind: 'additional',
  plan_item_id: null,
  text: 'Posko banjir',
  order_by: 'Camat',
  order_number: '800/1',
}

async function aPhoto(entryId: string): Promise<string> {
  const id = randomUUID()
  const sha256 = await transact(team.as('member'), (tx) => storeFile(tx, new TextEncoder().encode(id), 'image/jpeg'))
  await owner`
    insert into entry_evidence (id, entry_id, employee_id, kind, name, file_sha256, received_at)
    values (${id}, ${entryId}, ${team.ids.member}, 'photo', 'foto.jpg', ${sha256}, now())`
  return id
}

test('behind every number of a result stands the list that it counts, with its evidence, for all whom the plan names', async () => {
  await aPhoto(await anEntry('2025-01-10'))
  await anEntry('2025-03-31')
  await anEntry('2025-04-01')
  await anEntry('2025-02-03', { plan_item_id: plan.items[1] ?? null })
  await anEntry('2025-02-04', { state: 'rejected' })
  for (const who of PARTIES) {
    const found = await findEvaluation(team.as(who), quarter())
    expect(
      found?.items.map(({ work }) => [work.entries, work.pieces]),
      who,
    ).toEqual([
      [2, 1],
      [1, 0],
    ])
    const list = await listWork(team.as(who), quarter(), plan.items[0] ?? '', 1)
    expect(list, who).toMatchObject({ text: 'Tersusunnya arsip', total: 2 })
    expect(list?.rows.map(({ workOn, evidence }) => [workOn, evidence.map(({ name }) => name)])).toEqual([
      ['2025-01-10', ['foto.jpg']],
      ['2025-03-31', []],
    ])
  }
  expect((await findEvaluation(team.as('leader'), year()))?.items[0]?.work.entries, 'the whole year').toBe(3)
})

test('what was ordered beside the plan stands beside its results, with who ordered it', async () => {
  await anEntry('2025-01-10')
  await aPhoto(await anEntry('2025-01-13', ordered))
  await anEntry('2025-01-14', { ...ordered, state: 'submitted', reviewed_by: null, reviewed_at: null })
  const found = await findEvaluation(team.as('leader'), quarter())
  expect(found?.ordered).toMatchObject({ entries: 1, pieces: 1 })
  expect(await listWork(team.as('superior'), quarter(), ORDERED, 1)).toMatchObject({
    total: 1,
    rows: [{ text: 'Posko banjir', orderBy: 'Camat', orderNumber: '800/1', evidence: [{ kind: 'photo' }] }],
  })
})

test('nobody else reads the work behind an evaluation, nor work of another plan by its line', async () => {
  await anEntry('2025-01-10')
  const other = await aPlan(owner, team, 'colleague', { year: 2025, results: ['Hasil lain'] })
  expect(await listWork(team.as('colleague'), quarter(), plan.items[0] ?? '', 1)).toBeUndefined()
  expect(await listWork(team.as('leader'), quarter(), other.items[0] ?? '', 1)).toBeUndefined()
  const ask = `select from approved_entries('${plan.id}', '2025-01-01', '2025-12-31')`
  expect(await transact(team.as('colleague'), (tx) => tx.execute(ask))).toHaveLength(0)
  expect(await transact(team.as('superior'), (tx) => tx.execute(ask))).toHaveLength(1)
})

test('whoever appraised by a plan that was replaced reads what was evaluated by it, and nothing that came later', async () => {
  await aPhoto(await anEntry('2025-01-10'))
  const later = await aPhoto(await anEntry('2025-05-12'))
  await owner`
    insert into evaluations ${owner({
      plan_id: plan.id,
      kind: 'periodic',
      starts_on: '2025-01-01',
      ends_on: '2025-03-31',
      employee_id: team.ids.member,
      appraiser_id: team.ids.leader,
      agency_id: team.agencyId,
    })}`
  await owner`update plans set state = 'replaced' where id = ${plan.id}`
  const seen = async (who: 'leader' | 'member') => (await listWork(team.as(who), year(), plan.items[0] ?? '', 1))?.total
  expect(await seen('leader')).toBe(1)
  expect(await seen('member')).toBe(2)
  await expect(openEvidence(team.as('leader'), later)).rejects.toMatchObject({ code: 'not_found' })
  const ask = `select from results_of_periods('${plan.id}')`
  expect(await transact(team.as('leader'), (tx) => tx.execute(ask))).toHaveLength(0)
})

test('no days beyond the plan are asked by it, and no evidence is opened that stands in no list', async () => {
  await anEntry('2024-05-13', ordered)
  const everyday = await aPhoto(await anEntry('2025-01-10', { kind: 'general', plan_item_id: null }))
  const ask = `select from approved_entries('${plan.id}', '1990-01-01', '2100-01-01')`
  for (const who of PARTIES) expect(await transact(team.as(who), (tx) => tx.execute(ask)), who).toHaveLength(0)
  for (const who of ['leader', 'superior'] as const)
    await expect(openEvidence(team.as(who), everyday), who).rejects.toMatchObject({ code: 'not_found' })
})

test('evidence of approved work is opened by whoever rates it or decides about the rating, of other work it is not', async () => {
  const entryId = await anEntry('2025-01-10')
  const id = await aPhoto(entryId)
  for (const who of PARTIES) expect((await openEvidence(team.as(who), id)).name, who).toBe('foto.jpg')
  await owner`update daily_entries set state = 'rejected' where id = ${entryId}`
  for (const who of ['leader', 'superior'] as const)
    await expect(openEvidence(team.as(who), id), who).rejects.toMatchObject({ code: 'not_found' })
  await owner`update daily_entries set state = 'approved', appraiser_id = ${team.ids.leader} where id = ${entryId}`
  await expect(openEvidence(team.as('colleague'), id)).rejects.toMatchObject({ code: 'not_found' })
})

test('who rates the year reads what its quarters came to, also those that the appraiser of a post before rated', async () => {
  const rate = (planId: string, startsOn: string, endsOn: string, appraiser: string, predicate = 'good') => owner`
    insert into evaluations ${owner({
      plan_id: planId,
      kind: 'periodic',
      starts_on: startsOn,
      ends_on: endsOn,
      employee_id: team.ids.member,
      appraiser_id: appraiser,
      agency_id: team.agencyId,
      state: 'received',
      result_rating: 'as_expected',
      behaviour_rating: predicate === 'good' ? 'above' : 'below',
      predicate,
      ground: `Dasar ${startsOn}`,
      received_on: '2025-07-05',
    })}`
  await owner`update plans set ends_on = '2025-06-30', state = 'ended', appraiser_id = ${team.ids.colleague} where id = ${plan.id}`
  const next = await aPlan(owner, team, 'member', { year: 2025, results: ['Terlayaninya arsip'] })
  await owner`update plans set starts_on = '2025-07-01' where id = ${next.id}`
  await rate(plan.id, '2025-01-01', '2025-03-31', team.ids.colleague, 'poor')
  await rate(next.id, '2025-07-01', '2025-09-30', team.ids.leader)
  const ref = { planId: next.id, kind: 'annual' as const, startsOn: '2025-07-01' }
  const seen = async (who: 'leader' | 'member') => (await findEvaluation(team.as(who), ref))?.earlier
  expect(await seen('leader')).toMatchObject([
    { startsOn: '2025-01-01', predicate: 'poor', ground: 'Dasar 2025-01-01', isOwn: false },
    { startsOn: '2025-07-01', predicate: 'good', isOwn: true },
  ])
  expect((await seen('member'))?.map(({ isOwn }) => isOwn)).toEqual([true, true])
  const ask = `select from results_of_periods('${next.id}')`
  expect(await transact(team.as('colleague'), (tx) => tx.execute(ask))).toHaveLength(0)
})
