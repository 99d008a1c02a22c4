import { Parser } from 'htmlparser2'
import { Refusal } from '@/lib/refusal'

/** One element of a document that was read: names without namespace prefix. */
export type MarkupElement = { name: string; attributes: Readonly<Record<string, string>>; children: MarkupNode[] }
export type MarkupNode = string | MarkupElement

const MAX_DEPTH = 150
const MAX_ELEMENTS = 300_000
/** Of what stands for itself: one item, one passage, one cell. */
export const MOST_ELEMENTS = 20_000

/**
 * The root of an XML document. Document types are refused, so that no entity can be defined; nothing outside the text
 * is ever read. Refuses with cat.xml_doctype, cat.xml_malformed or cat.xml_too_deep.
 */
export function parseXml(text: string, most = MAX_ELEMENTS): MarkupElement {
  const nodes = parse(text, true, most)
  const root = nodes.find(isElement)
  if (!root || nodes.filter(isElement).length > 1) throw new Refusal('cat.xml_malformed')
  return root
}

/** Whether a document is at fault alone, and others of its file may be read. */
export function isOwnFault(fault: unknown): fault is Refusal {
  return fault instanceof Refusal && fault.code.startsWith('cat.xml_')
}

/** The nodes of an HTML fragment, as forgiving as a browser. Refuses with cat.xml_too_deep. */
export function parseHtml(text: string, most = MAX_ELEMENTS): MarkupNode[] {
  return parse(text, false, most)
}

function parse(text: string, isXml: boolean, most: number): MarkupNode[] {
  const top: MarkupElement = { name: '', attributes: {}, children: [] }
  const open = [top]
  let elements = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++elements > most || open.length > MAX_DEPTH) throw new Refusal('cat.xml_too_deep')
        const element = { name: localName(name), attributes: localNames(attributes), children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext(piece) {
        const siblings = open.at(-1)?.children ?? []
        const last = siblings.at(-1)
        if (typeof last === 'string') siblings[siblings.length - 1] = last + piece
        else siblings.push(piece)
      },
      onclosetag(_name, isImplied) {
        const closesItself = text[parser.endIndex - 1] === '/' && text[parser.startIndex + 1] !== '/'
        if (isXml && isImplied && !closesItself) throw new Refusal('cat.xml_malformed')
        open.pop()
      },
      onprocessinginstruction(name) {
        if (isXml && name.toLowerCase().startsWith('!')) throw new Refusal('cat.xml_doctype')
      },
    },
    { xmlMode: isXml, decodeEntities: true, recognizeSelfClosing: true, lowerCaseTags: !isXml },
  )
  parser.end(text)
  return top.children
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function localNames(attributes: Record<string, string>): Record<string, string> {
  const kept = Object.entries(attributes).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
  return Object.fromEntries(kept.map(([name, value]) => [localName(name), value]))
}

export function isElement(node: MarkupNode | undefined): node is MarkupElement {
  return typeof node === 'object'
}

/** The elements of a name anywhere below, in the order of the document. */
export function elementsNamed(within: MarkupElement, ...names: string[]): MarkupElement[] {
  return within.children
    .filter(isElement)
    .flatMap((child) => [...(names.includes(child.name) ? [child] : []), ...elementsNamed(child, ...names)])
}

/** The first child of a name. */
export function childNamed(within: MarkupElement | undefined, name: string): MarkupElement | undefined {
  return within?.children.filter(isElement).find((child) => child.name === name)
}

/** All text below, without the marks. */
export function textOf(node: MarkupNode | undefined): string {
  if (node === undefined) return ''
  return isElement(node) ? node.children.map(textOf).join('') : node
}

const VOID = ['br', 'hr', 'img', 'mspace']

/** The markup of nodes, readable as HTML and as XML alike. */
export function writeMarkup(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return escapeText(node)
      const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeText(value)}"`)
      const start = `<${node.name}${attributes.join('')}`
      if (VOID.includes(node.name)) return `${start}/>`
      return `${start}>${writeMarkup(node.children)}</${node.name}>`
    })
    .join('')
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark)
}
