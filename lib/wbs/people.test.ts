import { expect, test } from 'vitest'
import { beginConversation } from './conversation'
import { canBeAdded, newKeyOf, readersOf } from './people'
import { office, person, TODAY } from './people.fixture'

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
  const seen = readersOf(at, list, { readers, conflicted: [dewi.key.holder], asking: [] })
  expect(seen.map(({ key, standing, newer }) => [key.name, standing, newer?.name])).toEqual([
    ['Ani', 'reads', undefined],
    ['Budi', 'lost', 'Budi yang baru'],
    ['Citra', 'ended', undefined],
    ['Dewi', 'left', undefined],
  ])
  const people = { readers, conflicted: [dewi.key.holder], asking: [] }
  expect(newKeyOf(seen, at, list, people)).toEqual({
    leaving: [citra.key.id, dewi.key.id],
    renewed: [renewed.key.id], // Budi has not taken it over yet, and keeps it
  })
  expect(newKeyOf(seen, { ...at, excluded: [budi.key.id] }, list, people).renewed).toEqual([])
  const after = { ...at, members: [...members, renewed.key.id] }
  const withNew = readersOf(after, list, { readers: [ani.key.id, renewed.key.id], conflicted: [], asking: [] })
  expect(withNew.map(({ key }) => key.name)).toEqual(['Ani', 'Citra', 'Dewi', 'Budi yang baru'])
})

test('nobody is let in who reads already, is excluded, declared a conflict, keeps identities, or handles no reports', async () => {
  const { ani, budi, citra, dewi, manifest } = await office()
  const [eka, fitri] = [await person('Eka', ['kustodian']), await person('Fitri')]
  const gita = await person('Gita', ['statistik', 'pimpinan'])
  const list = { ...manifest, keys: [...manifest.keys, eka.key, fitri.key, gita.key] }
  const at = { ...beginConversation('laporan'), members: [ani.key.id], excluded: [budi.key.id] }
  const people = { readers: [ani.key.id], conflicted: [citra.key.holder], asking: [] }
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
