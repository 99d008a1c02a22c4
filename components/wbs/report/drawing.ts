import { LINES, SHAPES, type ShapeName } from './shapes'

/** A drawing beside words. */
export function drawing(name: ShapeName): SVGElement {
  const svg = element('svg', { class: 'i', ...LINES })
  svg.append(...SHAPES[name].map((d) => element('path', { d })))
  return svg
}

function element(tag: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
