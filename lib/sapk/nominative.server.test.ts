import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { failFirst } from '@/db/failing.fixture'
import { openPopulation } from '@/db/population.fixture'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import type { TestDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { computeNominative, orderNominative } from '@/lib/sapk/nominative.server'
import { parseNominativeAddress } from '@/lib/sapk/nominative-list'
import {
  countNominative,
  findNominativeFindings,
  findNominativeRun,
  listNominative,
} from '@/lib/sapk/nominative-list.server'
import { refreshChangedPeople, refreshNominatives } from '@/lib/sapk/nominative-refresh.server'
import { selectPeople } from '@/lib/sapk/nominative-select.server'
import { officerHome } from '@/lib/sapk/officer-home.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'

const PERIOD = '2027-04-01'
const NOW = new Date('2027-01-11T09:00:00+07:00')

let database: TestDatabase
let agencyId: number
let otherAgencyId: number

beforeAll(async () => {
  database = await openPopulation(1500)
  const [own] = await database.owner<{ id: number }[]>`select id from agencies where code = ${DEMONSTRATION_CODE}`
  agencyId = own?.id ?? 0
  const [other] = await database.owner<{ id: number }[]>`
    select agency_id as id from employees where agency_id <> ${agencyId} group by 1 order by count(*) desc limit 1`
  otherAgencyId = other?.id ?? 0
  await computeNominative({ agencyId }, PERIOD, NOW)
  await computeNominative({ agencyId: otherAgencyId }, PERIOD, NOW)
}, 120_000)

afterAll(closeDatabase)

function officerOf(agency: number, accountId = randomUUID()): Context {
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: { accountId, employeeId: null, name: 'Petugas', agencyId: agency, role: 'mutation_officer', scope },
    now: NOW,
  }
}

const list = (context: Context, params: Record<string, string> = {}) =>
  listNominative(context, PERIOD, parseNominativeAddress({ baris: '100', ...params }))

/** The people who meet every condition and can be proposed, in the order of the list. */
async function proposableOf(officer: Context): Promise<string[]> {
  const address = parseNominativeAddress({ hasil: 'memenuhi' })
  const selected = await transact(officer, (tx) => selectPeople(tx, officer, PERIOD, address))
  return selected.filter(({ code }) => code === null).map(({ id }) => id)
}

test('every employee in service stands in the list once', async () => {
  const officer = officerOf(agencyId)
  const [people] = await database.owner<{ total: number }[]>`
    select count(*)::int as total from employees where agency_id = ${agencyId} and status <> 'pppk'
      and legal_status not in ('66', '67', '68', '69', '70', '77', '88', '98', '99')`
  const run = await findNominativeRun(officer, PERIOD)
  const counts = await countNominative(officer, PERIOD, {})
  expect(run?.employeeCount).toBe(people?.total)
  expect(counts.total).toBe(people?.total)
  expect(counts.eligible.total).toBeGreaterThan(0)
  expect(counts.ineligible.total).toBeGreaterThan(0)
})

test('the total of each tab is the length of its list, with every filter', async () => {
  const officer = officerOf(agencyId)
  const [unit] = await database.owner<{ id: number }[]>`
    select id from units where agency_id = ${agencyId} and last_preorder > preorder order by preorder desc limit 1`
  const filters: Record<string, string>[] = [
    {},
    { jenis: 'reguler' },
    { golongan: 'III/b' },
    { unit: String(unit?.id) },
    { syarat: 'promotion.tenure_4' },
    { usul: 'sudah' },
    { usul: 'belum' },
  ]
  for (const params of filters) {
    const address = parseNominativeAddress(params)
    const counts = await countNominative(officer, PERIOD, address.filter)
    for (const [slug, outcome] of [
      ['memenuhi', 'eligible'],
      ['bersyarat', 'conditional'],
      ['belum', 'ineligible'],
    ] as const) {
      let length = 0
      for (let page = 1; ; page += 1) {
        const rows = await list(officer, { ...params, hasil: slug, halaman: String(page) })
        length += rows.length
        if (rows.length < 100) break
      }
      expect({ params, outcome, length }).toEqual({ params, outcome, length: counts[outcome].total })
    }
  }
})

