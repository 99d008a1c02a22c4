import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { Cleaned } from '@/lib/wbs/clean'
import { stripImage } from '@/lib/wbs/clean-image'
import { cleanOffice } from '@/lib/wbs/clean-office'
import { cleanPdf } from '@/lib/wbs/clean-pdf'
import { cleanRecording } from '@/lib/wbs/clean-recording'
import { FILE_KINDS, type FileKind, fileKind } from '@/lib/wbs/file-kind'
import { type Planted, plantedJpeg, plantedPng, plantedWebp } from '@/lib/wbs/planted.fixture'
import { plantedDocx, plantedOdt, plantedPptx, plantedXlsx } from '@/lib/wbs/planted-office.fixture'
import { plantedPdf } from '@/lib/wbs/planted-pdf.fixture'
import { plantedM4a, plantedMp3, plantedMp4, plantedOgg, plantedWav } from '@/lib/wbs/planted-recordings.fixture'

/* Acceptance 5 of wbs.md section 16: what was planted does not survive, and what a file says does. */

const PLANTS: Record<string, (file: string, number: number) => Planted | Promise<Planted>> = {
  jpeg: plantedJpeg,
  png: plantedPng,
  webp: plantedWebp,
  docx: plantedDocx,
  xlsx: plantedXlsx,
  pptx: plantedPptx,
  odt: plantedOdt,
  pdf: plantedPdf,
  mp3: plantedMp3,
  m4a: plantedM4a,
  mp4: plantedMp4,
  ogg: plantedOgg,
  wav: plantedWav,
}

/** `WBS_WHOLE=1` (`npm run test:wbs`) makes 208 files, sixteen of each kind; otherwise each kind has three. */
const OF_EACH = process.env.WBS_WHOLE ? 16 : 3

const folder = mkdtempSync(join(tmpdir(), 'satya-corpus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function clean({ kind, bytes }: Planted): Cleaned | Promise<Cleaned> {
  const { cleaner } = FILE_KINDS[kind]
  if (cleaner === 'image') return stripImage(bytes)
  if (cleaner === 'office') return cleanOffice(bytes)
  return cleaner === 'pdf' ? cleanPdf(bytes) : cleanRecording(bytes)
}

for (const [kind, plant] of Object.entries(PLANTS)) {
  test(`nothing that was planted in ${OF_EACH} files of kind ${kind} is found in what is sent of them, and its content is`, async () => {
    for (let number = 0; number < OF_EACH; number++) {
      const planted = await plant(`${kind}${number}`, number)
      expect(fileKind(planted.bytes, planted.name)).toBe(kind)
      const before = unfolded(planted.bytes, kind)
      expect(
        planted.words.filter((word) => !isIn(before, word)),
        `the search finds what is there, ${number}`,
      ).toEqual([])
      const { bytes, traces } = await clean(planted)
      expect(traces.length).toBeGreaterThan(0)
      expect(fileKind(bytes, planted.name)).toBe(kind)
      const after = unfolded(bytes, kind)
      expect(
        planted.words.filter((word) => isIn(after, word)),
        `${kind} ${number}`,
      ).toEqual([])
      const { content } = planted
      expect(kind === 'pdf' ? pdfText(bytes) : after.includes(Buffer.from(content)), `${kind} ${number}`).toBe(
        kind === 'pdf' ? content : true,
      )
    }
  })
}

/* Without a further library exiftool does not look into archives: unzip does, above. */
const READ_BY_EXIFTOOL = Object.keys(PLANTS).filter((kind) => FILE_KINDS[kind as FileKind].cleaner !== 'office')

describe.skipIf(!has('exiftool', '-ver'))('an independent extractor', () => {
  test.each(READ_BY_EXIFTOOL)('reads none of the planted words out of what is sent of %s', async (kind) => {
    const made = await Promise.all(
      Array.from({ length: OF_EACH }, async (_, number) => PLANTS[kind]?.(`${kind}${number}`, number)),
    )
    const planted = made.filter((each) => each !== undefined)
    const sent = await Promise.all(planted.map(clean))
    const [before, after] = [planted, sent].map((files) =>
      read(
        files.map(({ bytes }) => bytes),
        kind,
      ),
    )
    expect(before).toHaveLength(OF_EACH)
    expect(before?.filter((told) => !/Tanam/.test(told))).toEqual([])
    expect(after).toHaveLength(OF_EACH)
    expect(after?.filter((told) => /Tanam|2026/.test(told))).toEqual([])
  })
})

/** Everything that a file holds, unpacked by other programs than ours where they are there. */
function unfolded(bytes: Uint8Array, kind: string): Buffer {
  const path = join(folder, `x.${kind}`)
  writeFileSync(path, bytes)
  const parts: Uint8Array[] = [bytes]
  if (FILE_KINDS[kind as FileKind].cleaner === 'office') parts.push(execFileSync('unzip', ['-p', path]))
  if (kind === 'pdf') parts.push(...streamsOf(Buffer.from(bytes)))
  return Buffer.concat(parts)
}

function streamsOf(pdf: Buffer): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const from = at + 6 + (pdf[at + 6] === 13 ? 2 : 1)
    try {
      found.push(inflateSync(pdf.subarray(from)))
    } catch {}
  }
  return found
}

/** Latin letters, either kind of UTF-16, and the hexadecimal of a PDF. */
function isIn(bytes: Buffer, word: string): boolean {
  const wide = Buffer.from(word, 'utf16le')
  const spellings = [Buffer.from(word), wide, Buffer.from(wide).swap16()]
  const inHex = spellings.flatMap((each) => [each.toString('hex'), each.toString('hex').toUpperCase()])
  return [...spellings, ...inHex.map((hex) => Buffer.from(hex))].some((each) => bytes.includes(each))
}

function pdfText(bytes: Uint8Array): string {
  const path = join(folder, 'text.pdf')
  writeFileSync(path, bytes)
  return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).trim()
}

/** What the extractor tells of each of some files. */
function read(files: readonly Uint8Array[], kind: string): string[] {
  const paths = files.map((bytes, number) => {
    const path = join(folder, `read${number}.${kind}`)
    writeFileSync(path, bytes)
    return path
  })
  const shown = execFileSync('exiftool', ['-a', '-u', '-g1', '-ee', '--System:all', ...paths], { encoding: 'utf8' })
  const each = shown.split(/^======== .*$/m).slice(1)
  return each.map((told) => told.replaceAll(/^.*(File Name|Directory).*$/gm, ''))
}

function has(program: string, option: string): boolean {
  try {
    execFileSync(program, [option], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
