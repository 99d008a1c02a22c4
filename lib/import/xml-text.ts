const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Turns XML text into the text it means: entities, character references, CDATA. */
export function xmlText(xml: string): string {
  if (xml.includes('<![CDATA[')) {
    return xml
      .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
      .map(cdataOrText)
      .join('')
  }
  if (!xml.includes('&')) return xml
  return xml.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function cdataOrText(part: string): string {
  return part.startsWith('<![CDATA[') ? part.slice(9, -3) : xmlText(part)
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
    xml.matchAll(new RegExp(`<((?:[\\w.-]+:)?${element}(?:\\s[^>]*)?)>`, 'g')),
    (match) => match[1] ?? '',
  )
}

/** Joins what the text elements inside hold, without the phonetic guide (`rPh`) of East Asian writing. */
export function richText(xml: string, prefix: string): string {
  const open = `<${prefix}t`
  const close = `</${prefix}t>`
  const plain = xml.includes(`<${prefix}rPh`)
    ? xml.replace(new RegExp(`<${prefix}rPh[\\s>][\\s\\S]*?</${prefix}rPh>`, 'g'), '')
    : xml
  let text = ''
  let at = plain.indexOf(open)
  while (at >= 0) {
    const next = plain.charCodeAt(at + open.length)
    const start = plain.indexOf('>', at)
    if (start < 0) break
    if ((next === 62 || next <= 32) && plain[start - 1] !== '/') {
      const end = plain.indexOf(close, start)
      if (end < 0) break
      text += xmlText(plain.slice(start + 1, end))
      at = plain.indexOf(open, end + close.length)
    } else {
      at = plain.indexOf(open, at + 1)
    }
  }
  return spreadsheetText(text)
}

/** Undoes the `_x000D_` spelling that spreadsheets use for control characters. */
export function spreadsheetText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
