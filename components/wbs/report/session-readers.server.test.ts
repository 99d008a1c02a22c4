import { expect, test } from 'vitest'
import { transactWbs } from '@/db/wbs/client.server'
import { replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { office, person, TODAY } from '@/lib/wbs/people.fixture'
import { officerOf, readAs } from '@/lib/wbs/report-people.fixture'
import { publish } from '@/lib/wbs/reporter.fixture'
import type { ReportRequest } from '@/lib/wbs/wire'
import { begun, database, input, loseOnce, officeToday, putBetween, send } from './session.fixture'

const identity = { name: 'Sri Rahayu', number: '', contact: '0812', safeTime: 'malam' }

test('an identity is sealed to three custodians who do not read the report, by name, and replaced', async () => {
  const calls = await begun()
  const names = ['Eka', 'Fitri', 'Gita'].map((name) => ({ name, position: 'Auditor' }))
  expect(await calls.custodians(input)).toEqual(names)
  const { custodians } = await officeToday()
  const excluded = [custodians[0]?.key.id ?? '']
  expect(await calls.custodians({ ...input, excluded })).toEqual([])
  await send(calls)
  const inbox = await calls.seal(identity)
  expect(inbox?.identity).toMatchObject({ isSealed: true, custodians: names, question: null, isUnfounded: false })
  expect(inbox?.shown[1]).toMatchObject({ kind: 'identity', by: 'pelapor', body: { act: 'sealed' } })
  const replaced = await calls.seal({ ...identity, name: 'Sri' })
  expect(replaced?.events.map(({ kind }) => kind)).toEqual(['received', 'identity_sealed', 'identity_replaced'])
})

test('a seal whose answer was lost is sealed at the next try', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  loseOnce('segel')
  await expect(calls.seal(identity)).rejects.toMatchObject({ code: 'offline' })
  expect((await calls.seal(identity))?.identity.isSealed).toBe(true)
})

test('a server that says that an identity may be opened, when nobody allowed it, is shown to do so', async () => {
  const calls = await begun()
  await send(calls)
  await calls.seal(identity)
  putBetween((door, answer) => {
    if (door !== 'buka') return answer
    const request = { hash: 'f'.repeat(64), state: 'granted', dueOn: '2999-01-01' }
    return { ...answer, identity: { isSealed: true, request } }
  })
  expect((await calls.open())?.identity).toMatchObject({ question: null, isUnfounded: true })
  await expect(calls.answer({ request: 'f'.repeat(64), isGranted: true })).rejects.toMatchObject({
    code: 'wrong_request',
  })
})

test('a list of readers that the server no longer takes is asked for anew, and seen before anything is sent', async () => {
  const calls = await begun()
  const lists: string[] = []
  putBetween((door, answer) => {
    if (door === 'manifest') lists.push(door)
    return answer
  })
  await calls.readers()
  const { signed } = await officeToday({ version: 4 })
  await publish(database.owner, signed)
  const seen = { ...input, list: (await calls.readers()).list }
  await expect(calls.send(seen)).rejects.toMatchObject({ code: 'manifest_old' })
  await expect(calls.send(seen)).rejects.toMatchObject({ code: 'readers_unseen' })
  await send(calls)
  expect(lists).toHaveLength(2)
})

test('whoever reads by a list that came while an inbox was open is known there, and no key is said to be missing', async () => {
  const calls = await begun()
  const lists: string[] = []
  const bodies: ReportRequest[] = []
  putBetween((door, answer, body) => {
    if (door === 'laporan') bodies.push(body as ReportRequest)
    if (door === 'manifest') lists.push(door)
    return answer
  })
  await send(calls)
  await calls.open()
  const { id: report = '', boxPub = '' } = bodies[0] ?? {}
  const { ani, manifest } = await officeToday()
  const hadi = await person('Hadi')
  const { issuedOn, groups, keys } = manifest
  const later = await office({ issuedOn, groups, keys: [...keys, hadi.key], version: manifest.version + 1 })
  await publish(database.owner, later.signed)
  const { conversation, boxes } = await readAs(database.owner, { report, person: ani, manifest })
  const by = { id: ani.key.id, sign: ani.sign }
  const people = { leaving: [], adding: [hadi.key.id] }
  const pesan = await replaceMembers(conversation, boxes, people, by, later.manifest, boxPub)
  await transactWbs((tx) => changeKeys(tx, officerOf(ani), reportKeyChange(report, { pesan }), TODAY))
  const inbox = await calls.reply('Setelah daftar baru')
  expect(inbox).toMatchObject({ isBehind: false, shown: [{}, { kind: 'readers' }, { kind: 'message' }] })
  expect(inbox?.readers.map(({ name }) => name)).toContain('Hadi')
  expect(lists).toHaveLength(2)
})

test('before anything is written the reporter is told by whom the key of last resort can be used', async () => {
  const list = await (await begun()).readers()
  expect(list.recovery).toEqual(['Inspektur', 'Kepala Biro', 'Ombudsman'])
})
