import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { armor, Decrypter } from 'age-encryption'
import { expect, test } from 'vitest'
import { decryptAge } from './age.fixture'
import vectors from './age-vectors.json'
import { decryptWith, isForOneHybrid } from './hybrid'
import { openOffline } from './offline'

/** The files by which programs of age are held against its format: https://c2sp.org/CCTV/age (0BSD), of `cctv-age` 0.2.0. */
const kit = Object.entries(vectors).map(([name, base64]) => parsed(name, Buffer.from(base64, 'base64')))
const isOpened = ({ expect }: Vector) => expect === 'success'

test.each(['whole', 'piece by piece'])(
  'the library opens %s what of the kit is to be opened, and nothing else',
  async (how) => {
    expect(kit).toHaveLength(143)
    for (const vector of kit)
      expect(await outcome(opened(vector, how)), vector.name).toBe(isOpened(vector) ? vector.payload : 'refused')
  },
)

test('we open those for one hybrid key alone, as another implementation does', async () => {
  const hybrid = kit.filter(({ name }) => name.startsWith('hybrid'))
  const names: string[] = []
  for (const vector of hybrid) {
    const [identity = ''] = vector.identities
    const file = fileOf(vector)
    const whole = await outcome(decryptWith(vector.identities, file))
    const isOurs = isOpened(vector) && isForOneHybrid(file)
    expect(whole, vector.name).toBe(isOurs ? vector.payload : 'refused')
    if (!isOurs) continue
    expect(await outcome(decryptAge(identity, file)), vector.name).toBe(vector.payload)
    names.push(vector.name)
  }
  expect(names).toEqual(['hybrid'])
})

test('what was locked by hand for several opens with each of their keys, and for a classic one besides with none', async () => {
  const { hybrid_multiple_recipients: several, hybrid_and_x25519: mixed } = Object.fromEntries(
    kit.map((vector) => [vector.name, vector]),
  )
  for (const vector of [several, mixed]) {
    if (!vector) throw new Error('The kit lacks what is asked for.')
    const found = await Promise.all(vector.identities.map((identity) => outcome(openOffline(identity, fileOf(vector)))))
    expect(found, vector.name).toEqual(vector.identities.map(() => (vector === several ? vector.payload : 'refused')))
  }
})

type Vector = ReturnType<typeof parsed>

/** Lines of `name: value`, an empty one, and the file. */
function parsed(name: string, bytes: Buffer) {
  const end = bytes.indexOf('\n\n')
  const lines = bytes.subarray(0, end).toString().split('\n')
  const said = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2))
  const rest = bytes.subarray(end + 2)
  return {
    name,
    expect: said('expect')[0],
    payload: said('payload')[0],
    identities: said('identity'),
    passphrases: said('passphrase'),
    isArmored: said('armored').length > 0,
    bytes: said('compressed').length > 0 ? inflateSync(rest) : rest,
  }
}

function fileOf({ isArmored, bytes }: Vector): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(isArmored ? armor.decode(bytes.toString('latin1')) : bytes)
}

async function opened(vector: Vector, how: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of vector.identities) decrypter.addIdentity(identity)
  for (const passphrase of vector.passphrases) decrypter.addPassphrase(passphrase)
  const file = fileOf(vector)
  if (how === 'whole') return decrypter.decrypt(file)
  return new Uint8Array(await new Response(await decrypter.decrypt(new Blob([file]).stream())).arrayBuffer())
}

/** The hash of what came of it. */
async function outcome(work: Promise<Uint8Array>): Promise<string> {
  return work.then(
    (plain) => createHash('sha256').update(plain).digest('hex'),
    () => 'refused',
  )
}
