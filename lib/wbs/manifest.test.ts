import { expect, test } from 'vitest'
import { addDays } from '@/lib/civil-date'
import { fingerprint, type Manifest, openManifest, recipientsOf, seenOf, signManifest } from './manifest'
import { DEPLOYMENT, office, root, TODAY } from './people.fixture'
import { makeSigningKey } from './signature'

const reader = { rootKeys: [root.public], deployment: DEPLOYMENT, on: TODAY }
const opening = (signed: { manifest: string; signature: string }, change = {}) => {
  try {
    return openManifest(signed, { ...reader, ...change }).version
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a manifest is good when a root key signed it for this deployment within 35 days', async () => {
  const { signed, manifest } = await office()
  expect(openManifest(signed, reader)).toEqual(manifest)
  expect(opening(signed, { on: addDays(manifest.issuedOn, 35) })).toBe(3)
  expect(opening(signed, { on: addDays(manifest.issuedOn, 36) })).toBe('manifest_expired')
  expect(opening(signed, { on: addDays(manifest.issuedOn, -1) })).toBe(3)
  expect(opening(signed, { on: addDays(manifest.issuedOn, -2) })).toBe('manifest_not_yet')
  expect(opening(signed, { deployment: 'lain' })).toBe('wrong_deployment')
})

test('any of several root keys may have signed, and nobody else', async () => {
  const { signed, manifest } = await office()
  const stranger = makeSigningKey()
  expect(opening(signed, { rootKeys: [stranger.public, root.public] })).toBe(3)
  expect(opening(signManifest(manifest, stranger))).toBe('manifest_unsigned')
  expect(opening({ ...signed, manifest: signed.manifest.replace('Ani', 'Ano') })).toBe('manifest_unsigned')
  expect(opening({ ...signed, signature: '' })).toBe('manifest_unsigned')
})

test('whoever saw a newer one refuses an older one, and one that does not continue what was seen', async () => {
  const { signed, manifest } = await office()
  const next = (change: Partial<Manifest>) =>
    signManifest({ ...manifest, version: 4, previous: seenOf(signed).hash, ...change }, root)
  const seen = seenOf(next({}))
  expect(opening(signed, { seen })).toBe('manifest_older')
  expect(opening(next({}), { seen })).toBe(4)
  expect(opening(next({ groups: [] }), { seen })).toBe('manifest_forked')
  expect(opening(next({}), { seen: seenOf(signed) })).toBe(4)
  expect(opening(next({ previous: seen.hash }), { seen: seenOf(signed) })).toBe('manifest_forked')
})

test('a group is read by its keys that take part, without a person who is excluded, whichever key was named', async () => {
  const { manifest, ani, budi, citra } = await office()
  const old = { ...ani.key, id: 'old', until: '2026-06-30' }
  const renewed = { ...manifest, keys: [...manifest.keys, old] }
  const names = (excluded: string[], of: Manifest = renewed) =>
    recipientsOf(of, 'inspektorat', excluded).map(({ name }) => name)
  expect(names([])).toEqual(['Ani', 'Budi', 'Citra'])
  expect(names(['old'])).toEqual(['Budi', 'Citra'])
  expect(names([budi.key.id, citra.key.id])).toEqual(['Ani'])
  const left = { ...manifest, keys: manifest.keys.map((key) => ({ ...key, until: key.name === 'Ani' ? TODAY : null })) }
  expect(names([], left)).toEqual(['Budi', 'Citra'])
  expect(() => recipientsOf(manifest, 'tidak ada', [])).toThrow('wrong_group')
})

test('the fingerprint of a key is eight words, other ones for another key', () => {
  expect(fingerprint(root.public).join(' ')).toBe('belok jantung celah laron gerbang jubah bingkai magang')
  expect(fingerprint(makeSigningKey().public)).toHaveLength(8)
})
