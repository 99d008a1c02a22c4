import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { canonical } from '@/lib/canonical-json'
import { civilDateIn } from '@/lib/civil-date'
import { appendMessage } from '@/lib/wbs/append.server'
import { nextEnvelope } from '@/lib/wbs/conversation'
import { sealEnvelope } from '@/lib/wbs/envelope'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { encryptTo, makeBox } from '@/lib/wbs/hybrid'
import { DEPLOYMENT, office, person, root } from '@/lib/wbs/people.fixture'
import { base64url, PROTOCOL } from '@/lib/wbs/protocol'
import type { ReportContent } from '@/lib/wbs/report-content'
import { readAs } from '@/lib/wbs/report-people.fixture'
import { ORIGIN, publish } from '@/lib/wbs/reporter.fixture'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'
import { signUnreadable } from '@/lib/wbs/unreadable'
import type { OpenAnswer, ReportRequest } from '@/lib/wbs/wire'

process.env.NEXTAUTH_URL = ORIGIN
const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-session-'))
process.env.WBS_FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = await testWbsDatabase()

const content: ReportContent = {
  category: 'levy',
  what: 'Pungutan',
  who: 'Pejabat A',
  where: { text: 'Bidang mutasi', isUnknown: false },
  when: { text: 'Agustus', isUnknown: false },
  how: 'Lewat perantara',
  evidence: '',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}
const input = { content, groupId: 'inspektorat', excluded: [] }

type Calls = Awaited<ReturnType<typeof begun>>
const send = async (calls: Calls, change: Partial<typeof input> = {}) =>
  calls.send({ ...input, ...change, list: (await calls.readers()).list })

type Hostile = (door: string, answer: object, body: object) => object | undefined // undefined: the answer is lost
let between: Hostile

beforeEach(async () => {
  between = (_, answer) => answer
  await publish(database.owner, (await officeToday()).signed)
  vi.stubGlobal('location', { origin: ORIGIN })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const door = path.slice('/lapor/api/'.length)
    const isJson = new Headers(init.headers).get('content-type') === 'application/json'
    const body = isJson ? JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) : {}
    const heard = await reporterDoors[door]?.(new Request(ORIGIN + path, init))
    const answer = between(door, (await heard?.json()) ?? {}, body)
    if (!answer) throw new TypeError('the line broke')
    return new Response(JSON.stringify(answer), { status: heard?.status ?? 404 })
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  forgetCounts()
  await database.reset()
})

/** The office with three custodians, whose list is of today. */
async function officeToday(change: { version?: number } = {}) {
  const custodians = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))
  const dini = await person('Dini', ['investigator'])
  const { people } = await office()
  const keys = [...people, dini, ...custodians].map(({ key }) =>
    key.name === 'Budi' ? { ...key, roles: ['inspektur' as const, 'penelaah' as const] } : key,
  )
  const groups = [
    { id: 'inspektorat', name: 'Inspektorat', keys: [...people.slice(0, 3), dini].map(({ key }) => key.id) },
  ]
  const issuedOn = civilDateIn('Asia/Jakarta', new Date())
  return { custodians, dini, ...(await office({ keys, groups, issuedOn, ...change })) }
}

/** A worker as a page begins it. */
async function begun() {
  vi.resetModules()
  const { calls } = await import('./session')
  calls.begin({ deployment: DEPLOYMENT, rootKeys: [root.public] })
  return calls
}

/** The answer of a door is lost once; what it did is done. */
function loseOnce(lost: string): void {
  let isLost = false
  between = (door, answer) => {
    if (door !== lost || isLost) return answer
    isLost = true
    return undefined
  }
}

test('what was sent is read back with its code, answered and withdrawn', async () => {
  const calls = await begun()
  await send(calls)
  expect((await calls.open())?.shown).toEqual([{ kind: 'report', content }])
  const replied = await calls.reply('Ada kuitansi lagi')
  expect(replied?.shown[1]).toMatchObject({ kind: 'message', by: 'pelapor', body: { text: 'Ada kuitansi lagi' } })
  expect((await calls.withdraw())?.report.state).toBe('withdrawn')
})

