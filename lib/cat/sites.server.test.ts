import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { anAgency } from '@/lib/registry/register.fixture'
import { aRunningSession } from './exam.fixture'
import { siteInput } from './site'
import { findSite, listSites, saveRoom, saveSite } from './sites.server'

const database = await testDatabase()
afterEach(database.reset)

const ACCOUNT = '019a0000-0000-7000-8000-00000000000a'
const FACTS = { name: 'Gedung Timah', address: 'Jalan Merdeka 1, Pangkalpinang', timeZone: 'Asia/Jakarta' } as const

let agencyId: number
beforeEach(async () => {
  agencyId = await anAgency(database.owner)
})

function manager(agency = agencyId): Context {
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: { accountId: ACCOUNT, employeeId: null, name: 'Nurhayati', agencyId: agency, role: 'exam_manager', scope },
    now: new Date(),
  }
}

const newSite = (changes = {}) => saveSite(manager(), { id: null, version: '', ...FACTS, ...changes })
const newRoom = (siteId: string, name: string) =>
  saveRoom(manager(), { id: null, siteId, version: '', name, rows: 5, seatsPerRow: 6 })
const seen = async (id: string) => {
  const found = await findSite(manager(), id)
  if (!found) throw new Error('no such site')
  return found
}

test('a site holds rooms, and each change is written down', async () => {
  const id = await newSite()
  await newRoom(id, 'Ruang A')
  await newRoom(id, 'Ruang B')
  expect(await listSites(manager())).toMatchObject([{ id, rooms: 2, seats: 60, sessions: 0, zone: 'Asia/Jakarta' }])
  const { rooms } = await seen(id)
  const [room] = rooms
  await saveRoom(manager(), { ...ofRoom(room), name: 'Aula', rows: 4, seatsPerRow: 5 })
  expect((await seen(id)).rooms.map(({ name, seats }) => [name, seats])).toEqual([
    ['Aula', 20],
    ['Ruang B', 30],
  ])
  const events = await database.owner`select event from audit_events where agency_id = ${agencyId} order by seq`
  expect(events.map(({ event }) => event)).toEqual([
    'exam.save_site',
    'exam.save_room',
    'exam.save_room',
    'exam.save_room',
  ])
})

test('a name is taken once, and whoever saw an older row writes nothing', async () => {
  const id = await newSite()
  await expect(newSite()).rejects.toMatchObject({ fields: { name: 'cat.site_taken' } })
  await newRoom(id, 'Ruang A')
  await expect(newRoom(id, 'Ruang A')).rejects.toMatchObject({ fields: { name: 'cat.room_taken' } })
  const { site } = await seen(id)
  await saveSite(manager(), { id, version: site.version, ...FACTS, address: 'Jalan Merdeka 2' })
  await expect(saveSite(manager(), { id, version: site.version, ...FACTS })).rejects.toMatchObject({ code: 'stale' })
})

test('a site abroad has the zone of its place, and its sessions begin by the clock there', async () => {
  const id = await newSite()
  const { site } = await seen(id)
  await saveSite(manager(), { id, version: site.version, ...FACTS, timeZone: 'Asia/Tokyo' })
  expect((await seen(id)).site.timeZone).toBe('Asia/Tokyo')
  expect(siteInput.safeParse({ id, version: '', ...FACTS, timeZone: 'Asia/Tokio' }).success).toBe(false)
})

test('a site of another agency does not exist', async () => {
  const id = await newSite()
  const stranger = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  expect(await findSite(stranger, id)).toBeUndefined()
  const other = saveSite(stranger, { id, version: (await seen(id)).site.version, ...FACTS })
  await expect(other).rejects.toMatchObject({ code: 'not_found' })
})

test('what a session counts on stays: the hour of its site and the seats that were given', async () => {
  await aRunningSession(database.owner, 12)
  const [room] = await database.owner<{ siteId: string; agencyId: number; id: string }[]>`
    select id, site_id as "siteId", agency_id as "agencyId" from exam_rooms`
  if (!room) throw new Error('no room')
  agencyId = room.agencyId
  const { site, rooms } = await seen(room.siteId)
  const east = saveSite(manager(), { id: site.id, version: site.version, ...FACTS, timeZone: 'Asia/Jayapura' })
  await expect(east).rejects.toMatchObject({ fields: { timeZone: 'cat.site_in_use' } })
  const small = saveRoom(manager(), { ...ofRoom(rooms[0]), name: 'Ruang A', rows: 1, seatsPerRow: 6 })
  await expect(small).rejects.toMatchObject({ fields: { rows: 'cat.room_occupied' } })
  await saveRoom(manager(), { ...ofRoom(rooms[0]), name: 'Ruang A', rows: 2, seatsPerRow: 6 })
})

test('a room keeps the seats that the candidates of a session need, also before anybody has one', async () => {
  await aRunningSession(database.owner, 12)
  await database.owner`update exam_attempts set state = 'scheduled', room_id = null, seat = null`
  const [room] = await database.owner<{ siteId: string; agencyId: number; id: string }[]>`
    select id, site_id as "siteId", agency_id as "agencyId" from exam_rooms`
  if (!room) throw new Error('no room')
  agencyId = room.agencyId
  const resize = async (rows: number) =>
    saveRoom(manager(), { ...ofRoom((await seen(room.siteId)).rooms[0]), name: 'Ruang A', rows, seatsPerRow: 6 })
  await resize(3)
  await expect(resize(1)).rejects.toMatchObject({
    fields: { rows: 'cat.room_assigned' },
    facts: { number: 1, seats: 6, assigned: 12 },
  })
  await resize(2)
  await database.owner`update exam_sessions set state = 'closed'`
  await resize(1)
})

function ofRoom(room: { id: string; siteId: string; version: string } | undefined) {
  if (!room) throw new Error('no such room')
  return { id: room.id, siteId: room.siteId, version: room.version }
}
