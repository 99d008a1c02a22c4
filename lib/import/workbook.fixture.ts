import { deflateRawSync } from 'node:zlib'

/** Options that make an archive lie. */
type Lies = { declaredBytes?: number }

/** A zip archive in memory, for tests and the benchmark: what an honest or a dishonest writer could have made. */
export function zipOf(files: Record<string, string | Buffer>, lies: Lies = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(plain), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(lies.declaredBytes ?? plain.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, index, end])
}

/** The parts of a workbook with one sheet called `pegawai`; each part can be replaced or left out. */
export function workbookOf(sheetData: string, parts: Record<string, string | undefined> = {}): Buffer {
  const all: Record<string, string | undefined> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': '<workbook><sheets><sheet name="pegawai" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'styles', 'styles.xml'],
      ['rId3', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  }
  return zipOf(
    Object.fromEntries(Object.entries(all).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))),
  )
}

/** A workbook of sheets of texts, by name. */
export function sheetsOf(sheets: Record<string, readonly (readonly string[])[]>): Buffer {
  const names = Object.keys(sheets)
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const data = (rows: readonly (readonly string[])[]) =>
    rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cell).join('')}</row>`).join('')
  const list = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      names.map((_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`]),
    ),
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet><sheetData>${data(sheets[name] ?? [])}</sheetData></worksheet>`,
      ]),
    ),
  })
}

export function relations(entries: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const list = entries.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="http://example.org/${kind}" Target="${target}"/>`,
  )
  return `<Relationships>${list.join('')}</Relationships>`
}

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) value = ((value >>> 8) ^ (TABLE[(value ^ byte) & 255] ?? 0)) >>> 0
  return (value ^ 0xffffffff) >>> 0
}
