import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signChecked } from './checked-signature'
import { present } from './oracle.fixture'
import { render } from './render.server'
import { sampleLetter } from './sample-letters'
import { testSigner } from './signer.server'
import { printModel } from './templates'
import { testRoot, testSigningKey } from './test-authority.server'
import { verifySignature } from './verify-signature'

const now = new Date('2027-01-25T02:30:00Z')
const official = { id: 'nurhayati', name: 'Dra. Nurhayati Syamsuddin, M.Si.', organisation: 'Provinsi Babel' }
const folder = mkdtempSync(path.join(tmpdir(), 'satya-signer-'))
const keys = path.join(folder, 'keys')
let signed: Uint8Array
let roots: Uint8Array<ArrayBuffer>[]

beforeAll(async () => {
  signed = await sign(await letter())
  roots = [await testRoot(keys, now)]
})

afterAll(() => rmSync(folder, { recursive: true }))

async function letter() {
  const template = 'promotion-decree-1'
  return render({
    template,
    model: printModel(template, sampleLetter(template)),
    frame: {
      mark: 'test',
      code: '7QK4-M2XD-9TRB',
      checkUrl: 'https://satya.example/v/7QK4M2XD9TRB',
      certificateIssuer: 'UJI',
    },
    createdAt: now,
  })
}

function sign({ pdf, spots: [spot] }: Awaited<ReturnType<typeof letter>>, who = official) {
  return testSigner(keys).sign({ pdf, spot, official: who, signedAt: now })
}

test('a signed letter is accepted and names its signer, their time and that of its timestamp', async () => {
  expect(await verifySignature(signed, roots)).toEqual({
    state: 'valid',
    signerName: `UJI ${official.name}`,
    signedAt: now,
    stampedAt: now,
  })
})

test('the letter stands unchanged before the signature', async () => {
  const { pdf } = await letter()
  expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).toBe(true)
})

test('one changed bit anywhere in the signed bytes is noticed', async () => {
  for (const at of [900, Math.floor(signed.length / 3), signed.length - 40]) {
    const changed = signed.slice()
    changed.set([(changed[at] ?? 0) ^ 1], at)
    expect((await verifySignature(changed, roots)).state, `byte ${at}`).not.toBe('valid')
  }
})

test('bytes appended after the signature are noticed', async () => {
  const longer = new Uint8Array([...signed, ...Buffer.from('\n%%EOF\n')])
  expect(await verifySignature(longer, roots)).toEqual({ state: 'not_whole_file' })
})

test('a letter that comes back from its signer unsigned, damaged or from strangers is not accepted', async () => {
  const {
    pdf,
    spots: [spot],
  } = await letter()
  const request = { pdf, spot, official, signedAt: now }
  const returning = (bytes: Uint8Array) => ({ ...testSigner(keys), sign: async () => bytes })
  const damaged = signed.slice()
  damaged.set([(damaged[900] ?? 0) ^ 1], 900)
  await expect(signChecked(returning(pdf), request, roots)).rejects.toThrow('unsigned')
  await expect(signChecked(returning(damaged), request, roots)).rejects.toThrow('digest_wrong')
  await expect(signChecked(testSigner(path.join(folder, 'others')), request, roots)).rejects.toThrow('untrusted')
  expect(await signChecked(testSigner(keys), request, roots)).toHaveLength(signed.length)
})

test('a second signature covers the first and keeps it whole', async () => {
  const {
    spots: [spot],
  } = await letter()
  const second = { ...official, id: 'bambang', name: 'Drs. Bambang Widodo, M.M.' }
  const twice = await testSigner(keys).sign({ pdf: signed, spot, official: second, signedAt: now })
  expect(await verifySignature(twice, roots)).toMatchObject({ state: 'valid', signerName: `UJI ${second.name}` })
  expect(Buffer.from(twice.subarray(0, signed.length)).equals(signed)).toBe(true)
})

