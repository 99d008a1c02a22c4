import { expect, test } from 'vitest'
import { type Decision, signProposal } from '@/lib/wbs/decision'
import { office } from '@/lib/wbs/people.fixture'
import { shownIn, shownOf } from './shown'

const { manifest, ani, budi } = await office()
const envelope = (kind: 'pesan' | 'laporan' | 'keputusan' | 'kunci', body: unknown) => ({
  v: 'satya-wbs/1' as const,
  report: 'r',
  epoch: 0,
  seq: 2,
  kind,
  sender: ani.key.id,
  prev: '',
  body,
})

test.each([null, 'halo', { text: 'halo' }, { text: 'halo', on: 'x' }, { text: 1, on: '2026-11-02' }])(
  'a message of a recipient whose content is %j hides nothing but itself',
  (body) => {
    expect(shownOf(envelope('pesan', body), manifest)).toEqual([{ kind: 'unreadable', by: 'verifikator' }])
  },
)

test('a first message without a report in it says so', () => {
  expect(shownOf(envelope('laporan', { content: null }), manifest)).toEqual([{ kind: 'unreadable', by: 'verifikator' }])
})

test('a message with text and day is shown with the role of its writer', () => {
  const body = { text: 'Terima kasih', on: '2026-11-02' }
  expect(shownOf(envelope('pesan', body), manifest)).toEqual([{ kind: 'message', by: 'verifikator', body }])
})

const decision = (change: Partial<Decision>): Decision => {
  return {
    step: 'acknowledge',
    result: null,
    text: 'Sudah kami baca.',
    on: '2026-11-02',
    second: null,
    lhp: null,
    ...change,
  }
}
const said = { step: 'reject' as const, result: 'SPAM', text: 'Bukan laporan.' }
const { manifest: listed } = await office({
  keys: manifest.keys.map((key) => ({ ...key, roles: [key.id === budi.key.id ? 'penelaah' : 'verifikator'] })),
})
const seconded = (after: number) => {
  return { by: budi.key.id, signature: signProposal({ report: 'r', ...said, after }, budi.sign) }
}
const first = envelope('laporan', { content: null, members: [ani.key.id, budi.key.id] })

/** The messages of a conversation, numbered in their order. */
const shownOfAll = (...envelopes: ReturnType<typeof envelope>[]) =>
  shownIn(
    envelopes.map((each, at) => ({ ...each, seq: at + 1 })),
    listed,
  )

test('the state is what the signed decisions say, and one that needs two and has one counts for nothing', () => {
  const acknowledged = envelope('keputusan', decision({}))
  const alone = envelope('keputusan', decision(said))
  const both = envelope('keputusan', decision({ ...said, second: seconded(2) }))
  const talk = envelope('pesan', { text: 'Halo', on: '2026-11-02' })
  expect(shownOfAll(first).state).toBe('received')
  expect(shownOfAll(first, acknowledged).state).toBe('verifying')
  const alike = shownOfAll(first, acknowledged, alone)
  expect(alike.state).toBe('verifying')
  expect(alike.shown[2]).toMatchObject({ kind: 'decision', isBinding: false })
  const ended = shownOfAll(first, acknowledged, alone, talk, both) // messages may come between proposal and decision
  expect(ended.state).toBe('not_processed')
  expect(ended.shown[4]).toMatchObject({ kind: 'decision', isBinding: true, body: { result: 'SPAM' } })
})

test('what two once signed ends nothing after a reopening, and only readers of then count as the second', () => {
  const acknowledged = envelope('keputusan', decision({}))
  const both = envelope('keputusan', decision({ ...said, second: seconded(2) }))
  const again = { ...envelope('keputusan', decision({ step: 'reopen', text: 'Ada bukti baru.' })), sender: budi.key.id }
  const review = { ...again, body: decision({ step: 'review', text: 'Kami telaah.' }) }
  expect(shownOfAll(first, acknowledged, both, again, review).state).toBe('reviewing')
  expect(shownOfAll(first, acknowledged, both, again, review, both).state).toBe('reviewing')
  const alone = envelope('kunci', { key: '', members: [ani.key.id] })
  const left = envelope('keputusan', decision({ ...said, second: seconded(2) }))
  expect(shownOfAll(first, acknowledged, alone, left).state).toBe('verifying')
})

test('a decision is shown with the role that takes the step, whichever the list names first', () => {
  const keys = listed.keys.map((key) => (key.id === ani.key.id ? { ...key, roles: ['inspektur', 'verifikator'] } : key))
  const said = envelope('keputusan', decision({}))
  const { shown } = shownIn([{ ...first, seq: 1 }, said], { ...listed, keys } as typeof listed)
  expect(shown[1]).toMatchObject({ kind: 'decision', by: 'verifikator', isBinding: true })
})

test('a reporter decides nothing, and what has not the shape of a decision is a message', () => {
  const own = { ...envelope('keputusan', decision({})), sender: 'pelapor' }
  expect(shownOfAll(first, own)).toMatchObject({ state: 'received', shown: [{}, { isBinding: false }] })
  const plain = { text: 'Halo', on: '2026-11-02' }
  expect(shownOf(envelope('keputusan', plain), manifest)).toEqual([{ kind: 'message', by: 'verifikator', body: plain }])
})
