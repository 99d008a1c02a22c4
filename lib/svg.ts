import { isElement, type MarkupElement, type MarkupNode, parseXml, writeMarkup } from '@/lib/markup'
import { Refusal } from '@/lib/refusal'

const ELEMENTS = new Set(
  `svg g path rect circle ellipse line polyline polygon text tspan title desc defs symbol use marker pattern mask
  clipPath linearGradient radialGradient stop`.split(/\s+/),
)
const ATTRIBUTES = new Set(
  `id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height points transform viewBox preserveAspectRatio fill
  fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
  stroke-dashoffset stroke-miterlimit opacity font-family font-size font-weight font-style text-anchor
  dominant-baseline letter-spacing offset stop-color stop-opacity gradientUnits gradientTransform patternUnits
  patternTransform patternContentUnits maskUnits clipPathUnits clip-path clip-rule mask marker-start marker-mid
  marker-end markerWidth markerHeight markerUnits refX refY orient href style lang role`.split(/\s+/),
)
const POINTS_PER: Record<string, number> = { '': 1, px: 1, pt: 4 / 3, mm: 3.78, cm: 37.8, in: 96 }

type CleanSvg = { text: string; size: { width: number; height: number } }

/** A drawing without scripts, styles that load, or references to anything outside itself; undefined when it is none. */
export function cleanSvg(text: string): CleanSvg | undefined {
  const root = readRoot(text)
  if (root?.name !== 'svg') return undefined
  const cleaned = clean(root)
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...cleaned.attributes }
  return { text: writeMarkup([{ ...cleaned, attributes }]), size: sizeOf(root.attributes) }
}

function readRoot(text: string): MarkupElement | undefined {
  try {
    // Drawing programs write the public document type of SVG, some with names for what they keep beside the drawing.
    // It is cut out before anything is read: nothing defines an entity, and a name of one is text.
    return parseXml(text.replace(/<!DOCTYPE\s+svg\s+PUBLIC\s+"[^"]*"\s+"[^"]*"\s*(?:\[[^\]]*\]\s*)?>/, ''))
  } catch (fault) {
    if (fault instanceof Refusal) return undefined
    throw fault
  }
}

function clean(element: MarkupElement): MarkupElement {
  const attributes = Object.entries(element.attributes).filter(
    ([name, value]) => ATTRIBUTES.has(name) && isInside(name, value),
  )
  const children = element.children.filter(
    (child): child is MarkupNode => !isElement(child) || ELEMENTS.has(child.name),
  )
  return {
    name: element.name,
    attributes: Object.fromEntries(attributes),
    children: children.map((child) => (isElement(child) ? clean(child) : child)),
  }
}

/** Whether a value points to nothing outside the drawing. */
function isInside(name: string, value: string): boolean {
  if (name === 'href') return value.startsWith('#')
  const outside = value.replace(/url\(\s*['"]?#[\w.-]+['"]?\s*\)/g, '')
  return !/url|@import|expression|javascript|\\/i.test(outside)
}

function sizeOf({ width, height, viewBox }: Readonly<Record<string, string>>): CleanSvg['size'] {
  const box = viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(Number)
  return { width: length(width) ?? box?.[2] ?? 300, height: length(height) ?? box?.[3] ?? 150 }
}

function length(value: string | undefined): number | undefined {
  const [, number, unit] = /^\s*([\d.]+(?:e\d+)?)(px|pt|mm|cm|in)?\s*$/.exec(value ?? '') ?? []
  return number === undefined ? undefined : Number(number) * (POINTS_PER[unit ?? ''] ?? 1)
}
