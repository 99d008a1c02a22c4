import { expect, test } from 'vitest'
import { NotCleaned } from '@/lib/wbs/clean'
import { stripImage } from '@/lib/wbs/clean-image'
import { cleanOffice } from '@/lib/wbs/clean-office'
import { cleanPdf } from '@/lib/wbs/clean-pdf'
import { cleanRecording } from '@/lib/wbs/clean-recording'
import { fileKind } from '@/lib/wbs/file-kind'
import { JPEG, plantedJpeg, plantedPng, plantedWebp } from '@/lib/wbs/planted.fixture'
import { plantedDocx, plantedOdt } from '@/lib/wbs/planted-office.fixture'
import { plantedPdf } from '@/lib/wbs/planted-pdf.fixture'
import { plantedM4a, plantedMp3, plantedOgg, plantedWav } from '@/lib/wbs/planted-recordings.fixture'
import { decodeXml, rewriteXml } from '@/lib/wbs/xml-rewrite'
import { type Entry, readZip, writeZip } from '@/lib/wbs/zip'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error) => (error instanceof NotCleaned ? error.code : error),
  )

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>', 'foto.jpg'],
  ['a page behind spaces and a mark', '\xef\xbb\xbf \n<html>', 'surat.txt'],
  ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'foto.png'],
  ['a program', 'MZ\x90\0\x03', 'surat.pdf'],
  ['a script', '#!/bin/sh\nrm -rf ~', 'catatan.txt'],
  ['an office file of the old kind', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'surat.docx'],
  ['an archive', 'PK\x03\x04', 'bukti.zip'],
  ['an archive of another kind', 'Rar!\x1a\x07', 'bukti.rar'],
  ['a picture of a kind that is not taken', 'GIF89a\x01\0\x01\0', 'foto.gif'],
  ['nothing', '', 'kosong.txt'],
])('%s is not taken, whatever it is called', (_, content, name) => {
  expect(fileKind(bytesOf(content), name)).toBeUndefined()
})

test('what a file is stands in it, not in its name', () => {
  expect(fileKind(bytesOf('%PDF-1.7'), 'foto.jpg')).toBe('pdf')
  expect(fileKind(bytesOf('a;b\n1;2'), 'daftar.CSV')).toBe('csv')
  expect(fileKind(bytesOf('Catatan saya'), 'catatan')).toBe('txt')
})

test('a small archive that unfolds to more than may be held is refused while it unfolds', async () => {
  const bomb = await writeZip([{ path: '[Content_Types].xml', content: new Uint8Array(9_000_000) }])
  expect(bomb.length).toBeLessThan(20_000)
  expect(await codeOf(cleanOffice(bomb, 1_000_000))).toBe('bomb')
  new DataView(bomb.buffer).setUint32(18 + 4, 10, true) // it says that it is small
  expect(await codeOf(cleanOffice(bomb, 1_000_000))).toBe('bomb')
})

test('an archive of many parts that are too much together is refused', async () => {
  const parts = Array.from(
    { length: 20 },
    (_, each): Entry => ({ path: `word/${each}`, content: new Uint8Array(100_000) }),
  )
  expect(await codeOf(readZip(await writeZip(parts), 1_000_000))).toBe('bomb')
  expect((await readZip(await writeZip(parts), 2_000_000)).length).toBe(20)
})

test.each(['../luar.xml', '/akar.xml', 'word\\x.xml', 'word/../../x'])(
  'a part that is called %s leads out and is refused',
  async (path) => {
    expect(await codeOf(readZip(await writeZip([{ path, content: bytesOf('x') }])))).toBe('broken')
  },
)

test('a locked archive, and two parts of one name, are refused', async () => {
  const part = { path: 'word/document.xml', content: bytesOf('<a/>') }
  const locked = await writeZip([part])
  const at = Buffer.from(locked).indexOf('PK\x01\x02')
  locked[at + 8] = 1
  expect(await codeOf(readZip(locked))).toBe('encrypted')
  expect(await codeOf(readZip(await writeZip([part, part])))).toBe('broken')
})

test('XML that declares entities, or is not closed, is refused', () => {
  const same = { tag: () => true, text: (text: string) => text }
  for (const xml of ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a><b></a', '<a', 'a < b']) {
    expect(() => rewriteXml(xml, same), xml).toThrow(NotCleaned)
  }
  expect(rewriteXml("<a x='1\"'>&amp;<b/></a>", same)).toMatch(/<a x="1&quot;">&amp;<b\/><\/a>$/)
  expect(() => decodeXml(new Uint8Array([0xc3, 0x28]))).toThrow(NotCleaned)
})

