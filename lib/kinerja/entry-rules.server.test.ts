import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { anActor } from '@/lib/registry/register.fixture'
import { saveEntries } from './entries.server'
import { aWorker, sentEntry, type Worker } from './entry.fixture'
import { extendEntries, listEntryRules, saveEntryRules, USUAL_ENTRY_RULES } from './entry-rules.server'
import { ownDays } from './own-days.server'
import { planDecisionDueOn } from './plan-referral.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-27T03:00:00Z')
let worker: Worker
let officer: Context

beforeEach(async () => {
  worker = await aWorker(owner, NOW)
  officer = await officerOf(worker.agencyId)
})

async function officerOf(agencyId: number): Promise<Context> {
  const { id } = await testAccount(owner, agencyId, ['performance_officer'])
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  return { ...anActor('performance_officer', scope, { accountId: id }), now: NOW }
}

async function sent(workOn: string) {
  const entry = sentEntry(worker, { workOn })
  const [answer] = await saveEntries(worker.context, {
    owner: worker.employeeId,
    sentAt: NOW.toISOString(),
    entries: [entry],
  })
  return answer?.answer === 'refused' ? answer.findings.flatMap(({ met, code }) => (met ? [] : [code])) : answer?.answer
}

const events = () => owner`select event, before, after, reason from audit_events where event like 'entry.%' order by at`

test('rules of an agency hold from their day on, for its own people, and are written down', async () => {
  const rules = { ...USUAL_ENTRY_RULES, startsOn: '2026-11-27', entryDays: 0, dayMinutes: 60 }
  await saveEntryRules(officer, rules)
  await saveEntryRules(officer, { ...rules, dayMinutes: 90, planDecisionDays: 5, evaluatedEvery: 'month' })
  expect((await listEntryRules(officer)).rules).toEqual([
    { ...rules, dayMinutes: 90, planDecisionDays: 5, evaluatedEvery: 'month' },
  ])
  expect(await planDecisionDueOn(officer, { agencyId: worker.agencyId, referredAt: NOW })).toBe('2026-12-02')
  expect(await sent('2026-11-27')).toEqual(['kinerja.entry_minutes'])
  expect(await sent('2026-11-26')).toBe('saved') // by the rules of its day
  const [first, second] = (await events()).filter(({ event }) => event === 'entry.save_rules')
  expect(first).toMatchObject({ before: null, after: { dayMinutes: 60 } })
  expect(second).toMatchObject({ before: { dayMinutes: 60 }, after: { dayMinutes: 90 } })
  expect((await listEntryRules(await officerOf(await testAgency(owner, 'city')))).rules).toEqual([])
})

test('nothing that was written down is held against rules that came after it', async () => {
  const past = { ...USUAL_ENTRY_RULES, startsOn: '2026-11-26' }
  await expect(saveEntryRules(officer, past)).rejects.toMatchObject({ findings: [{ code: 'kinerja.rules_day' }] })
})

test('after an outage the whole agency writes its days down as if in time, on the device too', async () => {
  expect(await sent('2026-11-20')).toEqual(['kinerja.entry_late'])
  const outage = {
    startsOn: '2026-11-19',
    endsOn: '2026-11-20',
    openUntil: '2026-11-30',
    reason: 'Server tidak terbuka',
  }
  await extendEntries(officer, outage)
  expect(await sent('2026-11-20')).toBe('saved')
  expect(await sent('2026-11-18')).toEqual(['kinerja.entry_late'])
  const { rules } = await ownDays(worker.context)
  expect(rules.extensions).toEqual([{ startsOn: '2026-11-19', endsOn: '2026-11-20', openUntil: '2026-11-30' }])
  expect((await listEntryRules(officer)).extensions).toMatchObject([outage])
  expect((await events()).filter(({ event }) => event === 'entry.extend')).toMatchObject([{ reason: outage.reason }])
})

test('an extension is of days that have come, until a day that has not, for a month at most', async () => {
  const given = (changes: object) =>
    extendEntries(officer, {
      startsOn: '2026-11-19',
      endsOn: '2026-11-20',
      openUntil: '2026-11-30',
      reason: 'Gangguan',
      ...changes,
    })
  const refusal = (code: string) => ({ findings: [{ code: `kinerja.extension_${code}` }] })
  await expect(given({ endsOn: '2026-11-28' })).rejects.toMatchObject({
    ...refusal('days'),
    fields: { endsOn: 'kinerja.extension_days' },
  })
  await expect(given({ openUntil: '2026-11-26' })).rejects.toMatchObject(refusal('until'))
  await expect(given({ openUntil: '2026-12-29' })).rejects.toMatchObject(refusal('length'))
  const past = { startsOn: '2026-10-20', endsOn: '2026-10-26' }
  await expect(given(past)).rejects.toMatchObject(refusal('past'))
  await given({ ...past, endsOn: '2026-10-27' })
})

test('days whose extension is over are not opened again, days whose extension still runs are', async () => {
  const given = (startsOn: string, endsOn: string, openUntil: string, at: string) =>
    extendEntries({ ...officer, now: new Date(at) }, { startsOn, endsOn, openUntil, reason: 'Gangguan' })
  await given('2026-11-16', '2026-11-17', '2026-11-20', '2026-11-18T03:00:00Z')
  await given('2026-11-16', '2026-11-17', '2026-11-24', '2026-11-20T03:00:00Z')
  const again = given('2026-11-17', '2026-11-18', '2026-11-30', '2026-11-27T03:00:00Z')
  await expect(again).rejects.toMatchObject({
    findings: [{ code: 'kinerja.extension_again', facts: { openUntil: expect.stringMatching(/^2026-11-2[04]$/) } }],
  })
  await given('2026-11-18', '2026-11-18', '2026-11-30', '2026-11-27T03:00:00Z')
  await expect(
    extendEntries(await officerOf(await testAgency(owner, 'city')), {
      startsOn: '2026-11-17',
      endsOn: '2026-11-18',
      openUntil: '2026-11-30',
      reason: 'Gangguan',
    }),
  ).resolves.toBeUndefined()
})
