import 'server-only'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = 'scripts/verify-exam'
const START = 'verify-exam.mjs'
const IMPORT = /^import \{[^}]*\} from '([^']+)'\n/gm

/**
 * The files that check a published exam, as one: whoever loads it holds all of it, with its comments, and needs Node.js
 * alone. Its own files import each other by name and nothing else but what Node.js has.
 */
export function examVerifier(): Uint8Array {
  const read = (name: string) => readFileSync(join(process.cwd(), FOLDER, name), 'utf8')
  const start = read(START)
  const at = start.search(IMPORT)
  const parts = readdirSync(join(process.cwd(), FOLDER))
    .filter((name) => name.endsWith('.mjs') && name !== START && !name.includes('.test.'))
    .sort()
    .map(read)
  const all = [...parts, start.slice(at)]
  const fromNode = all.flatMap((text) => [...text.matchAll(IMPORT)].filter(([, from]) => from?.startsWith('node:')))
  const imports = [...new Set(fromNode.map(([line]) => line))].join('')
  const bodies = all.map((text) =>
    text
      .replace(IMPORT, '')
      .replace(/^export /gm, '')
      .trim(),
  )
  return Buffer.from(`${start.slice(0, at)}${imports}\n${bodies.join('\n\n')}\n`)
}