test('a picture of more than forty megapixels is refused before it is drawn', async () => {
  const { bytes } = await plantedPng('besar', 1)
  const huge = Buffer.from(bytes)
  huge.writeUInt32BE(6400, 16)
  huge.writeUInt32BE(6400, 20)
  expect(() => stripImage(huge)).toThrow('too_many_pixels')
})

test('macros go out of an office file, which is then of the kind without', async () => {
  const { bytes } = await plantedDocx('makro', 1)
  const parts = await readZip((await cleanOffice(bytes)).bytes)
  const types = Buffer.from(parts.find(({ path }) => path === '[Content_Types].xml')?.content ?? []).toString()
  expect(types).toContain('wordprocessingml.document.main+xml')
  expect(types).not.toMatch(/macroEnabled|docProps/)
  const relations = Buffer.from(parts.find(({ path }) => path.endsWith('document.xml.rels'))?.content ?? []).toString()
  expect(relations).not.toMatch(/vbaProject|file:/)
  expect(relations).toContain('https://example.org/tetap')
  expect(parts.map(({ path }) => path)).not.toContain('word/vbaProject.bin')
})

test('names beside comments and changes become numbers, the same for the same name, and the words stay', async () => {
  const { bytes } = await plantedDocx('nama', 0)
  const cleaned = await cleanOffice(bytes)
  const comments = (await readZip(cleaned.bytes)).find(({ path }) => path === 'word/comments.xml')
  expect(Buffer.from(comments?.content ?? []).toString()).toMatch(/w:author="Penulis \d"[^>]*>.*Tanggapan/)
  expect(cleaned.traces).toEqual(
    expect.arrayContaining([
      { code: 'comments', count: 1 },
      { code: 'revisions', count: 1 },
      { code: 'author', count: 4 },
    ]),
  )
})

test('what was cut off or changed anywhere is cleaned or refused, and never fails otherwise', async () => {
  const cleaners = [
    [await plantedJpeg('a', 1), async (bytes: Uint8Array) => stripImage(bytes)],
    [await plantedPng('a', 1), async (bytes: Uint8Array) => stripImage(bytes)],
    [await plantedWebp('a', 1), async (bytes: Uint8Array) => stripImage(bytes)],
    [await plantedOdt('a', 1), cleanOffice],
    [await plantedPdf('a', 1), cleanPdf],
    ...[plantedMp3('a', 1), plantedM4a('a', 1), plantedOgg('a', 1), plantedWav('a')].map(
      (planted) => [planted, async (bytes: Uint8Array) => cleanRecording(bytes)] as const,
    ),
  ] as const
  for (const [{ bytes, kind }, clean] of cleaners) {
    for (let number = 1; number < 25; number++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * number) / 25))
      const changed = Uint8Array.from(bytes, (byte, at) => (at % (37 + number) === number ? byte ^ 0x41 : byte))
      for (const hostile of [cut, changed]) {
        expect(['taken', 'broken', 'encrypted', 'bomb', 'too_many_pixels'], `${kind} ${number}`).toContain(
          await codeOf(clean(hostile)),
        )
      }
    }
  }
})

test('a locked PDF is refused: nobody can take anything out of it', async () => {
  const { bytes } = await plantedPdf('kunci', 1)
  const text = Buffer.from(bytes).toString('latin1')
  const locked = Buffer.from(text.replace(/\/Root (\d+ 0 R)/, '/Root $1 /Encrypt $1'), 'latin1')
  expect(await codeOf(cleanPdf(locked))).toBe('encrypted')
})

test('how a camera was held may stay in a JPEG, and only that', () => {
  const turned = Buffer.from('ffd8ffe1002245786966000049492a00080000000100120103000100000006000000000000000000', 'hex')
  const photo = Buffer.concat([turned.subarray(0, 38), JPEG.subarray(2)])
  expect(Buffer.from(stripImage(photo).bytes).includes('Exif')).toBe(false)
  const kept = Buffer.from(stripImage(photo, true).bytes)
  expect(kept.indexOf('Exif')).toBe(24)
  expect(kept.subarray(48, 52).toString('hex')).toBe('00060000')
})
