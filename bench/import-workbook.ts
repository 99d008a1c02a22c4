import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { crc32, createDeflateRaw } from 'node:zlib'

/**
 * Writes an XLSX as Excel does: one sheet `pegawai`, every text once among the shared strings, numbers as numbers.
 */
export async function writeWorkbook(
  path: string,
  header: readonly string[],
  rowCount: number,
  rowAt: (index: number) => readonly (string | number)[],
): Promise<void> {
  const archive = new ZipWriter(path)
  await archive.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])])
  await archive.add('xl/workbook.xml', [
    '<workbook><sheets><sheet name="pegawai" sheetId="1" r:id="r0"/></sheets></workbook>',
  ])
  await archive.add('xl/_rels/workbook.xml.rels', [
    relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
  ])

  const strings = new Map<string, number>()
  const cell = (value: string | number, column: string, row: number) => {
    if (value === '') return ''
    if (typeof value === 'number') return `<c r="${column}${row}"><v>${value}</v></c>`
    const known = strings.get(value)
    const index = known ?? strings.size
    if (known === undefined) strings.set(value, index)
    return `<c r="${column}${row}" t="s"><v>${index}</v></c>`
  }
  const columns = header.map((_, index) => (index < 26 ? '' : 'A') + String.fromCharCode(65 + (index % 26)))
  const rowXml = (values: readonly (string | number)[], row: number) =>
    `<row r="${row}">${values.map((value, index) => cell(value, columns[index] ?? '', row)).join('')}</row>`

  function* sheet() {
    yield `<worksheet><sheetData>${rowXml(header, 1)}`
    for (let index = 0; index < rowCount; index++) yield rowXml(rowAt(index), index + 2)
    yield '</sheetData></worksheet>'
  }
  function* shared() {
    yield '<sst>'
    for (const text of strings.keys()) yield `<si><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></si>`
    yield '</sst>'
  }
  await archive.add('xl/worksheets/sheet1.xml', sheet())
  await archive.add('xl/sharedStrings.xml', shared())
  await archive.end()
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const list = targets.map(
    ([kind, target], index) => `<Relationship Id="r${index}" Type="x/${kind}" Target="${target}"/>`,
  )
  return `<Relationships>${list.join('')}</Relationships>`
}

const BLOCK_CHARACTERS = 262_144

/** A zip archive written front to back, sizes after the content. */
class ZipWriter {
  readonly #out
  readonly #directory: Buffer[] = []
  #offset = 0

  constructor(path: string) {
    this.#out = createWriteStream(path)
  }

  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const start = this.#offset
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 2) // sizes follow the content
    head.writeUInt16LE(8, 4)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    await this.#write(Buffer.concat([Buffer.from('504b0304', 'hex'), head, Buffer.from(name)]))
    const deflate = createDeflateRaw({ level: 1 })
    let [crc, plain, packed] = [0, 0, 0]
    const written = (async () => {
      for await (const chunk of deflate) {
        packed += chunk.length
        await this.#write(chunk)
      }
    })()
    const push = async (text: string) => {
      const bytes = Buffer.from(text)
      crc = crc32(bytes, crc)
      plain += bytes.length
      if (!deflate.write(bytes)) await once(deflate, 'drain')
    }
    let block = ''
    for (const piece of pieces) {
      block += piece
      if (block.length < BLOCK_CHARACTERS) continue
      await push(block)
      block = ''
    }
    await push(block)
    deflate.end()
    await written
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc, 0)
    sizes.writeUInt32LE(packed, 4)
    sizes.writeUInt32LE(plain, 8)
    await this.#write(Buffer.concat([Buffer.from('504b0708', 'hex'), sizes]))
    sizes.copy(head, 10)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(start, 10)
    this.#directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head, place, Buffer.from(name)]))
  }

  async end(): Promise<void> {
    const index = Buffer.concat(this.#directory)
    const end = Buffer.alloc(22)
    end.write('504b0506', 'hex')
    end.writeUInt16LE(this.#directory.length, 8)
    end.writeUInt16LE(this.#directory.length, 10)
    end.writeUInt32LE(index.length, 12)
    end.writeUInt32LE(this.#offset, 16)
    await this.#write(Buffer.concat([index, end]))
    this.#out.end()
    await once(this.#out, 'finish')
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length
    if (!this.#out.write(bytes)) await once(this.#out, 'drain')
  }
}