test('whoever has no rank on record stands in the list with that finding, in the counts as in the rows', async () => {
  const officer = officerOf(agencyId)
  const [person] = await database.owner<{ id: string; nip: string }[]>`
    update employees set rank = null, rank_since = null, rank_service_months = null
    where id = (select employee_id from nominative_results
      where agency_id = ${agencyId} and effective_on = ${PERIOD} and type = 'regular' order by employee_id desc limit 1)
    returning id, nip`
  if (!person) throw new Error('nobody')
  const before = await countNominative(officer, PERIOD, {})
  for (const compute of [() => computeNominative({ agencyId }, PERIOD, NOW), () => recompute(person.id)]) {
    await compute()
    const [row] = await list(officer, { nama: person.nip, syarat: 'promotion.rank' })
    expect(row).toMatchObject({ employeeId: person.id, type: 'regular', outcome: 'ineligible', rank: null })
    expect((await countNominative(officer, PERIOD, {})).total).toBe(before.total)
  }
  expect(await findNominativeFindings(officer, PERIOD, person.id)).toMatchObject([
    { code: 'promotion.rank', met: false },
  ])
})

async function recompute(employeeId: string) {
  await database.owner`insert into nominative_stale (agency_id, employee_id) values (${agencyId}, ${employeeId})`
  await refreshChangedPeople(NOW)
}

test('the figures of the home are the lengths of the lists that they open, proposals of another period included', async () => {
  const officer = officerOf(agencyId)
  const effectiveOn = (await officerHome(officer)).period?.effectiveOn ?? ''
  expect(effectiveOn).not.toBe(PERIOD)
  await computeNominative({ agencyId }, effectiveOn, NOW)
  const opened = async (usul: string) =>
    (await countNominative(officer, effectiveOn, parseNominativeAddress({ usul }).filter)).eligible.total
  const people = (await proposableOf(officer)).slice(0, 2)
  await createProposals(officer, { effectiveOn: PERIOD, employeeIds: people })
  const { figures } = await officerHome(officer)
  expect([figures?.proposed, figures?.unproposed]).toEqual([await opened('sudah'), await opened('belum')])
  expect(figures?.proposed).toBeGreaterThan(0)
  await database.owner`update promotion_proposals set state = 'cancelled' where employee_id in ${database.owner(people)}`
})

test('an officer sees the own agency only, whatever the query says', async () => {
  const foreign = officerOf(otherAgencyId)
  const own = await list(officerOf(agencyId))
  const theirs = await list(foreign)
  expect(own.length).toBeGreaterThan(0)
  expect(theirs.filter((row) => own.some(({ employeeId }) => employeeId === row.employeeId))).toEqual([])
  expect(await findNominativeFindings(foreign, PERIOD, own[0]?.employeeId ?? '')).toBeUndefined()
  const inside: Context = { ...foreign, actor: { ...foreign.actor, agencyId } } // the second wall alone
  expect((await countNominative(inside, PERIOD, {})).total).toBe(0)
})

test('what an opened row shows agrees with the outcome that was kept', async () => {
  const officer = officerOf(agencyId)
  for (const row of (await list(officer)).slice(0, 25)) {
    const findings = await findNominativeFindings(officer, PERIOD, row.employeeId)
    expect(findings?.every((finding) => finding.met)).toBe(row.outcome === 'eligible')
  }
})

test('a changed fact is noticed by itself and changes only that person', async () => {
  const officer = officerOf(agencyId)
  await refreshNominatives(NOW)
  const [person] = await list(officer, { hasil: 'memenuhi', jenis: 'reguler' })
  if (!person) throw new Error('nobody is eligible')
  const before = await countNominative(officer, PERIOD, {})
  await database.owner`
    insert into discipline_history (employee_id, effective_on, severity, ends_on, source)
    values (${person.employeeId}, '2027-01-05', 'medium', '2027-12-31', 'update')`
  expect((await findNominativeRun(officer, PERIOD))?.changedCount).toBe(1)
  expect(await refreshChangedPeople(NOW)).toBe(1)
  expect((await findNominativeRun(officer, PERIOD))?.changedCount).toBe(0)
  const after = await countNominative(officer, PERIOD, {})
  expect(after.eligible.total).toBe(before.eligible.total - 1)
  expect(after.total).toBe(before.total)
  const [now] = await list(officer, { nama: person.nip })
  expect(now?.outcome).toBe('ineligible')
})

test('whoever is proposed for one period leaves the other lists at once, and comes back when the proposal ends', async () => {
  const officer = officerOf(agencyId)
  const [person = ''] = await proposableOf(officer)
  await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] })
  await database.owner`update promotion_proposals set effective_on = '2027-02-01' where employee_id = ${person} and state = 'draft'`
  const outcome = async () => {
    const [row] = await database.owner`
      select outcome from nominative_results where employee_id = ${person} and effective_on = ${PERIOD}`
    return row?.outcome
  }
  await refreshNominatives(NOW)
  expect(await outcome()).toBe('ineligible')
  const marked = () => database.owner`select 1 from nominative_stale where employee_id = ${person}`
  await database.owner`update promotion_proposals set state = 'collecting' where employee_id = ${person} and state = 'draft'`
  expect(await marked()).toHaveLength(0)
  await database.owner`update promotion_proposals set state = 'cancelled' where employee_id = ${person} and state = 'collecting'`
  expect(await marked()).toHaveLength(1)
  await refreshChangedPeople(NOW)
  expect(await outcome()).toBe('eligible')
})

