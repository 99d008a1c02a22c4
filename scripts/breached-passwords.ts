import { readFileSync, writeFileSync } from 'node:fs'
import { prefixOf } from '@/lib/auth/breached-passwords.server'
import { passwordStem } from '@/lib/auth/password-rules'

/**
 * Makes `lib/auth/breached-passwords.bin` anew out of lists of stolen passwords, one a line:
 * `npm run breached-passwords -- FILE…`. Decision 0011 names the lists. A stem of fewer letters than this is part of
 * too many words that nobody stole.
 */
const FEWEST_LETTERS = 4

const stems = new Set<string>()
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const stem = passwordStem(line.trim())
    if (stem.length >= FEWEST_LETTERS) stems.add(stem)
  }
}
const prefixes = [...stems].map(prefixOf).sort(Buffer.compare)
writeFileSync('lib/auth/breached-passwords.bin', Buffer.concat(prefixes))
process.stdout.write(`${stems.size} stems\n`)
