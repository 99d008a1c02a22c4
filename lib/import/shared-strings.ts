import { Refusal } from '@/lib/refusal'
import { MAX_ROW_CHARACTERS, MAX_SHARED_TEXT_BYTES, MAX_SHARED_TEXTS } from './xlsx-limits'
import { richText } from './xml-text'

/**
 * The shared texts of a workbook, outside the JavaScript heap: a file of 200,000 people holds two million of them.
 */
export class SharedStrings {
  #bytes = Buffer.allocUnsafeSlow(1 << 20)
  #ends = new Uint32Array(1 << 16)
  #count = 0
  #used = 0
  #rest = ''
  #prefix: string | undefined

  constructor(private readonly mostTexts = MAX_SHARED_TEXTS) {}

  at(index: number): string {
    if (index >= this.#count) return ''
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }

  /** Takes the next piece of `sharedStrings.xml`. */
  read(chunk: string): void {
    const xml = this.#rest + chunk
    this.#prefix ??= prefixOf(xml)
    this.#rest = this.#prefix === undefined ? xml : xml.slice(this.#readTexts(xml, this.#prefix))
    if (this.#rest.length > MAX_ROW_CHARACTERS) throw new Refusal('import.file_unsafe')
  }

  /** Reads all complete texts and answers where the next one begins. */
  #readTexts(xml: string, prefix: string): number {
    const open = `<${prefix}si`
    const close = `</${prefix}si>`
    let done = 0
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, done)) {
      const start = xml.indexOf('>', at)
      if (start < 0) break
      const isEmpty = xml[start - 1] === '/'
      const end = isEmpty ? start + 1 : xml.indexOf(close, start)
      if (end < 0) break
      this.#add(isEmpty ? '' : richText(xml.slice(start + 1, end), prefix))
      done = isEmpty ? end : end + close.length
    }
    return done
  }

  #add(text: string): void {
    const most = this.#used + text.length * 3
    if (most > MAX_SHARED_TEXT_BYTES || this.#count === this.mostTexts) throw new Refusal('import.file_unsafe')
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2))
      this.#bytes.copy(larger, 0, 0, this.#used)
      this.#bytes = larger
    }
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#ends.length * 2)
      more.set(this.#ends)
      this.#ends = more
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8')
    this.#ends[this.#count++] = this.#used
  }
}

function prefixOf(xml: string): string | undefined {
  const root = /<([\w.-]+:)?sst[\s/>]/.exec(xml)
  return root ? (root[1] ?? '') : undefined
}
