const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const CDATA = '<![CDATA['

/** Turns XML text into the text it means: entities, character references, CDATA. */
export function xmlText(xml: string): string {
  let text = ''
  let done = 0
  for (let at = xml.indexOf(CDATA); at >= 0; at = xml.indexOf(CDATA, done)) {
    const end = xml.indexOf(']]>', at)
    if (end < 0) break
    text += withoutEntities(xml.slice(done, at)) + xml.slice(at + CDATA.length, end)
    done = end + 3
  }
  return text + withoutEntities(xml.slice(done))
}

function withoutEntities(xml: string): string {
  if (!xml.includes('&')) return xml
  return xml.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** The value of one attribute inside the text of a start tag, undefined when it is not there. */
export function attribute(tag: string, name: string): string | undefined {
  let at = tag.indexOf(name)
  while (at >= 0) {
    const before = tag.charCodeAt(at - 1)
    let equals = at + name.length
    while (tag.charCodeAt(equals) <= 32) equals++
    if (before <= 32 && tag[equals] === '=') {
      let quote = equals + 1
      while (tag.charCodeAt(quote) <= 32) quote++
      const end = tag.indexOf(tag[quote] ?? '"', quote + 1)
      return end < 0 ? undefined : xmlText(tag.slice(quote + 1, end))
    }
    at = tag.indexOf(name, at + 1)
  }
  return undefined
}

/** Start tags of one element in a small document, whatever its namespace prefix: the text between `<` and `>`. */
export function startTags(xml: string, element: string): string[] {
  return Array.from(
    xml.matchAll(new RegExp(`<((?:[\\w.-]+:)?${element}(?:\\s[^<>]*)?)>`, 'g')),
    (match) => match[1] ?? '',
  )
}

/** The text of the first element of one name in a small document, tags included; `''` when it has no end. */
export function firstElement(xml: string, element: string): string {
  const open = new RegExp(`<((?:[\\w.-]+:)?)${element}[\\s>]`).exec(xml)
  if (!open) return ''
  const close = `</${open[1]}${element}>`
  const end = xml.indexOf(close, open.index)
  return end < 0 ? '' : xml.slice(open.index, end + close.length)
}

/** Joins what the text elements inside hold, without the phonetic guide (`rPh`) of East Asian writing. */
export function richText(xml: string, prefix: string): string {
  const open = `<${prefix}t`
  const close = `</${prefix}t>`
  const plain = withoutElements(xml, `<${prefix}rPh`, `</${prefix}rPh>`)
  let text = ''
  let at = plain.indexOf(open)
  while (at >= 0) {
    const next = plain.charCodeAt(at + open.length)
    if (next !== 62 && !(next <= 32)) {
      at = plain.indexOf(open, at + 1)
      continue
    }
    const start = plain.indexOf('>', at)
    if (start < 0) break
    const isEmpty = plain[start - 1] === '/'
    const end = isEmpty ? start : plain.indexOf(close, start)
    if (end < 0) break
    if (!isEmpty) text += xmlText(plain.slice(start + 1, end))
    at = plain.indexOf(open, end)
  }
  return spreadsheetText(text)
}

function withoutElements(xml: string, open: string, close: string): string {
  let kept = ''
  let done = 0
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, done)) {
    const end = xml.indexOf(close, at)
    if (end < 0) break
    kept += xml.slice(done, at)
    done = end + close.length
  }
  return kept + xml.slice(done)
}

/** Undoes the `_x000D_` spelling that spreadsheets use for control characters. */
export function spreadsheetText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