test('a report whose answer was lost is sent again, byte for byte, and is one report', async () => {
  const calls = await begun()
  const sent: string[] = []
  loseOnce('laporan')
  const losing = between
  between = (door, answer, body) => {
    if (door === 'laporan') sent.push((body as ReportRequest).first.ct)
    return losing(door, answer, body)
  }
  await expect(send(calls)).rejects.toMatchObject({ code: 'offline' })
  await send(calls)
  expect(sent).toHaveLength(2)
  expect(sent[0]).toBe(sent[1])
  expect((await database.owner`select count(*)::int as count from reports`)[0]?.count).toBe(1)
})

test('whoever changes the text after a lost answer is told of the report that had arrived', async () => {
  const calls = await begun()
  loseOnce('laporan')
  await expect(send(calls)).rejects.toMatchObject({ code: 'offline' })
  await send(calls, { content: { ...content, what: 'Lain' } })
  expect((await calls.open())?.shown).toEqual([{ kind: 'report', content }])
})

test('a reply whose answer was lost stands once', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  loseOnce('pesan')
  await expect(calls.reply('Halo')).rejects.toMatchObject({ code: 'offline' })
  expect((await calls.reply('Halo'))?.shown).toHaveLength(2)
})

test('a key that the server made itself opens nothing, so that no reply is locked to it', async () => {
  const calls = await begun()
  const bodies: ReportRequest[] = []
  between = (door, answer, body) => {
    if (door === 'laporan') bodies.push(body as ReportRequest)
    return answer
  }
  await send(calls)
  const { id: report, boxPub } = bodies[0] as ReportRequest
  const { identity } = await makeBox()
  const own = canonical({ v: PROTOCOL, report, epoch: 0, ring: 'pesan', identity })
  const ct = base64url(await encryptTo(boxPub, new TextEncoder().encode(own)))
  between = (door, answer) => {
    return door === 'buka' ? { ...answer, wraps: [{ epoch: 0, ct }], messages: [] } : answer
  }
  await expect(calls.open()).rejects.toMatchObject({ code: 'wrong_seq' })
  expect(await calls.reply('x')).toBeUndefined()
})

test('a server that takes a reply and shows the conversation without it is found out', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  between = (door, answer) => {
    if (door !== 'buka') return answer
    return { ...answer, messages: (answer as OpenAnswer).messages.slice(0, 1) }
  }
  await expect(calls.reply('Halo')).rejects.toMatchObject({ code: 'wrong_prev' })
})

test('a server that takes back what was read is found out', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  await calls.reply('Halo')
  between = (door, answer) => {
    if (door !== 'buka') return answer
    return { ...answer, messages: (answer as OpenAnswer).messages.slice(0, 1) }
  }
  await expect(calls.withdraw()).rejects.toMatchObject({ code: 'wrong_seq' })
})

test('a report that is gone after it was sent is not open', async () => {
  const calls = await begun()
  await send(calls)
  between = (door, answer) => (door === 'buka' ? { ...answer, report: null, wraps: [], messages: [] } : answer)
  expect(await calls.open()).toBeUndefined()
})

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
  between = (door, answer) => {
    if (door !== 'buka') return answer
    const request = { hash: 'f'.repeat(64), state: 'granted', dueOn: '2999-01-01' }
    return { ...answer, identity: { isSealed: true, request } }
  }
  expect((await calls.open())?.identity).toMatchObject({ question: null, isUnfounded: true })
  await expect(calls.answer({ request: 'f'.repeat(64), isGranted: true })).rejects.toMatchObject({
    code: 'wrong_request',
  })
})

