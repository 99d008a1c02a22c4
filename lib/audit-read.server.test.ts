import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { recordingRefusals } from '@/lib/audit.server'
import { type AuditFilter, listAuditEvents } from '@/lib/audit-read.server'
import { revealEvent } from '@/lib/audit-reveal.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { Refusal } from '@/lib/refusal'

const database = await testDatabase()
afterEach(database.reset)

const reason = 'Pemeriksaan berkala 700/12'

/** An auditor of one agency, and what they did in another one while they still served there. */
async function arrange() {
  const [own, other] = [await testAgency(database.owner, 'province'), await testAgency(database.owner, 'regency')]
  const { id, employeeId } = await testAccount(database.owner, own, ['auditor'])
  const victim = await testAccount(database.owner, other, ['employee'])
  await database.owner`truncate audit_events restart identity`
  for (const [agency, nik] of [
    [own, '1971055406850001'],
    [other, '1971055406850002'],
  ] as const) {
    await database.owner`
      insert into audit_events (event, account_id, actor_name, role, agency_id, employee_id, after)
      values ('history.add', ${id}, 'Tini', 'auditor', ${agency}, ${victim.employeeId}, ${database.owner.json({ kind: 'family', nik })})`
  }
  const auditor: Context = {
    actor: {
      accountId: id,
      employeeId,
      name: 'Tini',
      agencyId: own,
      role: 'auditor',
      scope: { kind: 'agencies', agencyIds: [own] },
    },
    now: new Date(),
  }
  return { auditor, victim }
}

test('the trail of an agency is its own, also where the second wall would show more', async () => {
  const { auditor } = await arrange()
  const { rows } = await listAuditEvents(auditor.actor, { zone: 'Asia/Jakarta' }, auditor.now)
  expect(rows.map(({ seq }) => seq)).toEqual([1])
  await expect(revealEvent(auditor, { seq: 2, reason })).rejects.toMatchObject({ code: 'not_found' })
})

test('the trail is narrowed by how an event begins, and by day', async () => {
  const { auditor } = await arrange()
  await database.owner`insert into audit_events (event, actor_name, role, agency_id, at)
    values ('history_x', 'Tini', 'auditor', ${auditor.actor.agencyId}, '2026-11-01T10:00:00Z'),
      ('history.correct', 'Tini', 'auditor', ${auditor.actor.agencyId}, '2026-11-02T10:00:00Z')`
  const events = async (filter: Partial<AuditFilter>) =>
    (await listAuditEvents(auditor.actor, { zone: 'Asia/Jakarta', ...filter }, auditor.now)).rows.map(
      ({ event }) => event,
    )
  expect(await events({ event: 'history.' })).toEqual(['history.correct', 'history.add'])
  expect(await events({ event: 'history', since: '2026-11-01', until: '2026-11-01' })).toEqual(['history_x'])
  expect(await events({ event: 'istory' })).toEqual([])
  const late = { event: 'history_x', since: '2026-11-02', until: '2026-11-02' }
  await database.owner`alter table audit_events disable trigger user`
  await database.owner`update audit_events set at = '2026-11-01T16:30:00Z' where event = 'history_x'`
  expect(await events(late), 'half past eleven in Jakarta').toEqual([])
  expect(await events({ ...late, zone: 'Asia/Makassar' }), 'half past midnight in Makassar').toEqual(['history_x'])
  expect(await events({ event: 'history.add' })).toEqual(['history.add'])
  expect(await events({ event: 'history.ad' })).toEqual([])
})

test('narrowing by event asks an index', async () => {
  const lines = await database.owner.begin(async (tx) => {
    await tx`insert into audit_events (event, actor_name, role)
      select 'auth.in', 'Tini', 'auditor' from generate_series(1, 3000)`
    await tx`analyze audit_events`
    return tx`explain select * from audit_events
      where event collate "C" >= 'history' and event collate "C" < 'historz' order by seq desc limit 51`
  })
  expect(JSON.stringify(lines)).toContain('audit_events_event')
})

test('a list masks what is known of a person; seeing it asks for a reason, which that person reads', async () => {
  const { auditor, victim } = await arrange()
  const { rows } = await listAuditEvents(auditor.actor, { zone: 'Asia/Jakarta' }, auditor.now)
  expect(rows[0]).toMatchObject({ after: { kind: 'family', nik: '••••' }, isMasked: true })
  expect(JSON.parse(await revealEvent(auditor, { seq: 1, reason }))).toMatchObject({
    after: { nik: '1971055406850001' },
  })
  const [event] = await database.owner`select * from audit_events where event = 'audit.reveal'`
  expect(event).toMatchObject({ employee_id: victim.employeeId, subject_id: '1', reason, after: null })
})

test('a refusal names the row that was asked for, when it could be one', async () => {
  const { auditor, victim } = await arrange()
  for (const id of [victim.employeeId, "' or 1=1--"]) {
    const asked = recordingRefusals(auditor, 'employee.read', id, async () => {
      throw new Refusal('not_found')
    })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  }
  const events =
    await database.owner`select subject_id, after from audit_events where event = 'auth.refused' order by seq`
  expect(events.map(({ subject_id }) => subject_id)).toEqual([victim.employeeId, null])
  expect(events[0]?.after).toMatchObject({ what: 'employee.read', code: 'not_found' })
})
