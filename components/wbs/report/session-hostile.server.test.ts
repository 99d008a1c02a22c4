import { expect, test } from 'vitest'
import { transactWbs } from '@/db/wbs/client.server'
import { canonical } from '@/lib/canonical-json'
import { civilDateIn } from '@/lib/civil-date'
import { appendMessage } from '@/lib/wbs/append.server'
import { nextEnvelope } from '@/lib/wbs/conversation'
import { sealEnvelope } from '@/lib/wbs/envelope'
import { encryptTo, makeBox } from '@/lib/wbs/hybrid'
import { reporterKeys } from '@/lib/wbs/people.fixture'
import { base64url, PROTOCOL } from '@/lib/wbs/protocol'
import { readAs } from '@/lib/wbs/report-people.fixture'
import { signUnreadable } from '@/lib/wbs/unreadable'
import type { OpenAnswer, PowAnswer, ReportRequest } from '@/lib/wbs/wire'
import { signWithdrawal, type Withdrawal } from '@/lib/wbs/withdrawal'
import { type Between, begun, database, officeToday, putBetween, send } from './session.fixture'

test.each([
  ['made cheaper', { cost: 1 }, 'proof_wrong'],
  ['given more time', { expires: 4_000_000_000 }, 'proof_wrong'],
  ['of another server', { mac: 'A'.repeat(43) }, 'proof_wrong'],
  ['of more work than any flood justifies', { cost: 65_537 }, 'wrong_challenge'],
  ['of no work', { cost: 0 }, 'wrong_challenge'],
])('a challenge that was %s brings no report anywhere, and none is shown as sent', async (_, change, code) => {
  const calls = await begun()
  putBetween((door, answer) =>
    door === 'pow' ? { challenge: { ...(answer as PowAnswer).challenge, ...change } } : answer,
  )
  await expect(send(calls)).rejects.toMatchObject({ code })
  expect(await calls.open()).toBeUndefined()
  expect(await database.owner`select 1 from reports`).toHaveLength(0)
})

test('a key that the server made itself opens nothing, so that no reply is locked to it', async () => {
  const calls = await begun()
  const bodies: ReportRequest[] = []
  putBetween((door, answer, body) => {
    if (door === 'laporan') bodies.push(body as ReportRequest)
    return answer
  })
  await send(calls)
  const { id: report, boxPub } = bodies[0] as ReportRequest
  const { identity } = await makeBox()
  const own = canonical({ v: PROTOCOL, report, epoch: 0, ring: 'pesan', identity })
  const ct = base64url(await encryptTo(boxPub, new TextEncoder().encode(own)))
  putBetween((door, answer) => {
    return door === 'buka' ? { ...answer, wraps: [{ epoch: 0, ct }], messages: [] } : answer
  })
  await expect(calls.open()).rejects.toMatchObject({ code: 'wrong_seq' })
  expect(await calls.reply('x')).toBeUndefined()
})

test('a server that takes a reply and shows the conversation without it is found out', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  putBetween((door, answer) => {
    if (door !== 'buka') return answer
    return { ...answer, messages: (answer as OpenAnswer).messages.slice(0, 1) }
  })
  await expect(calls.reply('Halo')).rejects.toMatchObject({ code: 'wrong_prev' })
})