test('the issuing authority is renewed while a year is left, and letters of before and after are valid', async () => {
  const renewing = path.join(folder, 'renewing')
  const {
    pdf,
    spots: [spot],
  } = await letter()
  const days = ['2027-01-25', '2031-01-20', '2031-03-01', '2034-06-01'].map((day) => new Date(day))
  const letters: Uint8Array[] = []
  for (const signedAt of days) letters.push(await testSigner(renewing).sign({ pdf, spot, official, signedAt }))
  const own = [await testRoot(renewing, now)]
  const verdicts = await Promise.all(letters.map((each) => verifySignature(each, own)))
  expect(verdicts.map(({ state }) => state)).toEqual(days.map(() => 'valid'))
  const issuers = await Promise.all(days.map(async (day) => (await testSigningKey(renewing, official, day)).issuer))
  const [first, , third] = issuers
  expect(issuers).toEqual([first, first, third, third])
  expect(third).not.toEqual(first)
})

test('a chain that ends in another root is not trusted', async () => {
  const foreign = await testRoot(path.join(folder, 'elsewhere'), now)
  expect(await verifySignature(signed, [foreign])).toEqual({ state: 'untrusted' })
})

test('what is no PDF, or has no signature, is told apart', async () => {
  expect(await verifySignature(Buffer.from('halo'), roots)).toEqual({ state: 'unreadable' })
  expect(await verifySignature((await letter()).pdf, roots)).toEqual({ state: 'unsigned' })
})

test('keys are kept for their owner only and made once', async () => {
  expect(readdirSync(keys)).toHaveLength(5) // root, issuer, two officials, timestamps
  for (const name of readdirSync(keys)) {
    expect(statSync(path.join(keys, name, 'key.der')).mode & 0o777).toBe(0o600)
  }
})

describe.runIf(present('pdfsig', '-v'))('pdfsig', () => {
  const opinion = (pdf: Uint8Array) => {
    const file = path.join(folder, 'letter.pdf')
    writeFileSync(file, pdf)
    return spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }).stdout
  }

  test('says the signature is valid and covers the whole document', () => {
    expect(opinion(signed)).toMatch(/Signature is Valid/)
    expect(opinion(signed)).toMatch(/Total document signed/)
    expect(opinion(signed)).toMatch(/ETSI\.CAdES\.detached/)
  })

  test('notices a changed bit and appended bytes', () => {
    const changed = signed.slice()
    changed.set([(changed[900] ?? 0) ^ 1], 900)
    expect(opinion(changed)).not.toMatch(/Signature is Valid/)
    expect(opinion(new Uint8Array([...signed, 10]))).toMatch(/Not total document signed/)
  })

  test('finds both of two signatures valid', async () => {
    const twice = await testSigner(keys).sign({ pdf: signed, spot: (await letter()).spots[0], official, signedAt: now })
    expect(opinion(twice).match(/Signature is Valid/g)).toHaveLength(2)
  })
})

describe.runIf(present('openssl', 'version'))('openssl', () => {
  test('verifies the signature as CAdES with the root as only trust', () => {
    const [, start = 0, end = 0] =
      /\/ByteRange \[0 (\d+) (\d+) /.exec(Buffer.from(signed).toString('latin1'))?.map(Number) ?? []
    const file = (name: string, bytes: Uint8Array) => {
      writeFileSync(path.join(folder, name), bytes)
      return path.join(folder, name)
    }
    const hex = Buffer.from(signed.subarray(start + 1, end - 1)).toString('latin1')
    const pem = execFileSync('openssl', ['x509', '-inform', 'DER'], { input: roots[0] })
    const run = spawnSync(
      'openssl',
      [
        ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null'],
        ...['-in', file('signature.der', Buffer.from(hex, 'hex')), '-CAfile', file('root.pem', pem)],
        ...['-content', file('content', Buffer.concat([signed.subarray(0, start), signed.subarray(end)]))],
        ...['-attime', String(now.getTime() / 1000)],
      ],
      { encoding: 'utf8' },
    )
    expect(run.stderr).toMatch(/successful/i)
  })
})
