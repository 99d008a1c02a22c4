import { expect, test } from 'vitest'
import { beginConversation, openAll, openNext } from './conversation'
import { ORIGIN, office, recoveryKey, reporterKeys } from './people.fixture'
import { fromBase64url, hashHex } from './protocol'
import { makeReport } from './report'
import { isRequestSigned } from './request'
import { encodeBody } from './wire'
import { openWrap, RECOVERY } from './wraps'

const content = { apa: 'Pungutan di loket', siapa: 'Kepala seksi' }

async function sentReport(excluded: string[] = []) {
  const { manifest, ...people } = await office()
  const keys = await reporterKeys()
  const report = await makeReport(keys, { manifest, groupId: 'inspektorat', excluded, content, origin: ORIGIN })
  if (!report) throw new Error('too few recipients')
  return { manifest, ...people, keys, report }
}

test('each recipient, the reporter and recovery have a wrap of their own, and with it all read the same report', async () => {
  const { report, manifest, ani, budi, citra, keys } = await sentReport()
  const readers = [
    ...[ani, budi, citra].map(({ key, box }) => ({ name: key.id, box })),
    { name: 'pelapor', box: keys.box },
    { name: RECOVERY, box: (await recoveryKey()).box },
  ]
  expect(report.wraps.map((wrap) => wrap.for)).toEqual(readers.map(({ name }) => name))
  for (const [index, { box }] of readers.entries()) {
    const place = { report: report.id, epoch: 0, ring: 'pesan' as const }
    const own = await openWrap(box.identity, fromBase64url(report.wraps[index]?.ct ?? ''), place)
    const first = { ...report.first, epoch: 0, ct: fromBase64url(report.first.ct) }
    const { envelope } = await openNext(beginConversation(report.id), first, () => own, manifest)
    expect(envelope).toMatchObject({ kind: 'laporan', sender: 'pelapor', body: { content } })
  }
})

test('whoever is excluded has no wrap and is no member, and one reader alone is too few', async () => {
  const { report, manifest, ani, budi, citra, keys } = await sentReport([])
  expect(report.wraps).toHaveLength(5)
  const without = await sentReport([ani.key.id])
  expect(without.report.wraps.map((wrap) => wrap.for)).toEqual([budi.key.id, citra.key.id, 'pelapor', 'pemulihan'])
  const [excluded, groupId] = [[ani.key.id, budi.key.id], 'inspektorat']
  expect(await makeReport(keys, { manifest, groupId, excluded, content, origin: ORIGIN })).toBeUndefined()
})

test('two keys of one person are one reader', async () => {
  const { ani, budi, citra, manifest } = await office()
  const keys = manifest.keys.map((key) => (key.id === budi.key.id ? { ...key, holder: ani.key.holder } : key))
  const input = { groupId: 'inspektorat', excluded: [citra.key.id], content, origin: ORIGIN }
  expect(await makeReport(await reporterKeys(), { ...input, manifest: { ...manifest, keys } })).toBeUndefined()
})

test('the report is signed by the reporter for this route of this origin', async () => {
  const { report, keys } = await sentReport()
  expect(isRequestSigned(keys.sign.public, 'laporan', ORIGIN, report)).toBe(true)
  expect(isRequestSigned(keys.sign.public, 'laporan', ORIGIN, { ...report, proof: 1, pad: '0' } as never)).toBe(true)
  expect(isRequestSigned(keys.sign.public, 'laporan', 'https://other.example', report)).toBe(false)
  expect(isRequestSigned(keys.sign.public, 'pesan', ORIGIN, report)).toBe(false)
  expect(isRequestSigned(keys.sign.public, 'laporan', ORIGIN, { ...report, excluded: ['x'] } as never)).toBe(false)
})

test('two reports of ten and of three thousand letters are of one length on the wire', async () => {
  const { manifest } = await office()
  const keys = await reporterKeys()
  const lengths = ['a'.repeat(10), 'b'.repeat(3000)].map(async (text) => {
    const input = { manifest, groupId: 'inspektorat', excluded: [], content: { text }, origin: ORIGIN }
    const report = await makeReport(keys, input)
    return [report?.first.ct.length, encodeBody(report ?? {}).length]
  })
  const [short, long] = await Promise.all(lengths)
  expect(short).toEqual(long)
  expect((short?.[1] ?? 1) % 4096).toBe(0)
})

test('a reporter who opens the report finds the own keys in it, and a stranger’s report is noticed', async () => {
  const { report, manifest, keys } = await sentReport()
  const place = { report: report.id, epoch: 0, ring: 'pesan' as const }
  const wrap = report.wraps.find((each) => each.for === 'pelapor')
  const box = await openWrap(keys.box.identity, fromBase64url(wrap?.ct ?? ''), place)
  const messages = [{ seq: 1, epoch: 0, ct: fromBase64url(report.first.ct) }]
  const own = { sign: keys.sign.public, box: hashHex(keys.box.recipient) }
  const { conversation } = await openAll(beginConversation(report.id, own), messages, () => box, manifest)
  expect(conversation).toMatchObject({ seq: 1, epoch: 0, key: hashHex(box.recipient), reporter: own })
  const other = await reporterKeys('somebody else')
  const stranger = { sign: other.sign.public, box: hashHex(other.box.recipient) }
  await expect(openAll(beginConversation(report.id, stranger), messages, () => box, manifest)).rejects.toMatchObject({
    code: 'wrong_key',
  })
})