test('a server that says another state than was signed is contradicted', async () => {
  const { ani, manifest } = await officeToday()
  const calls = await begun()
  await send(calls)
  const report = (await calls.open())?.report.id ?? ''
  const { conversation, boxes } = await readAs(database.owner, { report, person: ani, manifest })
  const body = {
    step: 'acknowledge',
    result: null,
    text: 'Sudah kami baca.',
    on: '2026-11-02',
    second: null,
    lhp: null,
  }
  const envelope = nextEnvelope(conversation, { kind: 'keputusan', sender: ani.key.id, body })
  const ct = base64url(await sealEnvelope(envelope, ani.sign, boxes[0]?.recipient ?? ''))
  await transactWbs((tx) => appendMessage(tx, ani.key.id, report, { ring: 'pesan', seq: 2, epoch: 0, ct }))
  await database.owner`update reports set state = 'closed'`
  const inbox = await calls.open()
  expect(inbox?.report.state).toBe('closed')
  expect(inbox).toMatchObject({ signed: 'verifying', isEnded: false }) // what the server says takes no button away
  expect(inbox?.shown[1]).toMatchObject({ kind: 'decision', by: 'verifikator', isBinding: true })
})

test('a report that no server would take is refused before it leaves, with what to do, and nothing of it is sent', async () => {
  const calls = await begun()
  const asked: string[] = []
  between = (door, answer) => {
    asked.push(door)
    return answer
  }
  const what = '漢'.repeat(60_000)
  await expect(send(calls, { content: { ...content, what } })).rejects.toMatchObject({ code: 'too_long' })
  expect(asked).toEqual(['manifest'])
  await send(calls)
  expect((await calls.open())?.shown).toHaveLength(1)
})

test('a list of readers that the server no longer takes is asked for anew, and seen before anything is sent', async () => {
  const calls = await begun()
  const lists: string[] = []
  between = (door, answer) => {
    if (door === 'manifest') lists.push(door)
    return answer
  }
  await calls.readers()
  const { signed } = await officeToday({ version: 4 })
  await publish(database.owner, signed)
  const seen = { ...input, list: (await calls.readers()).list }
  await expect(calls.send(seen)).rejects.toMatchObject({ code: 'manifest_old' })
  await expect(calls.send(seen)).rejects.toMatchObject({ code: 'readers_unseen' })
  await send(calls)
  expect(lists).toHaveLength(2)
})

test('a file is sent in parts, goes on where the line broke without sending again what arrived, and stands in the talk', async () => {
  const calls = await begun()
  await send(calls)
  const id = crypto.randomUUID()
  const file = new Blob([new Uint8Array(9_000_000).fill(7)])
  expect(await calls.attach({ id, file })).toEqual({ parts: 3 })
  loseOnce('lampiran/bagian')
  await expect(calls.sendPart()).rejects.toMatchObject({ code: 'offline' })
  const sent: string[] = []
  between = (door, answer) => {
    sent.push(door)
    return answer
  }
  expect(await calls.attach({ id, file })).toEqual({ parts: 3 })
  expect(await calls.sendPart()).toEqual({ sent: 1, isThere: false })
  expect(sent).toEqual(['nonce', 'lampiran/mulai'])
  expect(await calls.sendPart()).toEqual({ sent: 2, isThere: false })
  expect(await calls.sendPart()).toEqual({ sent: 3, isThere: false })
  expect(await calls.sendPart()).toEqual({ sent: 3, isThere: true })
  loseOnce('pesan')
  const said = { name: 'Bukti 1.jpg', type: 'image/jpeg', isCleaned: true }
  await expect(calls.attached(said)).rejects.toMatchObject({ code: 'offline' })
  const inbox = await calls.attached(said)
  expect(inbox?.shown.filter(({ kind }) => kind === 'file')).toEqual([
    {
      kind: 'file',
      by: 'pelapor',
      body: expect.objectContaining({ id, epoch: 0, bytes: 9_000_000, name: 'Bukti 1.jpg' }),
    },
  ])
  const [stored] = await database.owner`select encode(sha256, 'hex') as sha256 from attachments`
  expect(inbox?.shown[1]).toMatchObject({ body: { sha256: stored?.sha256 } })
})

test('before anything is written the reporter is told by whom the key of last resort can be used', async () => {
  const list = await (await begun()).readers()
  expect(list.recovery).toEqual(['Inspektur', 'Kepala Biro', 'Ombudsman'])
})

