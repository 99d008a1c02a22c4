import { expect, test } from 'vitest'
import { office } from '@/lib/wbs/people.fixture'
import { shownOf } from './shown'

const { manifest, ani } = await office()
const envelope = (kind: 'pesan' | 'laporan', body: unknown) => ({
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
