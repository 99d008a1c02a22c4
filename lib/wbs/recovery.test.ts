import { expect, test } from 'vitest'
import { recoveryFromPaper, splitForPaper } from './ceremony'
import { beginConversation, beginNotes, nextEnvelope, openNext } from './conversation'
import { type MessageKind, REPORTER, sealEnvelope } from './envelope'
import type { ReportKeyChange } from './epochs'
import { recoveryKey, reporterKeys, seedOf } from './people.fixture'
import { base64url, fromBase64url, hashHex } from './protocol'
import { readReport, type ServedReport } from './reading'
import { recoverReports, type TakenReport } from './recovery'
import { lostBetweenTwoKeys, lostReport } from './recovery.fixture'
import { makeSigningKey } from './signature'
import { RECOVERY } from './wraps'

const lost = await lostReport()
const { keys, manifest, anew, taken, wrapsOf } = lost

const adding = () => anew.map(({ key }) => key.id)
const recover = async (report: TakenReport) =>
  recoverReports({ for: adding(), reports: [report] }, [await recoveryKey()], manifest)

/** What a reader is given after a change came in. */
function served(change: ReportKeyChange | undefined, ring: 'pesan' | 'catatan', reader: string): ServedReport {
  const made = change?.rings.find((each) => each.ring === ring)
  const [before, first] = [taken[ring], reader === REPORTER ? [{ epoch: 0, ct: wrapsOf(REPORTER) }] : []]
  const own = (made?.wraps ?? []).filter((each) => each.for === reader)
  const last = { seq: made?.seq ?? 0, epoch: made?.epoch ?? 0, ct: made?.ct ?? '' }
  return { wraps: [...first, ...own], messages: [...(before?.messages ?? []), last] }
}

test('two of three papers open the key of last resort, one does not, nor do those of another key', async () => {
  const papers = (await splitForPaper(seedOf('recovery'))).map((words) => words.join(' '))
  const [one = '', two = '', three = ''] = papers
  for (const pair of [
    [one, two],
    [two, three],
    [three, one],
  ])
    expect(await recoveryFromPaper(pair, manifest.recovery)).toEqual(await recoveryKey())
  expect(await recoveryFromPaper([one], manifest.recovery)).toBeUndefined()
  const foreign = (await splitForPaper(seedOf('root'))).map((words) => words.join(' '))
  expect(await recoveryFromPaper(foreign.slice(1), manifest.recovery)).toBeUndefined()
})

test('a report that nobody could open is read by new keys from the beginning, and the reporter sees by whom', async () => {
  const { changes, failed } = await recover(taken)
  expect(failed).toEqual([])
  const [first] = anew
  const identity = first?.box.identity ?? ''
  const pesan = await readReport(
    beginConversation(taken.id),
    served(changes[0], 'pesan', first?.key.id ?? ''),
    identity,
    manifest,
  )
  expect(pesan.conversation).toMatchObject({ epoch: 1, members: adding() })
  const catatan = served(changes[0], 'catatan', first?.key.id ?? '')
  const notes = await readReport(beginNotes(pesan.conversation), catatan, identity, manifest)
  expect(notes.conversation).toMatchObject({ ring: 'catatan', epoch: 1, members: adding() })
  const begin = beginConversation(taken.id, { sign: keys.sign.public, box: hashHex(keys.box.recipient) })
  const own = await readReport(begin, served(changes[0], 'pesan', REPORTER), keys.box.identity, manifest)
  expect(own.envelopes.at(-1)).toMatchObject({ kind: 'kunci', sender: RECOVERY })
})

test('a report that the server changed on its way to the ceremony is left out and named', async () => {
  const stranger = await reporterKeys('stranger')
  expect((await recover({ ...taken, reporterBox: stranger.box.recipient })).failed).toMatchObject([
    { report: taken.id, code: 'wrong_key' },
  ])
  const [message] = taken.pesan.messages
  const twice = [message, message].filter((each) => each !== undefined)
  const { changes, failed } = await recover({ ...taken, pesan: { ...taken.pesan, messages: twice } })
  expect([changes, failed]).toMatchObject([[], [{ code: 'wrong_seq' }]])
})

test('a report whose notes hang on another key of last resort is left out with one of them, and read whole with both', async () => {
  const { list, former, anew, reports } = await lostBetweenTwoKeys(lost)
  const recovered = (keys: (typeof former)[], isPartial = false) =>
    recoverReports({ for: adding(), reports }, keys, list, isPartial)
  for (const one of [former, anew])
    expect(await recovered([one])).toMatchObject({
      changes: [],
      failed: [{ report: taken.id, code: 'cannot_decrypt' }],
    })
  const { changes } = await recovered([former, anew])
  const given = changes[0]?.rings.map(({ ring, wraps }) => [ring, wraps.filter((each) => each.for === RECOVERY).length])
  expect(given).toEqual([
    ['pesan', 2],
    ['catatan', 2],
  ])
  const partial = (await recovered([former], true)).changes[0]?.rings ?? []
  expect(partial.map(({ ring, wraps }) => [ring, wraps.filter((each) => each.for === RECOVERY).length])).toEqual([
    ['pesan', 2],
    ['catatan', 1],
  ])
})

test('the key of last resort says who reads, in a new epoch, and nothing else; and only it does', async () => {
  const recovery = await recoveryKey()
  const { conversation, boxes } = await readReport(
    beginConversation(taken.id),
    taken.pesan,
    recovery.box.identity,
    manifest,
  )
  const [box] = boxes
  if (!box) throw new Error('no key')
  const said = async (kind: MessageKind, body: object, sign = recovery.sign, list = manifest) => {
    const envelope = nextEnvelope(conversation, { kind, sender: RECOVERY, body })
    const ct = base64url(await sealEnvelope(envelope, sign, box.recipient))
    return openNext(conversation, { seq: 2, epoch: 0, ct: fromBase64url(ct) }, () => box, list)
  }
  const same = { key: hashHex(box.recipient), members: [...conversation.members, ...adding()] }
  await expect(said('pesan', { text: 'Halo' })).rejects.toMatchObject({ code: 'unknown_sender' })
  await expect(said('keputusan', { text: 'Halo' })).rejects.toMatchObject({ code: 'unknown_sender' })
  await expect(said('kunci', same)).rejects.toMatchObject({ code: 'not_a_member' })

  const change = (await recover(taken)).changes[0]?.rings.find(({ ring }) => ring === 'pesan')
  const boxOf = async (sign: string | undefined) => {
    const [wrap] = (change?.wraps ?? []).filter((each) => each.for === RECOVERY && each.epoch === 1)
    const list = { ...manifest, recovery: { ...manifest.recovery, sign } }
    const served = { wraps: [...taken.pesan.wraps, ...(wrap ? [wrap] : [])], messages: [...taken.pesan.messages] }
    const last = { seq: 2, epoch: 1, ct: change?.ct ?? '' }
    return readReport(
      beginConversation(taken.id),
      { ...served, messages: [...served.messages, last] },
      recovery.box.identity,
      list,
    )
  }
  await expect(boxOf(manifest.recovery.sign)).resolves.toMatchObject({ conversation: { epoch: 1 } })
  const refused = (code: string) => ({ conversation: { epoch: 0, passed: 1 }, unopened: [{ seq: 2, code }] })
  await expect(boxOf(undefined)).resolves.toMatchObject(refused('unknown_sender'))
  await expect(boxOf(makeSigningKey().public)).resolves.toMatchObject(refused('bad_signature'))
})
