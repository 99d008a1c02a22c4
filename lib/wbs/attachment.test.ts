import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Attached, isAttached } from '@/lib/wbs/attached'
import { decryptFile, encryptFile, uploadHash } from '@/lib/wbs/attachment'
import { makeBox } from '@/lib/wbs/hybrid'
import { PART_BYTES, partsOf } from '@/lib/wbs/upload'

const box = await makeBox()

async function uploaded(content: Uint8Array<ArrayBuffer>) {
  const { bytes, parts } = await encryptFile(box.recipient, new Blob([content]))
  const hash = uploadHash()
  const sent: Uint8Array[] = []
  for await (const part of parts) {
    hash.add(part)
    sent.push(part)
  }
  const attached: Attached = {
    id: crypto.randomUUID(),
    epoch: 0,
    name: 'Bukti 1.pdf',
    type: 'application/pdf',
    bytes: content.length,
    sha256: hash.hex(),
    isCleaned: true,
    on: '2026-11-02',
  }
  return { bytes, sent, attached }
}

test.each([0, 1, 4092, 4093, 65_536, PART_BYTES - 1, 9_000_000])(
  'a file of %i bytes comes out as it went in',
  async (length) => {
    const content = new Uint8Array(randomBytes(length))
    const { bytes, sent, attached } = await uploaded(content)
    expect(sent.reduce((sum, part) => sum + part.length, 0)).toBe(bytes)
    expect(sent).toHaveLength(partsOf(bytes))
    expect(sent.slice(0, -1).every((part) => part.length === PART_BYTES)).toBe(true)
    const opened = await decryptFile(box.identity, sent, attached)
    expect(opened.type).toBe('application/pdf')
    expect(Buffer.from(await opened.arrayBuffer()).equals(content)).toBe(true)
  },
)

test('files of nearly one length are of one length on the way', async () => {
  const lengths = await Promise.all(
    [100_000, 100_200, 100_300].map(async (length) => (await uploaded(new Uint8Array(length))).bytes),
  )
  expect(new Set(lengths).size).toBe(1)
})

test('parts in another order, missing, changed, of another file or for another key are refused', async () => {
  const { sent, attached } = await uploaded(new Uint8Array(randomBytes(9_000_000)))
  const other = await uploaded(new Uint8Array(9_000_000))
  const open = (parts: Uint8Array[], said: Partial<Attached> = {}, identity = box.identity) =>
    decryptFile(identity, parts, { ...attached, ...said })
  const [first, second, third] = sent as [Uint8Array, Uint8Array, Uint8Array]
  const changed = Uint8Array.from(second, (byte, at) => (at === 5 ? byte ^ 1 : byte))
  for (const parts of [[first, third, second], [first, second], [first, changed, third], other.sent, []]) {
    await expect(open(parts)).rejects.toMatchObject({ code: 'wrong_attachment' })
  }
  await expect(open(sent, { bytes: 8_999_999 })).rejects.toMatchObject({ code: 'wrong_attachment' })
  await expect(open(sent, {}, (await makeBox()).identity)).rejects.toMatchObject({ code: 'cannot_decrypt' })
})

test('a message that names no file is none', async () => {
  const { attached } = await uploaded(new Uint8Array(3))
  expect(isAttached(attached)).toBe(true)
  for (const wrong of [
    { id: '../x' },
    { bytes: -1 },
    { sha256: 'x' },
    { name: 7 },
    { on: 'kemarin' },
    { isCleaned: 'ya' },
  ]) {
    expect(isAttached({ ...attached, ...wrong })).toBe(false)
  }
})
