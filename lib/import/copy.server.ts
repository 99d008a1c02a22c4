import 'server-only'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { BLOCK_CHARACTERS, copyText } from '@/lib/copy.server'

/** One row as COPY reads it; `''` is null. */
export function copyLine(values: readonly string[]): string {
  return values.map((value) => (value === '' ? '\\N' : copyText(value))).join('\t')
}

/** Writes rows to a `copy … from stdin` stream in blocks, as fast as the database takes them. */
export class CopyWriter {
  #block = ''

  constructor(private readonly stream: Writable) {}

  /** Takes what `copyLine` made of one row. Waits only when the database is behind. */
  async line(line: string): Promise<void> {
    this.#block += `${line}\n`
    if (this.#block.length >= BLOCK_CHARACTERS) await this.#flush()
  }

  /** Ends the stream and waits until the database has everything. */
  async end(): Promise<void> {
    await this.#flush()
    const finished = once(this.stream, 'finish')
    this.stream.end()
    await finished
  }

  async #flush(): Promise<void> {
    const block = this.#block
    this.#block = ''
    if (block !== '' && !this.stream.write(block)) await once(this.stream, 'drain')
  }
}
