import { NotCleaned } from '@/lib/wbs/clean'

/** One beginning or empty tag; names without their prefix. Attributes are as they are written, still escaped. */
export type Tag = { prefix: string; name: string; attributes: Attribute[] }
export type Attribute = { prefix: string; name: string; value: string }

export type Rewriting = {
  /** Changes the attributes of a tag where it wants; false leaves the whole element out. */
  tag(tag: Tag): boolean
  /** What stands in place of a text in the element of that name. */
  text(text: string, element: string): string
}

const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/[^<>]*>|<(?<tag>[A-Za-z_][^\s/>]*)(?<attributes>(?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|[^<]+/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g

/**
 * Writes XML anew, tag by tag; comments, instructions and what stands before the first tag are left out. What is not
 * well written, or declares entities, is refused as `broken`.
 */
export function rewriteXml(xml: string, rewriting: Rewriting): string {
  const written: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  const open: string[] = []
  let leftOut = 0 // how many open elements are inside one that is left out, itself counted
  PIECE.lastIndex = 0
  while (PIECE.lastIndex < xml.length) {
    const match = PIECE.exec(xml)
    if (!match) throw new NotCleaned('broken')
    const [piece] = match
    if (piece.startsWith('<!--') || piece.startsWith('<?')) continue
    if (piece.startsWith('</')) {
      open.pop()
      if (leftOut === 0) written.push(piece)
      else leftOut--
    } else if (match.groups?.tag) {
      const { tag = '', attributes = '', empty } = match.groups
      const read = { ...named(tag), attributes: attributesOf(attributes) }
      const isKept = leftOut === 0 && rewriting.tag(read)
      if (isKept) written.push(`<${tag}${read.attributes.map(inText).join('')}${empty ?? ''}>`)
      if (!empty) {
        open.push(read.name)
        if (!isKept) leftOut++
      }
    } else if (leftOut === 0 && open.length > 0) written.push(rewriting.text(piece, open.at(-1) ?? ''))
  }
  if (open.length > 0) throw new NotCleaned('broken')
  return written.join('')
}

function named(name: string): { prefix: string; name: string } {
  const colon = name.indexOf(':')
  return { prefix: name.slice(0, Math.max(colon, 0)), name: name.slice(colon + 1) }
}

function attributesOf(text: string): Attribute[] {
  return [...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => ({
    ...named(name),
    value: value.slice(1, -1),
  }))
}

function inText({ prefix, name, value }: Attribute): string {
  return ` ${prefix ? `${prefix}:` : ''}${name}="${value.replaceAll('"', '&quot;')}"`
}

/** XML as text, by the mark at its beginning. */
export function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new NotCleaned('broken')
  }
}
