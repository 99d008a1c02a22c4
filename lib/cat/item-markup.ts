import { error, type ItemProblem, note } from '@/lib/cat/item-file'
import { bytesOfDataUrl, checkImage } from '@/lib/cat/item-image'
import {
  escapeText,
  isElement,
  type MarkupElement,
  type MarkupNode,
  MOST_ELEMENTS,
  parseHtml,
  textOf,
  writeMarkup,
} from '@/lib/markup'

const BLOCKS = new Set('p table ul ol blockquote pre hr'.split(' '))
/** What is seen although no text is in it. */
const SEEN = new Set('img hr table math'.split(' '))
const KEPT = new Set(
  `p br hr strong b em i u s sub sup small span ul ol li table caption thead tbody tfoot tr th td blockquote pre code
  img`.split(/\s+/),
)
const FORMULA = new Set(
  `math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle
  mfenced mpadded mphantom menclose mmultiscripts mprescripts none semantics`.split(/\s+/),
)
/** Left out with all that is in them, and nobody misses it. */
const SILENT = new Set('style link meta title head colgroup annotation annotation-xml'.split(' '))
/** Shown around text: the text stays. */
const UNWRAPPED = new Set(
  `div section article header footer main figure figcaption center font a label big body html h1 h2 h3 h4 h5 h6 dl dt
  dd address cite q abbr acronym dfn kbd samp var tt ruby rb rt rp rtc bdi bdo nav mark time rubricBlock contentBody`.split(
    /\s+/,
  ),
)
/** Without these a question is another one. */
const MEDIA = new Set('video audio object embed iframe media'.split(' '))
/** What an item of another system works out anew for each candidate. */
const WORKED_OUT = new Set(['printedVariable', 'templateInline', 'templateBlock'])
const HEADINGS = /^h[1-6]$/
const ATTRIBUTES: Record<string, readonly string[]> = {
  th: ['colspan', 'rowspan', 'scope'],
  td: ['colspan', 'rowspan'],
  ol: ['start', 'type'],
  math: ['display'],
  mo: ['stretchy', 'form', 'fence', 'separator'],
  mspace: ['width'],
  mfenced: ['open', 'close', 'separators'],
  menclose: ['notation'],
  mfrac: ['linethickness'],
}

/** A link to a file that came with the question, as Moodle writes it. */
const LINKED_FILE = /^@@PLUGINFILE@@\//

/** The bytes of an image that a document names, or what keeps it from being read. */
export type ImageSource = (address: string) => Uint8Array | ItemProblem

/** Nothing but images that lie in the document itself. */
export const onlyOwnImages: ImageSource = (address) =>
  bytesOfDataUrl(address) ??
  error(/^(https?:)?\/\//i.test(address) ? 'image_external' : 'image_missing', { name: address.slice(-120) })

/**
 * Reduces what a writer or another system made to the elements that an item may have; images become data of the
 * document. What is left out is told, unless it only shaped the page.
 */
export function cleanNodes(
  nodes: readonly MarkupNode[],
  images: ImageSource,
): { html: string; problems: ItemProblem[] } {
  const problems: ItemProblem[] = []
  const cleaned = tidy(joined(nodes.flatMap((node) => clean(node, images, problems))))
  return { html: writeMarkup(cleaned), problems }
}

export function cleanHtml(html: string, images: ImageSource = onlyOwnImages) {
  return cleanNodes(parseHtml(html, MOST_ELEMENTS), images)
}

/** Plain text as markup: a blank line parts paragraphs, a line break stays. */
export function markupOfText(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
  const lines = paragraphs.map((paragraph) => escapeText(paragraph.trim()).replace(/\n/g, '<br/>'))
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `<p>${line}</p>`).join('')
}

function clean(node: MarkupNode, images: ImageSource, problems: ItemProblem[]): MarkupNode[] {
  if (!isElement(node)) return [oneSpace(node)]
  const { name, attributes } = node
  const inner = () => joined(node.children.flatMap((child) => clean(child, images, problems)))
  if (name === 'img') return image(attributes.src ?? '', attributes, images, problems)
  if (name === 'object' && /^image\//.test(attributes.type ?? 'image/')) {
    return image(attributes.data ?? '', { alt: textOf(node).trim(), ...attributes }, images, problems)
  }
  if (name === 'semantics') return inner().slice(0, 1)
  if (KEPT.has(name) || FORMULA.has(name)) return [{ name, attributes: kept(name, attributes), children: inner() }]
  if (HEADINGS.test(name)) {
    return [{ name: 'p', attributes: {}, children: [{ name: 'strong', attributes: {}, children: inner() }] }]
  }
  if (name === 'a' && LINKED_FILE.test(attributes.href ?? '')) problems.push(error('media_unsupported', { name: 'a' }))
  if (MEDIA.has(name) || WORKED_OUT.has(name)) {
    problems.push(error(MEDIA.has(name) ? 'media_unsupported' : 'template_unsupported', { name }))
    return []
  }
  if (UNWRAPPED.has(name)) return unwrap(inner(), ['div', 'section', 'article', 'figure', 'center'].includes(name))
  if (!SILENT.has(name)) problems.push(note('element_dropped', { name: name.slice(0, 40) }))
  return []
}

