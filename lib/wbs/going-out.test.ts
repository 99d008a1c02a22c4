import { expect, test } from 'vitest'
import { REPORTER } from './envelope'
import { mustStay } from './going-out'
import { office, person, TODAY } from './people.fixture'
import { officerOf } from './report-people.fixture'
import { RECOVERY } from './wraps'

const { ani, budi, citra, manifest } = await office()
const idsOf = (...people: (typeof ani)[]) => people.map(({ key }) => key.id)
const ofAni = (reason: 'conflict' | 'workload' | 'transfer', readers: string[], list = manifest) =>
  mustStay(reason, [REPORTER, RECOVERY, ...readers], list, officerOf(ani))

test('whoever has a conflict leaves one other reader, who steps out leaves two', () => {
  expect(ofAni('conflict', idsOf(ani))).toBe('wbs_last_reader')
  expect(ofAni('conflict', idsOf(ani, budi))).toBeNull()
  for (const reason of ['workload', 'transfer'] as const) {
    expect(ofAni(reason, idsOf(ani, budi))).toBe('wbs_last_two')
    expect(ofAni(reason, idsOf(ani, budi, citra))).toBeNull()
  }
})

test('people are counted, not keys: two of one person are one, and a key that ended or is one’s own is none', async () => {
  const [renewed, own] = [await person('Budi yang baru'), await person('Ani yang baru')]
  renewed.key.holder = budi.key.holder
  const list = { ...manifest, keys: [...manifest.keys, renewed.key, own.key] }
  expect(ofAni('workload', idsOf(ani, budi, renewed), list)).toBe('wbs_last_two')
  const ended = { ...list, keys: list.keys.map((key) => (key.id === budi.key.id ? { ...key, until: TODAY } : key)) }
  expect(ofAni('conflict', idsOf(ani, budi), ended)).toBe('wbs_last_reader')
  const readers = idsOf(ani, own)
  expect(mustStay('conflict', readers, list, officerOf(ani, [own.key]))).toBe('wbs_last_reader')
})