test('a server that takes back what was read is found out', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  await calls.reply('Halo')
  putBetween((door, answer) => {
    if (door !== 'buka') return answer
    return { ...answer, messages: (answer as OpenAnswer).messages.slice(0, 1) }
  })
  await expect(calls.withdraw()).rejects.toMatchObject({ code: 'wrong_seq' })
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

test('a server that says that a report was withdrawn, without its reporter or with an old word of theirs, is contradicted', async () => {
  const calls = await begun()
  await send(calls)
  const { report } = (await calls.open()) ?? {}
  await database.owner`update reports set state = 'withdrawn'`
  expect(await calls.open()).toMatchObject({ report: { state: 'withdrawn' }, isWithdrawn: false, signed: 'received' })
  await database.owner`update reports set state = 'received'`
  await calls.open()
  expect(await calls.withdraw()).toMatchObject({ isWithdrawn: true })

  const code = calls.code()
  const said = (change: Partial<Withdrawal>) => (door: string, answer: object) => {
    const { withdrawal, ...rest } = answer as OpenAnswer
    return door === 'buka' ? { ...rest, withdrawal: withdrawal && { ...withdrawal, ...change } } : answer
  }
  const other = await reporterKeys('orang-lain')
  const forged = signWithdrawal(report?.id ?? '', { on: '2026-11-02', after: 1 }, other.sign)
  for (const change of [forged, { on: '2027-01-01' }, { after: 2 }, { signature: '' }]) {
    putBetween(said(change))
    expect(await calls.open(code), JSON.stringify(change)).toMatchObject({ isWithdrawn: false })
  }
  putBetween((door, answer) => (door === 'buka' ? { ...answer, withdrawal: null } : answer))
  expect(await calls.open(code)).toMatchObject({ isWithdrawn: false })

  putBetween((_, answer) => answer)
  const { people, manifest } = await officeToday()
  const [, budi] = people
  if (!budi) throw new Error('nobody')
  const { conversation, boxes } = await readAs(database.owner, { report: report?.id ?? '', person: budi, manifest })
  const body = { step: 'go_on', result: null, text: 'Demi umum.', on: '2026-11-02', second: null, lhp: null }
  const envelope = nextEnvelope(conversation, { kind: 'keputusan', sender: budi.key.id, body })
  const ct = base64url(await sealEnvelope(envelope, budi.sign, boxes[0]?.recipient ?? ''))
  const message = { ring: 'pesan' as const, seq: 2, epoch: 0, ct }
  await transactWbs((tx) => appendMessage(tx, budi.key.id, report?.id ?? '', message))
  expect(await calls.open(code), 'led on since').toMatchObject({ isWithdrawn: false, signed: 'reviewing' })
})

test('a server that takes a message away leaves a place where it was, whatever it puts there', async () => {
  const calls = await begun()
  await send(calls)
  await calls.open()
  await calls.reply('satu')
  const code = calls.code()
  const other = base64url(await encryptTo((await makeBox()).recipient, Uint8Array.of(1)))
  putBetween((door, answer) => {
    if (door !== 'buka') return answer
    const { messages, ...rest } = answer as OpenAnswer
    return { ...rest, messages: messages.map((each) => (each.seq === 2 ? { ...each, ct: other } : each)) }
  })
  const fresh = await begun()
  const read = await fresh.open(code)
  expect(read?.shown[1]).toMatchObject({ kind: 'unopened', seq: 2, by: 'pelapor' })
  expect([read?.isStopped, read?.isBehind], 'the last message: nothing follows that names it').toEqual([false, false])
  putBetween((door, answer) =>
    door === 'buka' ? { ...answer, messages: (answer as OpenAnswer).messages.filter(({ seq }) => seq !== 1) } : answer,
  )
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
  putBetween(swapped(0))
  expect(await (await begun()).open(code)).toMatchObject({ isStopped: true, isBehind: false })
  putBetween(swapped(1))
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
  const saying = (unreadable: typeof stated): Between => {
    return (door, answer) => {
      if (door !== 'buka') return answer
      const { report, messages } = answer as OpenAnswer
      const [first] = messages
      return { ...answer, unreadable, report: { ...report, state: 'unreadable' }, messages: [{ ...first, ct: junk }] }
    }
  }
  putBetween(saying(stated.slice(1)))
  await expect((await begun()).open(code)).rejects.toMatchObject({ code: 'cannot_decrypt' })
  putBetween(saying(stated))
  const inbox = await (await begun()).open(code)
  expect(inbox).toMatchObject({ shown: [], isEnded: true, unreadable: { roles: ['verifikator', 'penelaah'], on } })
})
