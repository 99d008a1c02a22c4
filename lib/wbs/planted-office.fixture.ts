import type { FileKind } from '@/lib/wbs/file-kind'
import { exif, JPEG, type Planted, planting } from '@/lib/wbs/planted.fixture'
import { writeZip } from '@/lib/wbs/zip'

const SENTENCE = 'Isi yang harus tetap utuh'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Word = (place: string) => string
type Parts = Record<string, string | Uint8Array>

export function plantedDocx(file: string, number: number): Promise<Planted> {
  return planted('docx', file, number, (word) => ({
    ...properties(word),
    '[Content_Types].xml': types([
      '/word/document.xml application/vnd.ms-word.document.macroEnabled.main+xml',
      '/docProps/core.xml application/vnd.openxmlformats-package.core-properties+xml',
      '/docProps/app.xml application/vnd.openxmlformats-officedocument.extended-properties+xml',
    ]),
    '_rels/.rels': relations(['officeDocument word/document.xml', 'extended-properties docProps/app.xml']),
    'word/_rels/document.xml.rels': relations([
      'image media/image1.jpeg',
      'vbaProject vbaProject.bin',
      'oleObject embeddings/oleObject1.bin',
      `hyperlink file:///C:/Users/${word('Jalan')}/a.docx External`,
      `attachedTemplate file://${word('Peladen')}/x.dotx External`,
      'hyperlink https://example.org/tetap External',
    ]),
    'word/document.xml': `<?xml version="1.0"?><?mso ${word('Instruksi')}?><!-- ${word('Catatan')} --><w:document ${W}><w:body><w:p w:rsidR="00${word('Sesi')}" w:rsidRDefault="00AA11BB"><w:ins w:id="1" w:author="${word('Pengubah')}" w:date="2026-11-02T08:00:00Z"><w:r><w:t>${SENTENCE}</w:t></w:r></w:ins><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="${word('Gambar')}.jpg" descr="C:\\Users\\${word('Keterangan')}\\foto.jpg"/></w:drawing></w:r></w:p></w:body></w:document>`,
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="${word('Komentator')}" w:date="2026-11-02T08:00:00Z" w:initials="TK"><w:p><w:r><w:t>Tanggapan</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/people.xml': `<w15:people xmlns:w15="urn:w15"><w15:person w15:author="${word('Orang')}"><w15:presenceInfo w15:providerId="AD" w15:userId="${word('Akun')}"/></w15:person></w15:people>`,
    'word/settings.xml': `<w:settings ${W} ${R}><w:attachedTemplate r:id="rId5"/><w:rsids><w:rsidRoot w:val="00${word('Akar')}"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="${word('Peubah')}"/></w:docVars></w:settings>`,
    'word/media/image1.jpeg': photo(word),
    'word/embeddings/oleObject1.bin': Buffer.from(word('Tertanam')),
    'word/vbaProject.bin': Buffer.from(word('Makro')),
  }))
}

