import { expect, test } from 'vitest'
import { frameDocument, savedEnding, shownAs } from '@/lib/wbs/attachment-view'
import { plantedJpeg, plantedPng } from '@/lib/wbs/planted.fixture'
import { plantedDocx } from '@/lib/wbs/planted-office.fixture'
import { plantedPdf } from '@/lib/wbs/planted-pdf.fixture'
import { plantedMp4 } from '@/lib/wbs/planted-recordings.fixture'
import { writeZip } from '@/lib/wbs/zip'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

test('a picture, words and a PDF are shown, by what they are', async () => {
  expect(shownAs(plantedJpeg('a', 1).bytes, 'surat.pdf')).toEqual({ as: 'picture', type: 'image/jpeg' })
  expect(shownAs((await plantedPdf('a', 1)).bytes, 'foto.jpg')).toEqual({ as: 'pdf' })
  expect(shownAs(bytesOf('Catatan <b>saya</b>'), 'catatan.html')).toEqual({ as: 'text' })
})

test('pages, drawings with scripts, macros, archives and their bombs, recordings and programs are never shown', async () => {
  const bomb = await writeZip([{ path: 'word/a', content: new Uint8Array(9_000_000) }])
  const hostile: [string, Uint8Array][] = [
    ['foto.jpg', bytesOf('<html><script>alert(1)</script>')],
    ['foto.png', bytesOf('\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['catatan.txt', bytesOf('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>')],
    ['surat.docm', (await plantedDocx('a', 1)).bytes],
    ['surat.docx', bomb],
    ['surat.pdf', bomb],
    ['rekaman.mp4', plantedMp4('a', 1).bytes],
    ['surat.pdf.exe', bytesOf('MZ\0\0')],
    ['kosong.txt', new Uint8Array()],
  ]
  for (const [name, bytes] of hostile) expect(shownAs(bytes, name), name).toEqual({ as: 'nothing' })
})

test('a file is saved under what its bytes say, whatever its reporter called it', async () => {
  expect(savedEnding(plantedJpeg('a', 1).bytes, 'surat.pdf.exe')).toBe('jpg')
  expect(savedEnding((await plantedPdf('a', 1)).bytes, 'buka.html')).toBe('pdf')
  expect(savedEnding((await plantedDocx('a', 1)).bytes, 'surat.docm')).toBe('docx')
  expect(savedEnding(bytesOf('del /q *'), 'catatan.bat')).toBe('txt')
  for (const name of ['x.html', 'x.exe', 'x.pdf', 'x']) {
    expect(savedEnding(bytesOf('<html><script>alert(1)</script>'), name), name).toBe('bin')
    expect(savedEnding(bytesOf('MZ\0\0'), name), name).toBe('bin')
  }
})

test('a picture that unfolds to too much, or is broken, is not drawn', () => {
  const huge = Buffer.from(plantedPng('a', 1).bytes)
  huge.writeUInt32BE(100_000, 16)
  huge.writeUInt32BE(100_000, 20)
  expect(shownAs(huge, 'foto.png')).toEqual({ as: 'nothing' })
  expect(shownAs(huge.subarray(0, 30), 'foto.png')).toEqual({ as: 'nothing' })
})

test('words stay words in the frame, whatever they look like, and a name cannot leave its place', () => {
  const hostile = '</pre><script>alert(1)</script><img src=x onerror="alert(1)">&amp;'
  const text = frameDocument({ text: hostile })
  expect(text).toContain('&lt;/pre&gt;&lt;script&gt;')
  expect(text).not.toMatch(/<script|<img/)
  const picture = frameDocument({ picture: 'data:image/png;base64,AA==', name: '"><script>alert(1)</script>' })
  expect(picture.match(/<[a-z!/]+/g)).toEqual(['<!doctype', '<meta', '<meta', '<body', '<img'])
  expect(picture).toContain("default-src 'none'")
})