test('a message of an officer that nobody can open is named in its place, and the conversation goes on', async () => {
  const calls = await begun()
  await send(calls)
  const id = (await calls.open())?.report.id ?? ''
  const ct = base64url(await encryptTo((await makeBox()).recipient, Uint8Array.of(1)))
  await transactWbs((tx) => appendMessage(tx, 'petugas', id, { ring: 'pesan', seq: 2, epoch: 0, ct }))
  expect((await calls.open())?.shown[1]).toEqual({ kind: 'unopened', seq: 2, by: 'petugas', isSigned: false })
  const replied = await calls.reply('Tidak terbaca, mohon ulangi')
  expect(replied?.shown.map(({ kind }) => kind)).toEqual(['report', 'unopened', 'message'])
  expect(replied?.isBehind).toBe(false)
})

test('a server that takes a message away leaves a place where it was, whatever it puts there', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  await calls.reply('satu')
  const code = calls.code()
  const other = base64url(await encryptTo((await makeBox()).recipient, Uint8Array.of(1)))
  between = (door, answer) => {
    if (door !== 'buka') return answer
    const { messages, ...rest } = answer as OpenAnswer
    return { ...rest, messages: messages.map((each) => (each.seq === 2 ? { ...each, ct: other } : each)) }
  }
  const fresh = await begun()
  const read = await fresh.open(code)
  expect(read?.shown[1]).toMatchObject({ kind: 'unopened', seq: 2, by: 'pelapor' })
  expect([read?.isStopped, read?.isBehind], 'the last message: nothing follows that names it').toEqual([false, false])
  between = (door, answer) =>
    door === 'buka' ? { ...answer, messages: (answer as OpenAnswer).messages.filter(({ seq }) => seq !== 1) } : answer
  await expect(fresh.open(code)).rejects.toMatchObject({ code: 'wrong_seq' })
})

test('a reporter is told to stop where a message does not follow the one that is shown before it', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  await calls.reply('satu')
  expect((await calls.reply('dua'))?.isStopped).toBe(false)
  const code = calls.code()
  const other = base64url(await encryptTo((await makeBox()).recipient, Uint8Array.of(1)))
  const swapped = (epoch: number) => (door: string, answer: object) => {
    if (door !== 'buka') return answer
    const { messages, report, ...rest } = answer as OpenAnswer
    const said = messages.map((each) => (each.seq === 2 ? { ...each, ct: other, epoch } : each))
    return { ...rest, messages: said, report: report && { ...report, epoch } }
  }
  between = swapped(0)
  expect(await (await begun()).open(code)).toMatchObject({ isStopped: true, isBehind: false })
  between = swapped(1)
  const behind = await begun()
  expect(await behind.open(code)).toMatchObject({ isStopped: true, isBehind: true })
  await expect(behind.reply('tiga')).rejects.toMatchObject({ code: 'wrong_epoch' })
})

test('a report that not even its reporter can open is told as ended once two people signed so, and as broken before', async () => {
  const calls = await begun()
  await send(calls)
  const id = (await calls.open())?.report.id ?? ''
  const code = calls.code()
  const junk = base64url(await encryptTo((await makeBox()).recipient, Uint8Array.of(1)))
  const { ani, budi } = await officeToday()
  const on = civilDateIn('Asia/Jakarta', new Date())
  const stated = [ani, budi].map(({ key, sign }) => {
    const reason = 'first_message' as const
    return { by: key.id, reason, on, signature: signUnreadable(id, { reason, on }, sign) }
  })
  const saying = (unreadable: typeof stated): Hostile => {
    return (door, answer) => {
      if (door !== 'buka') return answer
      const { report, messages } = answer as OpenAnswer
      const [first] = messages
      return { ...answer, unreadable, report: { ...report, state: 'unreadable' }, messages: [{ ...first, ct: junk }] }
    }
  }
  between = saying(stated.slice(1))
  await expect((await begun()).open(code)).rejects.toMatchObject({ code: 'cannot_decrypt' })
  between = saying(stated)
  const inbox = await (await begun()).open(code)
  expect(inbox).toMatchObject({ shown: [], isEnded: true, unreadable: { roles: ['verifikator', 'penelaah'], on } })
})