export function plantedXlsx(file: string, number: number): Promise<Planted> {
  return planted('xlsx', file, number, (word) => ({
    ...properties(word),
    '[Content_Types].xml': types([
      '/xl/workbook.xml application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    ]),
    '_rels/.rels': relations(['officeDocument xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns:x15ac="urn:x15ac"><fileSharing userName="${word('Pemakai')}"/><x15ac:absPath url="C:\\Users\\${word('Jalan')}\\"/><sheets/></workbook>`,
    'xl/sharedStrings.xml': `<sst><si><t>${SENTENCE}</t></si></sst>`,
    'xl/comments1.xml': `<comments><authors><author>${word('Komentator')}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Tanggapan</t></text></comment></commentList></comments>`,
    'xl/persons/person.xml': `<personList><person displayName="${word('Orang')}" id="{1}" userId="${word('Akun')}" providerId="AD"/></personList>`,
    'xl/threadedComments/threadedComment1.xml':
      '<ThreadedComments><threadedComment ref="A1" dT="2026-11-02T08:00:00.00" personId="{1}"><text>Balasan</text></threadedComment></ThreadedComments>',
    'xl/printerSettings/printerSettings1.bin': Buffer.from(word('Pencetak'), 'utf16le'),
    'xl/revisions/revisionHeaders.xml': `<headers><header userName="${word('Riwayat')}"/></headers>`,
    'xl/externalLinks/_rels/externalLink1.xml.rels': relations([
      `externalLinkPath file:///D:/${word('Luar')}.xlsx External`,
    ]),
    'xl/media/image1.jpeg': photo(word),
  }))
}

export function plantedPptx(file: string, number: number): Promise<Planted> {
  return planted('pptx', file, number, (word) => ({
    ...properties(word),
    '[Content_Types].xml': types([
      '/ppt/presentation.xml application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    ]),
    '_rels/.rels': relations(['officeDocument ppt/presentation.xml']),
    'ppt/presentation.xml': '<p:presentation xmlns:p="urn:p"/>',
    'ppt/slides/slide1.xml': `<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:t>${SENTENCE}</a:t><p:cNvPr id="2" name="Picture 1" descr="${word('Foto')}.png"/></p:sld>`,
    'ppt/commentAuthors.xml': `<p:cmAuthorLst xmlns:p="urn:p"><p:cmAuthor id="1" name="${word('Komentator')}" initials="TK"/></p:cmAuthorLst>`,
    'ppt/comments/comment1.xml':
      '<p:cmLst xmlns:p="urn:p"><p:cm authorId="1" dt="2026-11-02T08:00:00.000" idx="1"><p:text>Tanggapan</p:text></p:cm></p:cmLst>',
    'ppt/authors.xml': `<p188:authorLst xmlns:p188="urn:p188"><p188:author id="{1}" name="${word('Orang')}" initials="O" userId="${word('Akun')}" providerId="AD"/></p188:authorLst>`,
    'ppt/embeddings/Microsoft_Excel_Sheet.xlsx': Buffer.from(word('Tertanam')),
    'ppt/media/image1.jpeg': photo(word),
  }))
}

export function plantedOdt(file: string, number: number): Promise<Planted> {
  return planted('odt', file, number, (word) => ({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content xmlns:office="urn:office" xmlns:text="urn:text" xmlns:dc="urn:dc" xmlns:officeooo="urn:ooo" xmlns:meta="urn:meta" xmlns:draw="urn:draw"><text:tracked-changes><text:changed-region><text:insertion><office:change-info><dc:creator>${word('Pengubah')}</dc:creator><dc:date>2026-11-02T08:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes><text:p officeooo:rsid="${word('Sesi')}">${SENTENCE}<office:annotation><dc:creator>${word('Komentator')}</dc:creator><dc:date>2026-11-02T08:00:00</dc:date><meta:creator-initials>${word('Inisial')}</meta:creator-initials><text:p>Tanggapan</text:p></office:annotation><draw:frame draw:name="${word('Gambar')}.png"/></text:p></office:document-content>`,
    'styles.xml': '<office:document-styles xmlns:office="urn:office"/>',
    'meta.xml': `<office:document-meta xmlns:office="urn:office" xmlns:meta="urn:meta"><meta:initial-creator>${word('Penulis')}</meta:initial-creator></office:document-meta>`,
    'settings.xml': `<office:document-settings xmlns:office="urn:office" xmlns:config="urn:config"><config:config-item config:name="PrinterName">${word('Pencetak')}</config:config-item></office:document-settings>`,
    'Thumbnails/thumbnail.png': Buffer.from(word('Kecil')),
    'Basic/Standard/Module1.xml': `<script>${word('Makro')}</script>`,
    'manifest.rdf': `<rdf>${word('Rdf')}</rdf>`,
    'Pictures/1.jpg': photo(word),
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:manifest"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></manifest:manifest>',
  }))
}

async function planted(kind: FileKind, file: string, number: number, parts: (word: Word) => Parts): Promise<Planted> {
  const { word, words } = planting(file)
  const entries = Object.entries(parts(word)).map(([path, content]) => ({
    path,
    content: bytesOf(path, content, number),
  }))
  const bytes = await writeZip(entries, number % 2 ? ['mimetype'] : entries.map(({ path }) => path))
  return { kind, name: `${file}.${kind}`, bytes, words, content: SENTENCE }
}

/** Every third file has its parts in UTF-16, as some programs write them. */
function bytesOf(path: string, content: string | Uint8Array, number: number): Uint8Array<ArrayBuffer> {
  if (typeof content !== 'string') return new Uint8Array(content)
  const isWide = number % 3 === 2 && path.endsWith('.xml') && path !== '[Content_Types].xml'
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content, 'utf16le')])
  return new Uint8Array(isWide ? wide : Buffer.from(content))
}

function properties(word: Word): Parts {
  return {
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:creator>${word('Penulis')}</dc:creator><cp:lastModifiedBy>${word('Terakhir')}</cp:lastModifiedBy></cp:coreProperties>`,
    'docProps/app.xml': `<Properties><Company>${word('Kantor')}</Company></Properties>`,
    'docProps/thumbnail.jpeg': photo(word),
    'customXml/item1.xml': `<a>${word('Sendiri')}</a>`,
    'docMetadata/LabelInfo.xml': `<a>${word('Label')}</a>`,
  }
}

function types(overrides: readonly string[]): string {
  const each = overrides.map(
    (line) => `<Override PartName="${line.split(' ')[0]}" ContentType="${line.split(' ')[1]}"/>`,
  )
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>${each.join('')}</Types>`
}

function relations(lines: readonly string[]): string {
  const each = lines.map((line, number) => {
    const [type, target, mode] = line.split(' ')
    return `<Relationship Id="rId${number + 1}" Type="${RELATION}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`
  })
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

function photo(word: Word): Buffer {
  const block = Buffer.concat([Buffer.from('Exif\0\0'), exif((place) => word(`Foto${place}`), true)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(block.length + 2, 2)
  return Buffer.concat([JPEG.subarray(0, 2), head, block, JPEG.subarray(2)])
}