test('computations of the same list at once, one of them for everybody, leave one list', async () => {
  const officer = officerOf(agencyId)
  const before = await countNominative(officer, PERIOD, {})
  const scopes = [{ agencyId }, 'everybody', { agencyId }] as const
  await Promise.all(scopes.map((scope) => computeNominative(scope, PERIOD, NOW)))
  expect(await countNominative(officer, PERIOD, {})).toEqual(before)
})

test('a change that is committed while a list is computed makes it computed again', async () => {
  await refreshNominatives(NOW)
  const computedAt = async () => (await findNominativeRun(officerOf(agencyId), PERIOD))?.computedAt
  const before = await computedAt()
  await database.owner`insert into nominative_stale (agency_id, since) values (${agencyId}, ${before ?? null}::timestamptz - interval '1 hour')`
  const later = new Date(NOW.getTime() + 60_000)
  await refreshNominatives(later)
  expect(await computedAt()).toEqual(later)
  await refreshNominatives(new Date(later.getTime() + 60_000))
  expect(await computedAt()).toEqual(later)
})

test('a list that cannot be computed is told, and keeps no other one from being computed', async () => {
  const agencies = [agencyId, otherAgencyId]
  await computeNominative({ agencyId }, '2027-10-01', NOW)
  await refreshNominatives(NOW)
  for (const agency of agencies) await database.owner`insert into nominative_stale (agency_id) values (${agency})`
  await failFirst(database.owner, 'insert or update', 'nominative_runs', 'new.rule_version > 0')
  const later = new Date(NOW.getTime() + 600_000)
  const standing = async () => {
    const lists = await database.owner<{ isCurrent: boolean }[]>`
      select distinct rule_version > 0 as "isCurrent" from nominative_runs where agency_id in ${database.owner(agencies)}`
    return lists.map(({ isCurrent }) => isCurrent).sort()
  }
  await expect(refreshNominatives(later)).rejects.toThrow(AggregateError)
  expect(await standing()).toEqual([false, true])
  await refreshNominatives(later)
  expect(await standing()).toEqual([true])
})

test('only a period to come can be ordered, and the trail says who ordered it', async () => {
  const officer = officerOf(agencyId)
  await expect(orderNominative(officer, '2027-04-02')).rejects.toMatchObject({ code: 'not_found' })
  await expect(orderNominative(officer, '2097-04-01')).rejects.toMatchObject({ code: 'not_found' })
  await orderNominative(officer, PERIOD)
  const [event] = await database.owner`select subject_id from audit_events where event = 'nominative.compute'`
  expect(event?.subject_id).toBe(PERIOD)
})

test('ten computations at once do not wait for each other for ever', async () => {
  await Promise.all(Array.from({ length: 12 }, () => computeNominative({ agencyId }, PERIOD, NOW)))
  expect((await countNominative(officerOf(agencyId), PERIOD, {})).total).toBeGreaterThan(0)
})

test('a proposal takes its person out of those who can be proposed, and the list shows it', async () => {
  const officer = officerOf(agencyId)
  const proposable = await proposableOf(officer)
  const [first] = proposable
  if (!first) throw new Error('nobody can be proposed')
  expect(await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [first] })).toMatchObject({ created: 1 })
  expect(await proposableOf(officer)).toEqual(proposable.slice(1))
  const [row] = await list(officer, { usul: 'sudah' })
  expect(row).toMatchObject({ employeeId: first, proposalState: 'draft', outcome: 'eligible' })
})

test('a Spesialis I on record shortens the years in III/b', async () => {
  const officer = officerOf(agencyId)
  const [person] = await database.owner<{ id: string }[]>`
    update employees set rank = 'III/b', rank_since = '2025-04-01', education_level = '45',
      education_name = 'Spesialis I Ilmu Bedah'
    where id = (select employee_id from nominative_results
      where agency_id = ${agencyId} and effective_on = ${PERIOD} and type = 'regular' order by employee_id limit 1)
    returning id`
  const findings = await findNominativeFindings(officer, PERIOD, person?.id ?? '')
  expect(findings?.filter(({ code }) => code.startsWith('promotion.tenure'))).toMatchObject([
    { code: 'promotion.tenure_2', met: true },
  ])
})
