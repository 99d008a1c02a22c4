import { expect, test } from 'vitest'
import { decidedState } from '@/lib/wbs/decided'
import { type Decision, signProposal } from '@/lib/wbs/decision'
import { office } from '@/lib/wbs/people.fixture'
import { shownOf } from './shown'

const { manifest, ani, budi } = await office()
const envelope = (kind: 'pesan' | 'laporan' | 'keputusan', body: unknown) => ({
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
const agreed = { report: 'r', step: 'reject' as const, result: 'SPAM', text: 'Bukan laporan.' }

test('the state is what the signed decisions say, and one that needs two and has one counts for nothing', () => {
  const acknowledged = envelope('keputusan', decision({}))
  const { report: _, ...said } = agreed
  const alone = envelope('keputusan', decision(said))
  const second = { by: budi.key.id, signature: signProposal(agreed, budi.sign) }
  const both = envelope('keputusan', decision({ ...said, second }))
  expect(decidedState([], manifest)).toBe('received')
  expect(decidedState([acknowledged], manifest)).toBe('verifying')
  expect(decidedState([acknowledged, alone], manifest)).toBe('verifying')
  expect(shownOf(alone, manifest)).toMatchObject([{ kind: 'decision', isBinding: false }])
  expect(decidedState([acknowledged, both], manifest)).toBe('not_processed')
  expect(shownOf(both, manifest)).toMatchObject([{ kind: 'decision', isBinding: true, body: { result: 'SPAM' } }])
})

test('a reporter decides nothing, and what has not the shape of a decision is a message', () => {
  const own = { ...envelope('keputusan', decision({})), sender: 'pelapor' }
  expect(decidedState([own], manifest)).toBe('received')
  const plain = { text: 'Halo', on: '2026-11-02' }
  expect(shownOf(envelope('keputusan', plain), manifest)).toEqual([{ kind: 'message', by: 'verifikator', body: plain }])
})
