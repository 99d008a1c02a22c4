import { type PackageFiles, resolvePath } from '@/lib/cat/qti-package'
import { decodeText } from '@/lib/cat/text-file'
import { childNamed, elementsNamed, type MarkupElement, parseXml, textOf } from '@/lib/markup'

/** The pictures of one sheet of an unpacked workbook by the number of the row where they begin. */
export function anchoredPictures(files: PackageFiles, name: string): Map<number, Uint8Array> {
  const document = (part: string | undefined) => {
    const bytes = part === undefined ? undefined : files.get(part)
    return bytes ? parseXml(decodeText(bytes)) : undefined
  }
  const related = (part: string) => {
    const at = part.lastIndexOf('/') + 1
    const list = document(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`)
    const links = list ? elementsNamed(list, 'Relationship').map(({ attributes }) => attributes) : []
    return new Map(links.map(({ Id = '', Target = '' }) => [Id, resolvePath(part, Target)]))
  }
  const workbook = document('xl/workbook.xml')
  const sheet = workbook && elementsNamed(workbook, 'sheet').find(({ attributes }) => attributes.name === name)
  const sheetPart = related('xl/workbook.xml').get(sheet?.attributes.id ?? '')
  const sheetRoot = document(sheetPart)
  const drawing = sheetRoot && elementsNamed(sheetRoot, 'drawing')[0]
  const drawingPart = sheetPart && related(sheetPart).get(drawing?.attributes.id ?? '')
  const root = document(drawingPart)
  if (!root || !drawingPart) return new Map()
  const media = related(drawingPart)
  const pictures = elementsNamed(root, 'twoCellAnchor', 'oneCellAnchor').flatMap((anchor): [number, Uint8Array][] => {
    const bytes = files.get(media.get(embedOf(anchor)) ?? '')
    const row = Number(textOf(childNamed(childNamed(anchor, 'from'), 'row')))
    return bytes ? [[row + 1, bytes]] : []
  })
  return new Map(pictures)
}

function embedOf(anchor: MarkupElement): string {
  return elementsNamed(anchor, 'blip')[0]?.attributes.embed ?? ''
}
