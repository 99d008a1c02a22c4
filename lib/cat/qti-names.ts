import { isElement, type MarkupElement, type MarkupNode } from '@/lib/markup'

const PREFIX = 'qti-'

/**
 * A document of QTI 3.0 by the names of QTI 2.x, which the readers know: `qti-simple-choice` is `simpleChoice`, and
 * `response-identifier` is `responseIdentifier`. One of 2.x stays as it is.
 *
 * Source: 1EdTech QTI 3.0, "Migration from 2.x": the elements of an item differ in nothing but their names.
 */
export function withOldNames(element: MarkupElement): MarkupElement {
  const isNew = element.name.startsWith(PREFIX)
  const { attributes } = element
  return {
    name: isNew ? camelCase(element.name.slice(PREFIX.length)) : element.name,
    attributes: isNew
      ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [camelCase(name), value]))
      : attributes,
    children: element.children.map((child): MarkupNode => (isElement(child) ? withOldNames(child) : child)),
  }
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
