import { canonical } from '@/lib/canonical-json'
import { addDays } from '@/lib/civil-date'
import { type Case, expectNothingShown } from './hostile-server.fixture'
import { makeBox } from './hybrid'
import { type Manifest, seenOf, signManifest } from './manifest'
import { person, root } from './people.fixture'
import { makeSigningKey, sign } from './signature'

const MANIFEST: Case[] = [
  ['leaves the signature out', 'manifest_unsigned', resigned(() => '')],
  ['signs with a key of its own', 'manifest_unsigned', resigned((text) => sign(makeSigningKey(), 'manifest', text))],
  [
    'takes a signature of the root key for something else',
    'manifest_unsigned',
    resigned((text) => sign(root, 'key', text)),
  ],
  ['renames a recipient', 'manifest_unsigned', rewritten((text) => text.replace('"Ani"', '"Ana"'))],
  ['writes the same in another way', 'manifest_unsigned', rewritten((text) => ` ${text}`)],
  [
    'puts its own key in place of a recipient’s',
    'manifest_unsigned',
    remade(async (each) => firstKey(each, { box: (await makeBox()).recipient })),
  ],
  [
    'puts its own signing key in place of a recipient’s',
    'manifest_unsigned',
    remade((each) => firstKey(each, { sign: makeSigningKey().public })),
  ],
  [
    'adds a recipient of its own',
    'manifest_unsigned',
    remade(async (each) => ({ ...each, keys: [...each.keys, (await person('Palsu')).key] })),
  ],
  [
    'adds a person to a group',
    'manifest_unsigned',
    remade((each) => ({
      ...each,
      groups: [{ id: 'inspektorat', name: 'Inspektorat', keys: each.keys.map(({ id }) => id) }],
    })),
  ],
  ['ends the key of a recipient', 'manifest_unsigned', remade((each) => firstKey(each, { until: '2026-10-21' }))],
  ['makes an old one younger', 'manifest_unsigned', remade((each) => ({ ...each, issuedOn: '2026-11-01' }))],
  [
    'puts its own recovery key in',
    'manifest_unsigned',
    remade(async (each) => ({ ...each, recovery: { ...each.recovery, box: (await makeBox()).recipient } })),
  ],
  [
    'shows one that nobody renewed',
    'manifest_expired',
    ({ served }) => ({ ...served, reader: { ...served.reader, on: addDays('2026-10-20', 36) } }),
  ],
  ['shows one of the future', 'manifest_not_yet', properly({ issuedOn: '2026-12-24' })],
  ['shows the one of another agency', 'wrong_deployment', properly({ deployment: 'lain' })],
  ['shows one of another protocol', 'wrong_version', properly({ v: 'satya-wbs/0' as never })],
  ['shows an older one than before', 'manifest_older', seeing({ version: 4 })],
  ['shows two of one number', 'manifest_forked', seeing({ groups: [] })],
  ['shows one that does not continue the last', 'manifest_forked', seeing({ version: 2 })],
]

expectNothingShown([['the manifest', MANIFEST]], 19)

function resigned(signature: (text: string) => string): Case[2] {
  return ({ served }) => ({ ...served, signed: { ...served.signed, signature: signature(served.signed.manifest) } })
}

function rewritten(text: (text: string) => string): Case[2] {
  return ({ served }) => ({ ...served, signed: { ...served.signed, manifest: text(served.signed.manifest) } })
}

/** Another manifest under the old signature. */
function remade(change: (manifest: Manifest) => Manifest | Promise<Manifest>): Case[2] {
  return async ({ served, people }) => {
    return { ...served, signed: { ...served.signed, manifest: canonical(await change(people.manifest)) } }
  }
}

/** One that the root key did sign, elsewhere or at another time. */
function properly(change: Partial<Manifest>): Case[2] {
  return ({ served, people }) => ({ ...served, signed: signManifest({ ...people.manifest, ...change }, root) })
}

/** The reader saw another one before. */
function seeing(change: Partial<Manifest>): Case[2] {
  return ({ served, people }) => {
    return {
      ...served,
      reader: { ...served.reader, seen: seenOf(signManifest({ ...people.manifest, ...change }, root)) },
    }
  }
}

function firstKey(manifest: Manifest, change: object): Manifest {
  return { ...manifest, keys: manifest.keys.map((key, place) => (place === 0 ? { ...key, ...change } : key)) }
}