/** Text that stands beside text, where what was between them is gone, is one text. */
function joined(nodes: readonly MarkupNode[]): MarkupNode[] {
  const all: MarkupNode[] = []
  let run: string[] = []
  const endRun = () => {
    if (run.length > 0) all.push(run.length > 1 ? oneSpace(run.join('')) : run.join(''))
    run = []
  }
  for (const node of nodes) {
    if (typeof node === 'string') run.push(node)
    else {
      endRun()
      all.push(node)
    }
  }
  endRun()
  return all
}

function oneSpace(text: string): string {
  return text.replace(/[^\S\u00a0]+/g, ' ')
}

/** A box around inline text becomes a paragraph, so that its text does not run into the next one. */
function unwrap(children: MarkupNode[], isBox: boolean): MarkupNode[] {
  const hasBlock = children.some((child) => isElement(child) && BLOCKS.has(child.name))
  const hasText = children.some((child) => isElement(child) || child.trim() !== '')
  return isBox && !hasBlock && hasText ? [{ name: 'p', attributes: {}, children }] : children
}

function image(
  address: string,
  attributes: Readonly<Record<string, string>>,
  images: ImageSource,
  problems: ItemProblem[],
): MarkupNode[] {
  const found = images(address)
  const checked = found instanceof Uint8Array ? checkImage(found, address) : { problem: found }
  if ('problem' in checked) {
    problems.push(checked.problem)
    return []
  }
  const size = ['width', 'height'].flatMap((name) => {
    const value = /^(\d{1,4})(px)?$/.exec(attributes[name] ?? '')?.[1]
    return value ? [[name, value]] : []
  })
  const alt = (attributes.alt ?? '').slice(0, 500)
  return [{ name: 'img', attributes: { src: checked.dataUrl, alt, ...Object.fromEntries(size) }, children: [] }]
}

function kept(name: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  const names = [...(ATTRIBUTES[name] ?? []), 'lang', 'dir']
  return Object.fromEntries(
    names.flatMap((key) =>
      /^[\w\s.,;|()[\]{}-]{1,40}$/.test(attributes[key] ?? '') ? [[key, attributes[key] ?? '']] : [],
    ),
  )
}

/**
 * One form for what looks the same: either text alone, or blocks alone; nothing empty, no space or break at the ends.
 */
function tidy(nodes: readonly MarkupNode[]): MarkupNode[] {
  const solid = joined(nodes.filter((node) => !(isElement(node) && ['p', 'span'].includes(node.name) && isEmpty(node))))
  if (!solid.some(isBlock)) return trimmed(solid)
  const blocks: MarkupElement[] = []
  let run: MarkupNode[] = []
  const endRun = () => {
    const children = trimmed(run)
    if (children.length > 0) blocks.push({ name: 'p', attributes: {}, children })
    run = []
  }
  for (const node of solid) {
    if (!isBlock(node)) {
      run.push(node)
      continue
    }
    endRun()
    blocks.push(node)
  }
  endRun()
  const [only] = blocks
  const isPlain = blocks.length === 1 && only?.name === 'p' && Object.keys(only.attributes).length === 0
  return isPlain ? tidy(only.children) : blocks
}

function trimmed(nodes: readonly MarkupNode[]): MarkupNode[] {
  const isFull = (node: MarkupNode) => !isEmpty(node)
  const first = nodes.findIndex(isFull)
  const kept = first < 0 ? [] : nodes.slice(first, nodes.findLastIndex(isFull) + 1)
  return kept.map((node, at) => {
    if (isElement(node)) return node
    const from = at === 0 ? node.trimStart() : node
    return at === kept.length - 1 ? from.trimEnd() : from
  })
}

function isBlock(node: MarkupNode): node is MarkupElement {
  return isElement(node) && BLOCKS.has(node.name)
}

/** Nothing that a person would see. */
function isEmpty(node: MarkupNode): boolean {
  if (!isElement(node)) return node.trim() === ''
  return !SEEN.has(node.name) && node.children.every(isEmpty)
}
