import { expect, test } from 'vitest'
import { transactWbs } from '@/db/wbs/client.server'
import { appendMessage } from '@/lib/wbs/append.server'
import { encryptTo, makeBox } from '@/lib/wbs/hybrid'
import { base64url } from '@/lib/wbs/protocol'
import type { ReportRequest } from '@/lib/wbs/wire'
import { begun, content, database, loseOnce, putBetween, send } from './session.fixture'

test('what was sent is read back with its code, answered and withdrawn', async () => {
  const calls = await begun()
  await send(calls)
  expect((await calls.open())?.shown).toEqual([{ kind: 'report', content }])
  const replied = await calls.reply('Ada kuitansi lagi')
  expect(replied?.shown[1]).toMatchObject({ kind: 'message', by: 'pelapor', body: { text: 'Ada kuitansi lagi' } })
  expect(await calls.withdraw()).toMatchObject({ report: { state: 'withdrawn' }, isWithdrawn: true })
})

test('a report whose answer was lost is sent again, byte for byte, and is one report', async () => {
  const calls = await begun()
  const sent: string[] = []
  loseOnce('laporan', (body) => sent.push((body as ReportRequest).first.ct))
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

test('a report that is gone after it was sent is not open', async () => {
  const calls = await begun()
  await send(calls)
  putBetween((door, answer) => (door === 'buka' ? { ...answer, report: null, wraps: [], messages: [] } : answer))
  expect(await calls.open()).toBeUndefined()
})

test('a report that no server would take is refused before it leaves, with what to do, and nothing of it is sent', async () => {
  const calls = await begun()
  const asked: string[] = []
  putBetween((door, answer) => {
    asked.push(door)
    return answer
  })
  const what = '漢'.repeat(60_000)
  await expect(send(calls, { content: { ...content, what } })).rejects.toMatchObject({ code: 'too_long' })
  expect(asked).toEqual(['manifest'])
  await send(calls)
  expect((await calls.open())?.shown).toHaveLength(1)
})

test('a file that the server has let go of is sent from its beginning', async () => {
  const calls = await begun()
  await send(calls)
  const given = { id: crypto.randomUUID(), file: new Blob([new Uint8Array(9_000_000)]) }
  await calls.attach(given)
  expect(await calls.sendPart()).toEqual({ sent: 1, isThere: false })
  await database.owner`delete from attachments`
  await expect(calls.sendPart()).rejects.toMatchObject({ code: 'not_found' })
  expect(await calls.attach(given)).toEqual({ parts: 3 })
  expect(await calls.sendPart()).toEqual({ sent: 1, isThere: false })
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
  putBetween((door, answer) => {
    sent.push(door)
    return answer
  })
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
  const [stored] = await database.owner`select encode(sha256, 'hex') as sha256, is_said from attachments`
  expect(inbox?.shown[1]).toMatchObject({ body: { sha256: stored?.sha256 } })
  expect(stored?.is_said).toBe(true)
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
