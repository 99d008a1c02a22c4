import { expect, test } from 'vitest'
import { beginConversation } from './conversation'
import type { Farewell } from './farewell'
import { canBeAdded, hasAnyOf, newKeyOf, readersOf } from './people'
import { office, type Person, person, TODAY } from './people.fixture'
import { signedFarewell } from './report-people.fixture'

const farewellOf = (who: Person, reason: Farewell['reason'], epoch = 0): Farewell => {
  const { report: _, ...said } = signedFarewell(who, 'laporan', reason, { epoch })
  return { by: who.key.id, ...said }
}

test('of each person the report says whether they read, lost the key, ended, or left', async () => {
  const { ani, budi, citra, dewi, manifest } = await office()
  const renewed = await person('Budi yang baru')
  renewed.key.holder = budi.key.holder
  const ended = [budi.key.id, citra.key.id]
  const keys = manifest.keys.map((key) => (ended.includes(key.id) ? { ...key, until: TODAY } : key))
  const list = { ...manifest, keys: [...keys, renewed.key] }
  const members = [ani, budi, citra, dewi].map(({ key }) => key.id)
  const at = { ...beginConversation('laporan'), members }
  const readers = [ani, budi, citra].map(({ key }) => key.id)
  const farewells = [farewellOf(dewi, 'conflict')]
  const seen = readersOf(at, list, { readers, farewells })
  expect(seen.map(({ key, standing, newer }) => [key.name, standing, newer?.name])).toEqual([
    ['Ani', 'reads', undefined],
    ['Budi', 'lost', 'Budi yang baru'],
    ['Citra', 'ended', undefined],
    ['Dewi', 'left', undefined],
  ])
  const people = { conflicted: [dewi.key.holder] }
  expect(newKeyOf(seen, at, list, people)).toEqual({
    leaving: [citra.key.id, dewi.key.id],
    withheld: [],
    renewed: [renewed.key.id], // Budi has not taken it over yet, and keeps it
  })
  expect(newKeyOf(seen, { ...at, excluded: [budi.key.id] }, list, people).renewed).toEqual([])
  const after = { ...at, members: [...members, renewed.key.id] }
  const withNew = readersOf(after, list, { readers: [ani.key.id, renewed.key.id], farewells })
  expect(withNew.map(({ key }) => key.name)).toEqual(['Ani', 'Citra', 'Dewi', 'Budi yang baru'])
})

test('nobody has left by the server’s word alone, nor by what they signed before they were let in again', async () => {
  const { ani, budi, citra, manifest } = await office()
  const at = { ...beginConversation('laporan'), members: [ani, budi, citra].map(({ key }) => key.id), passed: 1 }
  const seen = (farewells: Farewell[]) => {
    const readers = readersOf(at, manifest, { readers: [ani.key.id, budi.key.id], farewells })
    return [readers.at(-1)?.standing, newKeyOf(readers, at, manifest, { conflicted: [] })]
  }
  const left = ['left', { leaving: [citra.key.id], withheld: [], renewed: [] }]
  const withheld = ['withheld', { leaving: [], withheld: [citra.key.id], renewed: [] }]
  expect(seen([farewellOf(citra, 'workload', 1)])).toEqual(left)
  expect(seen([])).toEqual(withheld)
  const signed = farewellOf(citra, 'workload', 1)
  for (const [what, farewell] of Object.entries({
    'of an earlier key': farewellOf(citra, 'workload', 0),
    'of another report': { ...signed, signature: signedFarewell(citra, 'lain', 'workload', { epoch: 1 }).signature },
    'by another person': { ...farewellOf(ani, 'workload', 1), by: citra.key.id },
    'of another reason': { ...signed, reason: 'transfer' as const },
    'of another day': { ...signed, on: '2026-11-03' },
    'by a key of no list': { ...signed, by: 'nobody' },
  }))
    expect(seen([farewell]), what).toEqual(withheld)
})

test('nobody is let in who reads already, is excluded, declared a conflict, keeps identities, or handles no reports', async () => {
  const { ani, budi, citra, dewi, manifest } = await office()
  const [eka, fitri] = [await person('Eka', ['kustodian']), await person('Fitri')]
  const gita = await person('Gita', ['statistik', 'pimpinan'])
  const list = { ...manifest, keys: [...manifest.keys, eka.key, fitri.key, gita.key] }
  const at = { ...beginConversation('laporan'), members: [ani.key.id], excluded: [budi.key.id] }
  const people = { conflicted: [citra.key.holder] }
  expect(canBeAdded(at, list, people).map(({ name }) => name)).toEqual(['Dewi', 'Fitri'])
  expect(dewi.key.roles).not.toContain('kustodian')
})

test('whoever left is offered by none of their keys before there is a key that they have not', async () => {
  const { ani, budi, manifest } = await office()
  const renewed = await person('Budi yang baru')
  renewed.key.holder = budi.key.holder
  const keys = manifest.keys.map((key) => (key.id === budi.key.id ? { ...key, until: TODAY } : key))
  const list = { ...manifest, keys: [...keys, renewed.key] }
  const offered = (members: string[]) =>
    canBeAdded({ ...beginConversation('laporan'), members }, list, { conflicted: [] }).map(({ name }) => name)
  expect(offered([ani.key.id, budi.key.id])).toEqual(['Citra', 'Dewi'])
  expect(offered([ani.key.id])).toEqual(['Citra', 'Dewi', 'Budi yang baru'])
})

test('a turn is taken by somebody of the report with such a role and a key that runs', async () => {
  const { ani, budi, manifest } = await office()
  const eka = await person('Eka', ['inspektur'])
  const list = { ...manifest, keys: [...manifest.keys, eka.key] }
  const at = { members: [ani, eka].map(({ key }) => key.id) }
  expect([hasAnyOf(['inspektur'], at, list), hasAnyOf(['penelaah', 'verifikator'], at, list)]).toEqual([true, true])
  expect(hasAnyOf(['penelaah'], at, list)).toBe(false)
  expect(hasAnyOf(['inspektur'], { members: [budi.key.id] }, list), 'of another report').toBe(false)
  const ended = list.keys.map((key) => (key.id === eka.key.id ? { ...key, until: TODAY } : key))
  expect(hasAnyOf(['inspektur'], at, { keys: ended })).toBe(false)
})
