import { afterEach, beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { anAgency } from '@/lib/registry/register.fixture'
import { assignCandidates, clearSession, publishSession, saveSession } from './session-plan.server'
import { findSessionPlan, listCards } from './session-plan-read.server'

const database = await testDatabase()
afterEach(database.reset)

let agencyId: number
let programmeId: string
let siteId: string
let rooms: string[]

beforeEach(async () => {
  agencyId = await anAgency(database.owner)
  await loadExamProgrammes(database.owner)
  const [made] = await database.owner<{ programme: string; site: string }[]>`
    with site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung Timah', 'Jalan Merdeka 1', 'Asia/Jayapura') returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        vacancies)
      select id, ${agencyId}, kind, 'Analis Data', 'S-1', 'Muntok', kind, 2
      from exam_programmes, unnest(array['umum', 'disabilitas']) kind
      where exam_programmes.code = 'SKD-2024' returning id, programme_id, formation_kind as kind
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, name, birth_place, born_on, sex,
        education, diploma_hundredths, accommodation)
      select programme_id, id, ${agencyId}, 'P-' || n, 'Peserta ' || n, 'Muntok', '2000-01-01', 'F', 'S-1', 350,
        case when n in (1, 2) then 'netra' end
      from formation, generate_series(1, 5) n where kind = case n when 1 then 'disabilitas' else 'umum' end
    )
    select formation.programme_id as programme, site.id as site from formation, site`
  programmeId = made?.programme ?? ''
  siteId = made?.site ?? ''
  rooms = await Promise.all(['Ruang A', 'Ruang B'].map((name) => aRoom(name, 2)))
})

async function aRoom(name: string, seats: number): Promise<string> {
  const [room] = await database.owner<{ id: string }[]>`
    insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
    values (${siteId}, ${agencyId}, ${name}, ${seats}, 2) returning id`
  return room?.id ?? ''
}

const NOW = new Date('2026-11-20T00:00:00Z')

function manager(now = NOW): Context {
  const accountId = '019a0000-0000-7000-8000-00000000000a'
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  return { actor: { accountId, employeeId: null, name: 'Nurhayati', agencyId, role: 'exam_manager', scope }, now }
}

const form = (changes = {}) => ({
  id: null,
  version: 0,
  programmeId,
  siteId,
  roomIds: rooms,
  startsOn: '2026-11-30',
  startsAtTime: '08:00',
  ...changes,
})
const plan = async (id: string) => {
  const found = await findSessionPlan(manager(), id)
  if (!found) throw new Error('no such session')
  return found
}

test('a session begins at the hour of its site, is filled up to its seats, and published once', async () => {
  const first = await saveSession(manager(), form())
  expect(await plan(first)).toMatchObject({
    number: 1,
    startsAt: new Date('2026-11-29T23:00:00Z'),
    rooms: [{ seats: 2 }, { seats: 2 }],
    waiting: 5,
  })
  await expect(publishSession(manager(), first)).rejects.toMatchObject({ code: 'cat.session_empty' })
  expect(await assignCandidates(manager(), first)).toBe(4)
  await expect(assignCandidates(manager(), first)).rejects.toMatchObject({ code: 'cat.session_full' })
  const attempts = await database.owner<{ seconds: number }[]>`
    select allowed_seconds as seconds from exam_attempts order by allowed_seconds desc`
  expect(attempts.map(({ seconds }) => seconds)).toEqual([7_800, 6_000, 6_000, 6_000])

  expect(await listCards(manager(), first)).toEqual([])
  await publishSession(manager(), first)
  expect((await listCards(manager(), first)).map(({ number }) => number)).toEqual(['P-1', 'P-2', 'P-3', 'P-4'])
  await expect(publishSession(manager(), first)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(clearSession(manager(), first)).rejects.toMatchObject({ code: 'wrong_state' })

  const second = await saveSession(manager(), form({ startsAtTime: '13:00' }))
  expect((await plan(second)).number).toBe(2)
  expect(await assignCandidates(manager(), second)).toBe(1)
  await expect(assignCandidates(manager(), second)).rejects.toMatchObject({ code: 'cat.nobody_unscheduled' })
})

test('a session takes those who chose its site first, then those who may sit anywhere, and nobody who chose another', async () => {
  const [other] = await database.owner<{ id: string }[]>`
    insert into exam_sites (agency_id, name, address, time_zone)
    values (${agencyId}, 'UPT BKN', 'Jalan 2', 'Asia/Jakarta') returning id`
  const choose = (number: string, site: string) =>
    database.owner`update exam_candidates set chosen_site_id = ${site} where number = ${number}`
  await choose('P-1', other?.id ?? '')
  await choose('P-5', siteId)
  const id = await saveSession(manager(), form({ roomIds: rooms.slice(0, 1) }))
  expect((await plan(id)).waiting).toBe(4)
  expect(await assignCandidates(manager(), id)).toBe(2)
  const seated = await database.owner<{ number: string }[]>`
    select c.number from exam_attempts a join exam_candidates c on c.id = a.candidate_id order by 1`
  expect(seated.map(({ number }) => number)).toEqual(['P-2', 'P-5'])
  const next = await saveSession(manager(), form({ startsAtTime: '13:00' }))
  expect(await assignCandidates(manager(), next)).toBe(2) // P-3 and P-4: P-1 sits elsewhere
  await expect(assignCandidates(manager(), next)).rejects.toMatchObject({ code: 'cat.nobody_unscheduled' })
})

test('two managers who fill at once put nobody in two sessions', async () => {
  const one = await saveSession(manager(), form())
  const other = await saveSession(manager(), form({ startsAtTime: '13:00' }))
  const counts = await Promise.all([assignCandidates(manager(), one), assignCandidates(manager(), other)])
  expect(counts.sort()).toEqual([1, 4])
})

test('a room is in one session at a time, a site begins one at a time, and nothing begins in the past', async () => {
  await saveSession(manager(), form({ roomIds: rooms.slice(0, 1) }))
  const refused = (changes: object) => saveSession(manager(), form(changes)).catch((error) => error.fields)
  expect(await refused({ startsAtTime: '08:00', roomIds: rooms.slice(1) })).toEqual({
    startsAtTime: 'cat.session_taken',
  })
  expect(await refused({ startsAtTime: '10:39' })).toEqual({ roomIds: 'cat.room_busy' })
  expect(await refused({ startsOn: '2026-11-19' })).toEqual({ startsOn: 'cat.session_past' })
  await saveSession(manager(), form({ startsAtTime: '10:40', roomIds: rooms.slice(0, 1) }))
  await saveSession(manager(), form({ startsAtTime: '09:00', roomIds: rooms.slice(1) }))
})

test('a plan is changed while nobody has a card, and never under those who are in it', async () => {
  const id = await saveSession(manager(), form())
  await assignCandidates(manager(), id)
  const change = async (changes: object) =>
    saveSession(manager(), form({ id, version: (await plan(id)).version, ...changes }))
  await expect(change({ roomIds: rooms.slice(1) })).rejects.toMatchObject({
    fields: { roomIds: 'cat.rooms_too_small' },
  })
  await clearSession(manager(), id)
  await change({ roomIds: rooms.slice(1), startsAtTime: '09:00' })
  expect(await plan(id)).toMatchObject({ assigned: 0, rooms: [{ name: 'Ruang B' }] })
  await expect(saveSession(manager(), form({ id, version: 0 }))).rejects.toMatchObject({ code: 'stale' })
})

test('a programme whose numbers nobody has confirmed is not used', async () => {
  const [open] = await database.owner<{ id: string }[]>`
    update exam_programmes set is_confirmed = false where code = 'SKD-2023' returning id`
  await expect(saveSession(manager(), form({ programmeId: open?.id }))).rejects.toMatchObject({
    fields: { programmeId: 'cat.programme_unconfirmed' },
  })
})

test('no session is planned on a programme that somebody is changing', async () => {
  const planned = behind(
    database.owner,
    (tx) => tx`select pg_advisory_xact_lock(hashtextextended(${`programme ${programmeId}`}, 0))`,
    () => saveSession(manager(), form()),
    (tx) => tx`update exam_programmes set is_confirmed = false where id = ${programmeId}`,
  )
  await expect(planned).rejects.toMatchObject({ fields: { programmeId: 'cat.programme_unconfirmed' } })
})

test('candidates are given the seats that a room has, however it is changed meanwhile', async () => {
  const id = await saveSession(manager(), form())
  const [room = ''] = rooms
  const assigned = await behind(
    database.owner,
    (tx) => tx`select from exam_rooms where id = ${room} for update`,
    () => assignCandidates(manager(), id),
    (tx) => tx`update exam_rooms set seats = 1 where id = ${room}`,
  )
  expect(assigned).toBe(3)
})

test('an attempt that began is never removed, whoever asks', async () => {
  const id = await saveSession(manager(), form())
  await assignCandidates(manager(), id)
  await database.owner`update exam_attempts set state = 'running' where session_id = ${id}`
  await expect(clearSession(manager(), id)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(database.owner`delete from exam_attempts where session_id = ${id}`).rejects.toThrow(/never removed/)
  expect((await plan(id)).assigned).toBe(4)
})
